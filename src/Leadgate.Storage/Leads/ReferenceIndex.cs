using System.Globalization;
using Leadgate.Storage.Engines;

namespace Leadgate.Storage.Leads;

/// <summary>
/// Finds leads by the sender's own id. In an index of these texts alone, which are in no order, each new lead would change another page,
/// and storing would take twice as long. So the index begins with a bucket of leads, and new leads change the few pages of the last
/// bucket. A search looks into all buckets, some 500 for a million leads.
/// </summary>
internal static class ReferenceIndex
{
    /// <summary>The first column of the index, as in the schema: 2,048 ids are a bucket.</summary>
    private const string Bucket = "id >> 11";

    /// <summary>The first and the last bucket of both tables, from the ends of their indexes.</summary>
    private static readonly Statement FindEnds = new(
        $"""
        select min(bucket), max(bucket) from (
            {End("lead", "asc")} union all {End("lead", "desc")} union all
            {End("lead_with_errors", "asc")} union all {End("lead_with_errors", "desc")}
        ) as ends
        """
    );

    /// <summary>The condition for the buckets that exist; a search has it beside the one for the reference.</summary>
    public static async Task<string> ReadConditionAsync(StoreSession session, CancellationToken cancellation)
    {
        var (first, last) = await session
            .FindAsync(FindEnds, row => row.IsDBNull(0) ? (0, -1) : (row.GetInt64(0), row.GetInt64(1)), cancellation)
            .ConfigureAwait(false);
        var buckets = Enumerable.Sequence(first, last, 1).Select(bucket => bucket.ToString(CultureInfo.InvariantCulture));
        return last < first ? "false" : $"{Bucket} in ({string.Join(',', buckets)})";
    }

    private static string End(string table, string direction) =>
        $"""
            select bucket from (
                select {Bucket} as bucket from {table} where lead_reference is not null order by {Bucket} {direction} limit 1
            ) as {table}_{direction}
            """;
}
