using Leadgate.Server.Tests.Support;
using Microsoft.Extensions.Time.Testing;

namespace Leadgate.Server.Tests.Hosting;

/// <summary>What the log says of things that the database noticed and that fail no request.</summary>
public sealed class StoreLogTests
{
    [Fact]
    public async Task A_clock_that_is_set_has_an_event_of_its_own()
    {
        var time = new FakeTimeProvider(new DateTimeOffset(2027, 4, 6, 7, 0, 0, TimeSpan.Zero));
        await using var server = await RunningServer.StartAsync(time: time);
        await server.Client.PostAsync(TestData.Bulk(TestData.Lead()));
        time.AdjustTime(new DateTimeOffset(2027, 4, 5, 6, 30, 0, TimeSpan.Zero));
        await server.Client.PostAsync(TestData.Bulk(TestData.Lead()));
        var line = Assert.Single(server.LogLines, line => line.Contains("[20]", StringComparison.Ordinal));
        Assert.StartsWith("Warning ", line, StringComparison.Ordinal);
        Assert.Contains(
            "The clock was set back, from 2027-04-06 07:00:00 to 2027-04-05 06:30:00 UTC. Bulks get the clock's time",
            line,
            StringComparison.Ordinal
        );
    }
}
