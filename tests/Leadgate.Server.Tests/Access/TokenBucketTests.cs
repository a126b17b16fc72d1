using CsCheck;
using Leadgate.Server.Access;
using Leadgate.Tests;
using Microsoft.Extensions.Time.Testing;

namespace Leadgate.Server.Tests.Access;

/// <summary>The quota of an API key.</summary>
[Promise("10.4")]
public sealed class TokenBucketTests
{
    [Fact]
    public void A_minute_s_quota_can_be_taken_at_once_and_refills_continuously()
    {
        var time = new FakeTimeProvider();
        var bucket = new TokenBucket(60, time);
        for (var i = 0; i < 60; i++)
            Assert.True(bucket.TryTake(1));
        Assert.False(bucket.TryTake(1));
        Assert.Equal((0, 60, 1), bucket.GetState());
        time.Advance(TimeSpan.FromSeconds(1));
        Assert.True(bucket.TryTake(1));
        Assert.False(bucket.TryTake(1));
        time.Advance(TimeSpan.FromMinutes(10));
        Assert.Equal((60, 0, 0), bucket.GetState());
    }

    [Fact]
    public void More_than_the_quota_can_be_taken_once_and_then_has_to_refill()
    {
        var time = new FakeTimeProvider();
        var bucket = new TokenBucket(60, time);
        Assert.True(bucket.TryTake(180));
        Assert.Equal((0, 180, 121), bucket.GetState());
        time.Advance(TimeSpan.FromSeconds(120));
        Assert.False(bucket.TryTake(1));
        time.Advance(TimeSpan.FromSeconds(1));
        Assert.True(bucket.TryTake(1));
    }

    [Fact]
    public void No_more_is_taken_than_was_added_except_for_the_last_request() =>
        Gen.Select(Gen.Int[1, 1000], Gen.Select(Gen.Int[1, 500], Gen.Int[0, 5000]).Array[1, 200])
            .Sample(
                (perMinute, steps) =>
                {
                    var time = new FakeTimeProvider();
                    var bucket = new TokenBucket(perMinute, time);
                    var (taken, seconds, largest) = (0L, 0.0, 0);
                    foreach (var (count, pause) in steps)
                    {
                        if (bucket.TryTake(count))
                            (taken, largest) = (taken + count, Math.Max(largest, count));
                        Assert.True(
                            taken <= perMinute + (seconds * perMinute / 60) + largest,
                            $"{taken} of {perMinute} a minute after {seconds} s"
                        );
                        time.Advance(TimeSpan.FromMilliseconds(pause));
                        seconds += pause / 1000.0;
                    }
                }
            );
}
