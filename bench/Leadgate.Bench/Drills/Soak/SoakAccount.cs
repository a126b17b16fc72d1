using System.Data.Common;
using System.Globalization;

namespace Leadgate.Bench.Drills.Soak;

/// <summary>The content of a database compared with the acknowledged bulks.</summary>
/// <param name="Bulks">The number of stored bulks.</param>
/// <param name="Leads">The number of stored leads, including those with errors.</param>
/// <param name="Whole">The number of acknowledged bulks that are stored with their key and id, and with each of their leads once.</param>
/// <param name="Duplicates">The number of lead references that are stored more than once.</param>
internal sealed record SoakAccount(long Bulks, long Leads, int Whole, long Duplicates)
{
    private const string EachKey = """
        select k.key, k.bulk_id, b.total_records, b.error_records,
            (select count(*) from lead where bulk_id = b.id),
            (select count(*) from lead_with_errors where bulk_id = b.id),
            (select count(distinct lead_reference) from lead
                where bulk_id = b.id and substr(lead_reference, 1, length(k.key) + 1) = k.key || '-'),
            (select count(distinct sent ->> 'leadReference') from lead_with_errors
                where bulk_id = b.id and substr(sent ->> 'leadReference', 1, length(k.key) + 1) = k.key || '-')
        from idempotency_key k join bulk b on b.id = k.bulk_id
        """;

    /// <param name="store">An open connection.</param>
    /// <param name="acknowledged">The acknowledged bulks by idempotency key.</param>
    public static async Task<SoakAccount> ReadAsync(
        DbConnection store,
        IReadOnlyDictionary<string, SoakBulk> acknowledged,
        CancellationToken cancellation
    )
    {
        var whole = 0;
        await using (var command = CreateCommand(store, EachKey))
        await using (var row = await command.ExecuteReaderAsync(cancellation))
        {
            while (await row.ReadAsync(cancellation))
            {
                if (!acknowledged.TryGetValue(row.GetString(0), out var bulk))
                    continue;
                var stored = Enumerable.Range(1, 7).Select(i => Convert.ToInt64(row.GetValue(i), CultureInfo.InvariantCulture));
                var valid = bulk.Size - bulk.Errors;
                if (stored.SequenceEqual([bulk.Id, bulk.Size, bulk.Errors, valid, bulk.Errors, valid, bulk.Errors]))
                    whole++;
            }
        }

        return new SoakAccount(
            await QueryNumberAsync(store, "select count(*) from bulk", cancellation),
            await QueryNumberAsync(store, "select (select count(*) from lead) + (select count(*) from lead_with_errors)", cancellation),
            whole,
            await QueryNumberAsync(
                store,
                """
                select count(*) from (
                    select 1 from (
                        select lead_reference as reference from lead
                        union all select sent ->> 'leadReference' from lead_with_errors) as each
                    group by reference having count(*) > 1) as twice
                """,
                cancellation
            )
        );
    }

    /// <summary>Whether the database contains exactly the acknowledged bulks.</summary>
    public bool Matches(IReadOnlyDictionary<string, SoakBulk> acknowledged) =>
        acknowledged.Count > 0
        && Duplicates == 0
        && Whole == acknowledged.Count
        && Bulks == acknowledged.Count
        && Leads == acknowledged.Values.Sum(bulk => bulk.Size);

    private static async Task<long> QueryNumberAsync(DbConnection store, string sql, CancellationToken cancellation)
    {
        await using var command = CreateCommand(store, sql);
        return Convert.ToInt64(await command.ExecuteScalarAsync(cancellation), CultureInfo.InvariantCulture);
    }

    private static DbCommand CreateCommand(DbConnection store, string sql)
    {
        var command = store.CreateCommand();
        command.CommandText = sql;
        command.CommandTimeout = 0;
        return command;
    }
}
