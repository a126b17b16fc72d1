using Leadgate.Server.Intake;
using Leadgate.Tests;

namespace Leadgate.Server.Tests.Intake;

/// <summary>Idempotency keys whose first request is in progress.</summary>
[Promise("6.6")]
public sealed class RunningKeyTests
{
    [Fact]
    public void Key_in_progress_does_not_block_the_same_key_of_another_sender()
    {
        var keys = new IdempotencyKeys();
        using var first = keys.TryBegin("site", "k");
        using var other = keys.TryBegin("call centre", "k");
        Assert.NotNull(first);
        Assert.NotNull(other);
        Assert.Null(keys.TryBegin("site", "k"));

        first.Dispose();
        using var again = keys.TryBegin("site", "k");
        Assert.NotNull(again);
        Assert.Null(keys.TryBegin("call centre", "k"));
    }
}
