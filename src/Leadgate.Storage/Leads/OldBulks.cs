using Leadgate.Storage.Engines;

namespace Leadgate.Storage.Leads;

/// <summary>
/// Which bulks are certainly older than a time, also where a clock was wrong for a while. Ids grow with time, whatever the clock says. So a
/// bulk is old when the bulk itself or a later one has an old date that follows on the dates before it, and no earlier bulk has a newer one.
/// Dates in the future say nothing. A bulk that a wrong clock dated years ago is old only when the right dates after it are.
/// </summary>
internal static class OldBulks
{
    /// <summary>How far the clocks of several nodes may be apart, so that the last of several bulks need not have the latest date.</summary>
    private static readonly TimeSpan Tolerance = TimeSpan.FromMinutes(1);

    /// <summary>The sum keeps PostgreSQL from walking through all ids to the first that fits, where the index of dates has few.</summary>
    private const string FindFirstNew =
        "select coalesce(min(id + 0), 9223372036854775807) from bulk where created_at >= @before and created_at <= @now";

    private const string FindNewestDate = "select max(created_at) from bulk where id < @new and created_at < @before";

    private const string FindLast = """
        select coalesce(max(id + 0), 0) from bulk where id < @new and created_at < @before and created_at >= @from
        """;

    /// <summary>The last bulk that is certainly from before a time, and with it all that have smaller ids; 0 if there is none.</summary>
    /// <param name="before">The time, UTC.</param>
    /// <param name="now">What the clock says, UTC.</param>
    public static async Task<long> FindLastAsync(StoreSession session, DateTime before, DateTime now, CancellationToken cancellation)
    {
        var firstNew = await session
            .FindAsync(
                new Statement(FindFirstNew, ("@before", before), ("@now", now)) { IsLong = true },
                row => row.GetInt64(0),
                cancellation
            )
            .ConfigureAwait(false);
        var newest = await session
            .FindAsync(
                new Statement(FindNewestDate, ("@new", firstNew), ("@before", before)) { IsLong = true },
                row => row.GetTimestampOrNull(0),
                cancellation
            )
            .ConfigureAwait(false);
        if (newest is not { } date)
            return 0;
        return await session
            .FindAsync(
                new Statement(FindLast, ("@new", firstNew), ("@before", before), ("@from", date - Tolerance)) { IsLong = true },
                row => row.GetInt64(0),
                cancellation
            )
            .ConfigureAwait(false);
    }
}
