using Leadgate.Storage.Tests.Support;
using Leadgate.Tests;

namespace Leadgate.Storage.Tests;

/// <summary>
/// What counting costs, and what is not counted. The tests of the service verify that each store counts.
/// </summary>
public sealed class StoreMetricsTests
{
    private static readonly NewBulk[] Bulks =
    [
        TestData.Bulk(Enumerable.Repeat(TestData.Lead(), 100)),
        TestData.Bulk(TestData.Lead(("priority", null)), TestData.Lead(("source", "nowhere"))),
    ];

    [Fact]
    public void Counting_a_commit_allocates_nothing_with_or_without_a_listener()
    {
        using var unheard = new StoreMetrics(() => (0, 0));
        Assert.Equal(0, Allocation.Of(() => unheard.Committed(Bulks, TimeSpan.FromMilliseconds(1))));

        using var measured = new Measurements();
        using var metrics = measured.Measure(() => new StoreMetrics(() => (0, 0)));
        Assert.Equal(0, Allocation.Of(() => metrics.Committed(Bulks, TimeSpan.FromMilliseconds(1))));
        Assert.True(measured.Sum("leadgate.leads.accepted") >= 100);
    }

    [Fact]
    public void Bulk_of_one_source_is_added_once()
    {
        using var measured = new Measurements();
        using var metrics = measured.Measure(() => new StoreMetrics(() => (0, 0)));
        metrics.Committed(Bulks[..1], TimeSpan.FromMilliseconds(1));
        Assert.Equal((100, 1), (measured.Sum("leadgate.leads.accepted"), measured.Count("leadgate.leads.accepted")));
    }

    [Fact]
    public void Transaction_without_bulks_is_not_counted()
    {
        using var measured = new Measurements();
        using var metrics = measured.Measure(() => new StoreMetrics(() => (0, 0)));
        metrics.Committed([], TimeSpan.FromMilliseconds(1));
        Assert.Equal((0, 0), (measured.Count("leadgate.commit.bulks"), measured.Count("leadgate.commit.duration")));
    }
}
