using Leadgate.Storage.Engines;

namespace Leadgate.Storage.Search;

/// <summary>Counts of what arrived and was corrected, by hour and sender.</summary>
internal sealed class IntakeHourStore(IStoreEngine engine)
{
    private const string Columns = "select hour, sender, bulks, leads, with_errors, corrected from intake_hour";

    /// <summary>The hours of a span, by hour and sender; hours in which nothing happened are missing.</summary>
    /// <param name="from">The first hour, UTC.</param>
    /// <param name="before">The hour after the last, UTC.</param>
    /// <param name="sender">Whose leads; null for all.</param>
    public Task<IReadOnlyList<IntakeHour>> ReadAsync(DateTime from, DateTime before, string? sender, CancellationToken cancellation)
    {
        var bySender = sender is null ? "" : " and sender = @sender";
        var find = new Statement(
            $"{Columns} where hour >= @from and hour < @before{bySender} order by hour, sender",
            [("@from", from), ("@before", before), .. sender is null ? (IEnumerable<(string, SqlValue)>)[] : [("@sender", sender)]]
        );
        return engine.ReadAsync<IReadOnlyList<IntakeHour>>(
            async (session, token) =>
                await session
                    .QueryAsync(
                        find,
                        row => new IntakeHour(
                            row.GetTimestamp(0),
                            row.GetString(1),
                            row.GetInt64(2),
                            row.GetInt64(3),
                            row.GetInt64(4),
                            row.GetInt64(5)
                        ),
                        token
                    )
                    .ConfigureAwait(false),
            cancellation
        );
    }
}
