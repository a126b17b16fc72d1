using Leadgate.Domain.Intake;
using Leadgate.Tests;

namespace Leadgate.Domain.Tests.Intake;

public sealed class SenderTests
{
    [Fact]
    [Promise("6.6")]
    [Promise("10.1")]
    public void Keys_with_one_name_are_one_sender_with_different_actors()
    {
        Sender first = new Sender.ApiKey(1, "website");
        Sender second = new Sender.ApiKey(2, "website");
        Assert.Equal(("website", "website"), (first.Name, second.Name));
        Assert.Equal(first.IdempotencyScope, second.IdempotencyScope);
        Assert.Equal(("key:1", "key:2"), (first.Actor, second.Actor));
    }

    [Fact]
    [Promise("10.2")]
    public void Request_without_a_key_is_from_an_anonymous_sender()
    {
        Sender sender = new Sender.Anonymous();
        Assert.Equal(("anonymous", "anonymous", "anonymous"), (sender.Name, sender.IdempotencyScope, sender.Actor));
    }
}
