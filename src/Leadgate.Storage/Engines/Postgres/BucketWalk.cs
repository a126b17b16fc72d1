using Leadgate.Domain.Search;

namespace Leadgate.Storage.Engines.Postgres;

/// <summary>
/// Which ids of leads a search looks into, span by span from the end where it begins. A span is whole buckets, and has as many as are
/// likely to hold what is still needed, but at least as many as were searched before: what is common is found in the first, and the number
/// of spans is small however the leads are distributed.
/// </summary>
/// <param name="low">The lowest id.</param>
/// <param name="high">The highest id.</param>
/// <param name="limit">How many leads are needed.</param>
internal sealed class BucketWalk(long low, long high, LeadOrder order, int limit)
{
    /// <summary>16,384 ids are a bucket.</summary>
    public const int BucketBits = 14;

    /// <summary>
    /// The most buckets of a span. More would seldom save a statement, and each is one more key that the index looks for.
    /// </summary>
    public const int MaxBuckets = 64;

    private const long BucketSize = 1 << BucketBits;

    /// <summary>How much more than likely is looked into, because a second statement costs more than a few ids.</summary>
    private const double Surplus = 1.5;

    /// <summary>
    /// A span has at most so many times as many buckets as were searched before: what was rare there may be common here, and the index
    /// returns everything in the span.
    /// </summary>
    private const int MaxGrowth = 15;

    private long _searched;

    /// <summary>The next span; null at the end.</summary>
    /// <param name="found">How many leads were found so far.</param>
    public (long First, long Last)? Next(int found)
    {
        if (low > high || found >= limit)
            return null;
        var isDescending = order == LeadOrder.NewestFirst;
        var before = Math.Max(1, _searched / BucketSize);
        var likely =
            _searched == 0 ? 1
            : found == 0 ? MaxBuckets
            : (long)Math.Ceiling(Surplus * (limit - found) * _searched / found / BucketSize);
        var count = Math.Min(MaxBuckets, Math.Clamp(likely, before, MaxGrowth * before));

        // The first bucket may have just begun, and say nothing of the others.
        var rest = isDescending ? (high & (BucketSize - 1)) + 1 : BucketSize - (low & (BucketSize - 1));
        if (_searched == 0 && rest < BucketSize / 2)
            count++;
        var (first, last) = isDescending
            ? (Math.Max(low, ((high >> BucketBits) - count + 1) << BucketBits), high)
            : (low, Math.Min(high, (((low >> BucketBits) + count) << BucketBits) - 1));
        (low, high) = isDescending ? (low, first - 1) : (last + 1, high);
        _searched += last - first + 1;
        return (first, last);
    }
}
