using Leadgate.Storage.Engines;
using Leadgate.Tests;
using Microsoft.Extensions.Time.Testing;

namespace Leadgate.Storage.Tests;

/// <summary>When large work leaves the writer to small work.</summary>
[Promise("10.4")]
public sealed class LargeWorkPaceTests
{
    private readonly FakeTimeProvider _time = new();
    private readonly LargeWorkPace _pace;

    public LargeWorkPaceTests() => _pace = new LargeWorkPace(_time);

    [Fact]
    public void Large_work_pauses_as_long_as_it_took_when_small_work_arrived_meanwhile()
    {
        Assert.Equal(TimeSpan.Zero, _pace.Remaining);
        _pace.Wrote(TimeSpan.FromMilliseconds(60), smallWorkWaits: true);
        Assert.Equal(TimeSpan.FromMilliseconds(60), _pace.Remaining);
        _time.Advance(TimeSpan.FromMilliseconds(25));
        Assert.Equal(TimeSpan.FromMilliseconds(35), _pace.Remaining);
        _time.Advance(TimeSpan.FromMilliseconds(36));
        Assert.Equal(TimeSpan.Zero, _pace.Remaining);
    }

    [Fact]
    public void Large_work_does_not_pause_when_it_delays_nobody()
    {
        _pace.Wrote(TimeSpan.FromMilliseconds(60), smallWorkWaits: false);
        Assert.Equal(TimeSpan.Zero, _pace.Remaining);
        _pace.Wrote(LargeWorkPace.Short - TimeSpan.FromMilliseconds(1), smallWorkWaits: true);
        Assert.Equal(TimeSpan.Zero, _pace.Remaining);
    }

    [Fact]
    public void Pause_is_bounded_and_ends_with_the_last_small_work()
    {
        _pace.Wrote(TimeSpan.FromMinutes(1), smallWorkWaits: true);
        Assert.Equal(LargeWorkPace.MaxPause, _pace.Remaining);
        _pace.Stop();
        Assert.Equal(TimeSpan.Zero, _pace.Remaining);
    }
}
