using Leadgate.Server.Leads;
using Leadgate.Storage.Search;
using Microsoft.Extensions.Time.Testing;

namespace Leadgate.Server.Tests.Leads;

/// <summary>How much the follower does at once, and when it leaves the processors to the intake.</summary>
public sealed class FollowerPaceTests
{
    private const int BulksAtOnce = 10;
    private const int LeadsPerBulk = 20;
    private readonly FakeTimeProvider _time = new();
    private double _use;
    private long _newestBulk = 1000;

    [Theory]
    [InlineData(true, 20, FollowerPace.MinPortion)]
    [InlineData(true, 5, FollowerPace.MaxPortion)]
    [InlineData(false, 20, FollowerPace.MaxPortion)]
    [InlineData(false, 300, FollowerPace.MinPortion)]
    public void Portion_grows_unless_others_wait_too_long_while_it_is_written(bool delaysBulks, int writing, int expected)
    {
        var pace = CreatePace(delaysBulks);
        for (var i = 0; i < 20; i++)
            Note(pace, took: 1, writing, pace.Portion);
        Assert.Equal(expected, pace.Portion);
    }

    /// <summary>2,000 leads arrive in a second; each takes 200 µs, which is two fifths of the time.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Intake_comes_first_while_most_of_it_is_in_use_and_no_longer(bool delaysBulks)
    {
        var pace = CreatePace(delaysBulks);
        Settle(pace, took: 200);
        Assert.False(pace.IntakeComesFirst);
        Assert.Equal(TimeSpan.FromMilliseconds(delaysBulks ? 20 : 0), Note(pace, took: 200));

        _use = 0.8;
        Settle(pace, took: 200);
        Assert.True(pace.IntakeComesFirst);
        Assert.Equal(TimeSpan.FromMilliseconds(3000), Note(pace, took: 200));

        _use = 0;
        Look(pace);
        Assert.True(pace.IntakeComesFirst, "A moment without bulks says nothing.");
        for (var i = 0; i < 30; i++)
            Look(pace);
        Assert.False(pace.IntakeComesFirst);
    }

    /// <summary>Bulks are done sooner when the follower leaves them the processors, so that fewer are in progress.</summary>
    [Theory]
    [InlineData(true, 0.4, 0.2)]
    [InlineData(false, 0.52, 0.48)]
    public void Intake_that_was_busy_is_so_until_less_is_in_progress(bool delaysBulks, double stillBusy, double quiet)
    {
        var pace = CreatePace(delaysBulks);
        _use = stillBusy;
        Settle(pace, took: 200);
        Assert.False(pace.IntakeComesFirst);
        _use = 0.6;
        Settle(pace, took: 200);
        Assert.True(pace.IntakeComesFirst);
        _use = stillBusy;
        Settle(pace, took: 200);
        Assert.True(pace.IntakeComesFirst);
        _use = quiet;
        Settle(pace, took: 200);
        Assert.False(pace.IntakeComesFirst);
    }

    [Fact]
    public void Follower_that_takes_little_does_so_however_busy_the_intake_is()
    {
        _use = 1;
        var pace = CreatePace(delaysBulks: false);
        Settle(pace, took: 100);
        Assert.False(pace.IntakeComesFirst);
    }

    [Theory]
    [InlineData(true, 450, false)]
    [InlineData(true, 650, true)]
    [InlineData(false, 650, false)]
    [InlineData(false, 1200, true)]
    public void Intake_comes_first_when_following_could_not_keep_up_in_any_case(bool delaysBulks, int took, bool expected)
    {
        var pace = CreatePace(delaysBulks);
        Settle(pace, took);
        Assert.Equal(expected, pace.IntakeComesFirst);
    }

    [Fact]
    public void Follower_that_has_caught_up_waits_for_more_to_do_at_once()
    {
        var pace = CreatePace(delaysBulks: false);
        Assert.Equal(TimeSpan.FromMilliseconds(200), pace.Note(FollowedPortion.Idle, default));
        var last = new FollowedPortion(100, false, false, default, default, default, 1, LeadsPerBulk);
        Assert.Equal(TimeSpan.FromMilliseconds(100), pace.Note(last, TimeSpan.FromMilliseconds(50)));
    }

    private FollowerPace CreatePace(bool delaysBulks) => new(delaysBulks, () => _use, _time);

    /// <summary>Long enough that what was before does not matter.</summary>
    private void Settle(FollowerPace pace, int took)
    {
        for (var i = 0; i < 60; i++)
            Note(pace, took);
    }

    private void Look(FollowerPace pace)
    {
        _time.Advance(TimeSpan.FromMilliseconds(50));
        pace.Look();
    }

    /// <summary>A tenth of a second later, when 200 more leads have arrived.</summary>
    private TimeSpan Note(FollowerPace pace, int took, int writing = 10, int leads = 1000)
    {
        _time.Advance(TimeSpan.FromMilliseconds(100));
        _newestBulk += BulksAtOnce;
        return pace.Note(
            new FollowedPortion(leads, false, true, default, default, TimeSpan.FromMilliseconds(writing), _newestBulk, LeadsPerBulk),
            TimeSpan.FromMilliseconds(took)
        );
    }
}
