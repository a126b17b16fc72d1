using Leadgate.Storage.Engines;
using Leadgate.Tests;

namespace Leadgate.Storage.Tests;

/// <summary>How many bulks may wait to be written.</summary>
public sealed class WriteQueueLimitTests
{
    [Fact]
    [Promise("10.4")]
    public void A_bulk_over_the_limit_waits_when_it_is_alone_and_only_then()
    {
        var limit = new WriteQueueLimit();
        limit.Enter(WriteQueueLimit.MaxBytes + 1);
        Assert.Throws<StoreUnavailableException>(() => limit.Enter(1));
        limit.Leave(WriteQueueLimit.MaxBytes + 1);
        limit.Enter(1);
        Assert.Throws<StoreUnavailableException>(() => limit.Enter(WriteQueueLimit.MaxBytes + 1));
        Assert.Throws<StoreUnavailableException>(() => limit.Enter(WriteQueueLimit.MaxBytes));
        limit.Enter(WriteQueueLimit.MaxBytes - 1);
        Assert.Equal((2, WriteQueueLimit.MaxBytes), limit.Waiting);
    }

    [Fact]
    [Promise("10.4")]
    public void Bulks_are_counted_too()
    {
        var limit = new WriteQueueLimit();
        for (var i = 0; i < WriteQueueLimit.MaxBulks; i++)
            limit.Enter(0);
        Assert.Throws<StoreUnavailableException>(() => limit.Enter(0));
        limit.Leave(0);
        limit.Enter(0);
    }
}
