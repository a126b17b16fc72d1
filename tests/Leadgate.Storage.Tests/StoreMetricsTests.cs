using Leadgate.Storage.Tests.Support;
using Leadgate.Tests;

namespace Leadgate.Storage.Tests;

/// <summary>
/// What counting costs, and what is not counted. That each store counts is held where it is scraped, in the tests of the service.
/// </summary>
public sealed class StoreMetricsTests
{
    private static readonly NewBulk[] Bulks =
    [
        Some.Bulk(Enumerable.Repeat(Some.Lead(), 100)),
        Some.Bulk(Some.Lead(("priority", null)), Some.Lead(("source", "nowhere"))),
    ];

    [Fact]
    public void Counting_a_commit_makes_nothing_whether_somebody_listens_or_not()
    {
        using var unheard = new StoreMetrics(() => (0, 0));
        Assert.Equal(0, Allocation.Of(() => unheard.Committed(Bulks, TimeSpan.FromMilliseconds(1))));

        using var heard = new Measurements();
        using var metrics = heard.Of(() => new StoreMetrics(() => (0, 0)));
        Assert.Equal(0, Allocation.Of(() => metrics.Committed(Bulks, TimeSpan.FromMilliseconds(1))));
        Assert.True(heard.Sum("leadgate.leads.accepted") >= 100);
    }

    [Fact]
    public void A_bulk_of_one_source_is_one_addition()
    {
        using var heard = new Measurements();
        using var metrics = heard.Of(() => new StoreMetrics(() => (0, 0)));
        metrics.Committed(Bulks[..1], TimeSpan.FromMilliseconds(1));
        Assert.Equal((100, 1), (heard.Sum("leadgate.leads.accepted"), heard.Count("leadgate.leads.accepted")));
    }

    [Fact]
    public void A_transaction_without_bulks_is_not_counted()
    {
        using var heard = new Measurements();
        using var metrics = heard.Of(() => new StoreMetrics(() => (0, 0)));
        metrics.Committed([], TimeSpan.FromMilliseconds(1));
        Assert.Equal((0, 0), (heard.Count("leadgate.commit.bulks"), heard.Count("leadgate.commit.duration")));
    }
}
