using Leadgate.Server.Intake;
using Leadgate.Tests;

namespace Leadgate.Server.Tests.Intake;

/// <summary>Idempotency keys whose first request is in progress.</summary>
[Promise("6.6")]
public sealed class IdempotencyKeysTests
{
    [Fact]
    public void Key_is_in_progress_for_its_own_sender_only_and_until_its_request_has_ended()
    {
        var keys = new IdempotencyKeys();
        using var first = keys.TryBegin("key:1", "k");
        Assert.NotNull(first);
        Assert.Null(keys.TryBegin("key:1", "k"));
        using var ofAnother = keys.TryBegin("key:2", "k");
        Assert.NotNull(ofAnother);
        using var other = keys.TryBegin("key:1", "k2");
        Assert.NotNull(other);
        first.Dispose();
        using var again = keys.TryBegin("key:1", "k");
        Assert.NotNull(again);
        Assert.Null(keys.TryBegin("key:2", "k"));
    }
}
