using Leadgate.Server.Hosting;
using Microsoft.Extensions.Time.Testing;

namespace Leadgate.Server.Tests.Hosting;

/// <summary>How often repeated failures are logged.</summary>
public sealed class FailureLogLimitTests
{
    [Fact]
    public void Failure_is_logged_once_an_outage_and_then_once_a_minute()
    {
        var time = new FakeTimeProvider();
        var limit = new FailureLogLimit(time);
        var logged = new List<int>();
        for (var second = 0; second < 130; second++)
        {
            if (limit.IsDue())
                logged.Add(second);
            time.Advance(TimeSpan.FromSeconds(1));
        }

        Assert.Equal([0, 60, 120], logged);
        limit.Reset();
        Assert.True(limit.IsDue());
        Assert.False(limit.IsDue());
    }
}
