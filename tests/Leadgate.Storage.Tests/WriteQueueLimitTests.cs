using Leadgate.Storage.Engines;
using Leadgate.Tests;

namespace Leadgate.Storage.Tests;

/// <summary>How many bulks may wait for a slow database, and with how much memory.</summary>
[Promise("10.4")]
public sealed class WriteQueueLimitTests
{
    private readonly WriteQueueLimit _limit = new();

    [Fact]
    public void Bulk_that_needs_more_than_all_the_memory_waits_alone()
    {
        _limit.Enter(WriteQueueLimit.MaxBytes + 1);
        Assert.Throws<StoreUnavailableException>(() => _limit.Enter(1));
        _limit.Leave(WriteQueueLimit.MaxBytes + 1);
        _limit.Enter(1);
        Assert.Throws<StoreUnavailableException>(() => _limit.Enter(WriteQueueLimit.MaxBytes));
        Assert.Equal((1, 1), _limit.Waiting);
    }

    [Fact]
    public void Bulk_waits_up_to_the_limit_of_memory()
    {
        _limit.Enter(1);
        _limit.Enter(WriteQueueLimit.MaxBytes - 1);
        Assert.Throws<StoreUnavailableException>(() => _limit.Enter(1));
    }

    [Fact]
    public void Only_so_many_bulks_wait_however_small_they_are()
    {
        for (var i = 0; i < WriteQueueLimit.MaxBulks; i++)
            _limit.Enter(0);
        Assert.Throws<StoreUnavailableException>(() => _limit.Enter(0));
        _limit.Leave(0);
        _limit.Enter(0);
        Assert.Equal((WriteQueueLimit.MaxBulks, 0), _limit.Waiting);
    }
}
