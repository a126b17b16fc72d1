using Leadgate.Server.Leads;
using Leadgate.Storage.Search;
using Microsoft.Extensions.Time.Testing;

namespace Leadgate.Server.Tests.Leads;

/// <summary>How many leads arrive, by which the follower tells whether it may take the time to keep up.</summary>
public sealed class ArrivalRateTests
{
    private readonly FakeTimeProvider _time = new();

    [Fact]
    public void Rate_follows_the_bulks_that_arrive_and_falls_when_no_more_do_although_many_wait()
    {
        var rate = new ArrivalRate(_time);
        Assert.Equal(0, Note(rate, 1000));
        for (var bulk = 1050; bulk <= 2000; bulk += 50)
            Note(rate, bulk);
        Assert.InRange(Note(rate, 2050), 8_500, 10_000);
        for (var i = 0; i < 20; i++)
            Note(rate, 2050);
        Assert.InRange(Note(rate, 2050), 0, 1_500);
    }

    [Fact]
    public void Follower_that_reads_what_was_there_before_sees_nothing_arrive()
    {
        var rate = new ArrivalRate(_time);
        Note(rate, 1000);
        Assert.Equal(0, Note(rate, 0));
        Assert.Equal(0, Note(rate, 1000));
    }

    /// <summary>A tenth of a second later.</summary>
    private double Note(ArrivalRate rate, long newestBulk)
    {
        _time.Advance(TimeSpan.FromMilliseconds(100));
        return rate.Note(new FollowedPortion(1000, false, true, default, default, default, newestBulk, 20));
    }
}
