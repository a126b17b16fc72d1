using CsCheck;
using Leadgate.Domain.Search;
using Leadgate.Storage.Engines.Postgres;

namespace Leadgate.Storage.Tests.Postgres;

public sealed class BucketWalkTests
{
    private const long Bucket = 1 << BucketWalk.BucketBits;
    private const int PageLimit = 51;

    /// <summary>Whatever is found on the way.</summary>
    [Fact]
    public void Spans_are_all_ids_once_from_the_end_where_the_search_begins() =>
        Gen.Select(Gen.Long[1, 200 * Bucket], Gen.Long[1, 200 * Bucket], Gen.Bool, Gen.Int[0, PageLimit - 1].Array[1, 300])
            .Sample(
                (low, length, isDescending, found) =>
                {
                    var (high, order) = (low + length - 1, isDescending ? LeadOrder.NewestFirst : LeadOrder.OldestFirst);
                    var walk = new BucketWalk(low, high, order, PageLimit);
                    var (next, n) = (isDescending ? high : low, 0);
                    while (walk.Next(found[n++ % found.Length]) is var (first, last))
                    {
                        Assert.Equal(next, isDescending ? last : first);
                        Assert.InRange(last - first, 0, (BucketWalk.MaxBuckets + 1) * Bucket);
                        next = isDescending ? first - 1 : last + 1;
                    }

                    Assert.Equal(isDescending ? low - 1 : high + 1, next);
                }
            );

    [Fact]
    public void What_is_common_is_found_in_the_first_span_also_when_its_bucket_has_just_begun()
    {
        Assert.Equal([(9 * Bucket, (10 * Bucket) - 1)], Walk(0, (10 * Bucket) - 1, LeadOrder.NewestFirst, share: 0.05));
        Assert.Equal([(9 * Bucket, (10 * Bucket) + 100)], Walk(0, (10 * Bucket) + 100, LeadOrder.NewestFirst, share: 0.05));
        Assert.Equal([(Bucket - 100, (2 * Bucket) - 1)], Walk(Bucket - 100, 10 * Bucket, LeadOrder.OldestFirst, share: 0.05));
    }

    /// <summary>A lead in a thousand: a bucket has 16, so that three more have the rest of a page, and likely so with a fourth.</summary>
    [Fact]
    public void What_is_less_common_takes_as_many_buckets_as_are_likely_to_have_it()
    {
        var spans = Walk(0, (100 * Bucket) - 1, LeadOrder.NewestFirst, share: 0.001);
        Assert.Equal(2, spans.Count);
        Assert.Equal(4 * Bucket, spans[1].Last - spans[1].First + 1);
    }

    [Fact]
    public void What_is_rare_takes_few_spans()
    {
        var spans = Walk(0, (200 * Bucket) - 1, LeadOrder.NewestFirst, share: 0);
        Assert.Equal([1, 15, 64, 64, 56], spans.Select(span => (span.Last - span.First + 1) / Bucket));
    }

    /// <summary>Everything is in the newest bucket, and a page is filled but for one, or a count but for a few.</summary>
    [Theory]
    [InlineData(62, 1)]
    [InlineData(62, 50)]
    [InlineData(611, 50)]
    public void What_ends_after_the_first_bucket_takes_few_spans(int buckets, int found)
    {
        var walk = new BucketWalk(0, (buckets * Bucket) - 1, LeadOrder.NewestFirst, PageLimit);
        var (spans, of) = (new List<long>(), 0);
        while (walk.Next(of) is var (first, last))
        {
            spans.Add((last - first + 1) / Bucket);
            of = found;
        }

        Assert.Equal(buckets, spans.Sum());
        Assert.InRange(spans.Count, 2, 8 + (buckets / BucketWalk.MaxBuckets));
        Assert.InRange(spans[1], 1, 15);
    }

    [Fact]
    public void An_index_without_leads_has_no_span() => Assert.Empty(Walk(0, -1, LeadOrder.NewestFirst, share: 0));

    private static List<(long First, long Last)> Walk(long low, long high, LeadOrder order, double share)
    {
        var walk = new BucketWalk(low, high, order, PageLimit);
        var spans = new List<(long First, long Last)>();
        while (walk.Next((int)(spans.Sum(span => span.Last - span.First + 1) * share)) is { } span)
            spans.Add(span);
        return spans;
    }
}
