using System.Data.Common;
using System.Globalization;

namespace Leadgate.Bench.Drills.Soak;

/// <summary>Holds what was acknowledged against what is stored.</summary>
/// <param name="Bulks">How many bulks are stored.</param>
/// <param name="Leads">How many leads, those with errors too.</param>
/// <param name="Whole">How many of the acknowledged are stored under their key and id, with every lead of theirs once.</param>
/// <param name="Twice">How many references of leads are there more than once.</param>
internal sealed record SoakAccount(long Bulks, long Leads, int Whole, long Twice)
{
    private const string EachKey = """
        select k.key, k.bulk_id, b.total_records, b.error_records,
            (select count(*) from lead where bulk_id = b.id),
            (select count(*) from lead_with_errors where bulk_id = b.id),
            (select count(distinct lead_reference) from lead where bulk_id = b.id and substr(lead_reference, 1, length(k.key) + 1) = k.key || '-'),
            (select count(distinct sent ->> 'leadReference') from lead_with_errors where bulk_id = b.id and substr(sent ->> 'leadReference', 1, length(k.key) + 1) = k.key || '-')
        from idempotency_key k join bulk b on b.id = k.bulk_id
        """;

    /// <summary>Looks into a store.</summary>
    /// <param name="store">An open connection to it.</param>
    /// <param name="acknowledged">What must be there, by key.</param>
    /// <param name="cancellation">Gives up.</param>
    public static async Task<SoakAccount> LookAsync(
        DbConnection store,
        IReadOnlyDictionary<string, SoakBulk> acknowledged,
        CancellationToken cancellation
    )
    {
        var whole = 0;
        await using (var command = Command(store, EachKey))
        await using (var row = await command.ExecuteReaderAsync(cancellation))
        {
            while (await row.ReadAsync(cancellation))
            {
                if (!acknowledged.TryGetValue(row.GetString(0), out var bulk))
                    continue;
                var stored = Enumerable.Range(1, 7).Select(i => Convert.ToInt64(row.GetValue(i), CultureInfo.InvariantCulture));
                var good = bulk.Size - bulk.Wrong;
                if (stored.SequenceEqual([bulk.Id, bulk.Size, bulk.Wrong, good, bulk.Wrong, good, bulk.Wrong]))
                    whole++;
            }
        }

        return new SoakAccount(
            await NumberAsync(store, "select count(*) from bulk", cancellation),
            await NumberAsync(store, "select (select count(*) from lead) + (select count(*) from lead_with_errors)", cancellation),
            whole,
            await NumberAsync(
                store,
                """
                select count(*) from (
                    select 1 from (select lead_reference as reference from lead union all select sent ->> 'leadReference' from lead_with_errors) as each
                    group by reference having count(*) > 1) as twice
                """,
                cancellation
            )
        );
    }

    /// <summary>Whether the store holds exactly what was acknowledged.</summary>
    public bool Agrees(IReadOnlyDictionary<string, SoakBulk> acknowledged) =>
        acknowledged.Count > 0
        && Twice == 0
        && Whole == acknowledged.Count
        && Bulks == acknowledged.Count
        && Leads == acknowledged.Values.Sum(bulk => bulk.Size);

    private static async Task<long> NumberAsync(DbConnection store, string sql, CancellationToken cancellation)
    {
        await using var command = Command(store, sql);
        return Convert.ToInt64(await command.ExecuteScalarAsync(cancellation), CultureInfo.InvariantCulture);
    }

    private static DbCommand Command(DbConnection store, string sql)
    {
        var command = store.CreateCommand();
        command.CommandText = sql;
        command.CommandTimeout = 0;
        return command;
    }
}
