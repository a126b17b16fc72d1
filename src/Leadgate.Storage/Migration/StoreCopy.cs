using System.Data.Common;
using System.Globalization;
using Leadgate.Domain.Audit;
using Leadgate.Storage.Engines;
using Leadgate.Storage.Engines.Postgres;
using Leadgate.Storage.Engines.Sqlite;
using Leadgate.Storage.Search;
using Leadgate.Storage.Tables;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Leadgate.Storage.Migration;

/// <summary>
/// Copies a whole store from SQLite to PostgreSQL with its ids, table by table as <see cref="StoreTables"/> says. Bulks are copied in
/// portions, each in one transaction, so that a run that was interrupted can be continued. At the end the rows of both stores are counted
/// and summed, and must agree.
/// </summary>
/// <param name="from">The SQLite store; no service may write to it meanwhile.</param>
/// <param name="to">The PostgreSQL store; empty, or left by an earlier run.</param>
/// <param name="report">Gets a line of progress.</param>
internal sealed class StoreCopy(StoreAddress from, StoreAddress to, Action<string> report)
{
    /// <summary>A portion ends with the bulk that reaches this many leads.</summary>
    private const int LeadsPerPortion = 20_000;

    /// <summary>PostgreSQL's sequences, with the expressions and tables that give the largest id that was copied.</summary>
    private static readonly (string Sequence, (string Largest, string Table)[] Ids)[] Sequences =
    [
        ("bulk_id_seq", [("id", "bulk")]),
        ("lead_id_seq", [("id", "lead"), ("id", "lead_with_errors")]),
        ("vehicle_id_seq", [("id", "vehicle"), ("first_vehicle_id + vehicle_count", "lead_with_errors")]),
    ];

    /// <summary>Copies what is not copied yet, and verifies the whole.</summary>
    /// <param name="cancellation">Stops between two portions; the next run continues there.</param>
    /// <returns>Whether both stores agree.</returns>
    /// <exception cref="StoreSetupException">A store cannot be opened, or the target holds the bulks of another store.</exception>
    public async Task<bool> RunAsync(CancellationToken cancellation)
    {
        if (from.Scheme != StoreAddress.Sqlite || to.Scheme != StoreAddress.Postgres)
            throw new StoreSetupException("A store is migrated from sqlite:PATH to postgres://….");
        if (!File.Exists(from.Rest))
            throw new StoreSetupException($"The database file {from.Rest} does not exist.");

        // Opening brings both stores to this program's schema.
        await using (from.Open(TimeProvider.System)) { }
        await using (to.Open(TimeProvider.System)) { }

        await using var source = new SqliteConnection(
            new SqliteConnectionStringBuilder
            {
                DataSource = from.Rest,
                Mode = SqliteOpenMode.ReadOnly,
                Pooling = false,
            }.ToString()
        );
        await source.OpenAsync(cancellation).ConfigureAwait(false);
        await using var connections = new PostgresConnections(PostgresAddress.Parse(to.Rest));
        await using var target = await connections.OpenAsync(cancellation).ConfigureAwait(false);
        await target.ExecuteAsync(connections.Settings.StayDurable, cancellation).ConfigureAwait(false);

        var after = await FindStartAsync(source, target, cancellation).ConfigureAwait(false);
        await PrepareAsync(cancellation).ConfigureAwait(false);
        await CopySmallTablesAsync(source, target, cancellation).ConfigureAwait(false);
        var total = await CountBulksAsync(source, cancellation).ConfigureAwait(false);
        while (await FindEndAsync(source, after, cancellation).ConfigureAwait(false) is { } end)
        {
            await CopyPortionAsync(source, target, after, end, cancellation).ConfigureAwait(false);
            after = end;
            report($"{await CountBulksAsync(target, cancellation).ConfigureAwait(false)} of {total} bulks");
        }

        return await VerifyAsync(source, target, cancellation).ConfigureAwait(false);
    }

    /// <summary>Copies the lists, and signs staff out.</summary>
    private async Task PrepareAsync(CancellationToken cancellation)
    {
        await using var source = from.Open(TimeProvider.System);
        await using var target = to.Open(TimeProvider.System);
        // In the source, whose trail is copied: so both stores record it.
        await source
            .Audit.AppendAsync(AuditEvent.FromCommand(AuditActions.Migrate, detail: $"from {from} to {to}"), cancellation)
            .ConfigureAwait(false);
        var lists = await source.Lists.ReadAsync(cancellation).ConfigureAwait(false);
        var builtIn = await source.Lists.ReadBuiltInAsync(cancellation).ConfigureAwait(false);
        var version = await target.Lists.ReadVersionAsync(cancellation).ConfigureAwait(false);
        if (!await target.Lists.TryUpdateAsync(version, lists.GetItemsByList(), builtIn, audit: [], cancellation).ConfigureAwait(false))
            throw new StoreSetupException("The target is in use: its lists have changed. Stop the service that uses it.");
        await target.Staff.EndSessionsAsync(cancellation).ConfigureAwait(false);
    }

    /// <summary>Everything but lists and bulks, in one transaction. The audit trail arrives with its hashes, and continues.</summary>
    private static async Task CopySmallTablesAsync(SqliteConnection source, NpgsqlConnection target, CancellationToken cancellation)
    {
        await using var transaction = await target.BeginTransactionAsync(cancellation).ConfigureAwait(false);

        // In reverse: the rows that refer to others are deleted first.
        foreach (var table in StoreTables.All.Where(table => table.Migration == TableMigration.Replace).Reverse())
            await target.ExecuteAsync($"delete from {table.Name}", cancellation).ConfigureAwait(false);
        foreach (var table in StoreTables.All)
        {
            switch (table.Migration)
            {
                case TableMigration.Replace:
                    await CopyAsync(source, target, table, "true", cancellation).ConfigureAwait(false);
                    break;
                case TableMigration.Append:
                    var last = await ReadNumberAsync(target, LargestId(table.Name), cancellation).ConfigureAwait(false);
                    await CopyAsync(source, target, table, string.Create(CultureInfo.InvariantCulture, $"id > {last}"), cancellation)
                        .ConfigureAwait(false);
                    break;
                default:
                    break;
            }
        }

        await target.ExecuteAsync("update intake_hour set bulks = 0, leads = 0, with_errors = 0", cancellation).ConfigureAwait(false);
        using var reader = new SqliteSession(source);
        var writer = new PostgresSession(target);
        var counters = await reader
            .QueryAsync(Counters.ReadAll, row => (Name: row.GetString(0), Value: row.GetInt64(1)), cancellation)
            .ConfigureAwait(false);
        foreach (var counter in counters.ExceptBy(Counters.NotMigrated, counter => counter.Name))
            await writer.ExecuteAsync(Counters.SetOrAdd(counter.Name, counter.Value), cancellation).ConfigureAwait(false);

        await transaction.CommitAsync(cancellation).ConfigureAwait(false);
    }

    /// <summary>The last bulk that was copied already; it and all before it must be bulks of the source.</summary>
    private static async Task<long> FindStartAsync(SqliteConnection source, NpgsqlConnection target, CancellationToken cancellation)
    {
        var bulk = StoreTables.All.Single(table => table.Name == "bulk");
        var last = await ReadNumberAsync(target, LargestId(bulk.Name), cancellation).ConfigureAwait(false);
        var copied = string.Create(CultureInfo.InvariantCulture, $"{SumsOf(bulk)} where id <= {last}");
        return
            await ReadRowAsync(source, copied, cancellation).ConfigureAwait(false)
            == await ReadRowAsync(target, copied, cancellation).ConfigureAwait(false)
            ? last
            : throw new StoreSetupException("The target holds bulks that are not from this store. Migrate into an empty database.");
    }

    private static async Task<long?> FindEndAsync(SqliteConnection source, long after, CancellationToken cancellation)
    {
        await using var command = source.Command("select id, total_records from bulk where id > @after order by id");
        command.Parameters.AddWithValue("@after", after);
        await using var row = await command.ExecuteReaderAsync(cancellation).ConfigureAwait(false);
        long? end = null;
        for (long leads = 0; leads < LeadsPerPortion && await row.ReadAsync(cancellation).ConfigureAwait(false); leads += row.GetInt64(1))
            end = row.GetInt64(0);
        return end;
    }

    private static async Task CopyPortionAsync(
        SqliteConnection source,
        NpgsqlConnection target,
        long after,
        long end,
        CancellationToken cancellation
    )
    {
        await using var transaction = await target.BeginTransactionAsync(cancellation).ConfigureAwait(false);
        foreach (var table in StoreTables.All.Where(table => table.Migration == TableMigration.ByBulk))
        {
            var portion = string.Create(CultureInfo.InvariantCulture, $"{table.BulkColumn} > {after} and {table.BulkColumn} <= {end}");
            await CopyAsync(source, target, table, portion, cancellation).ConfigureAwait(false);
        }

        await using (
            var follow = target.Command(
                """
                insert into search_pending (kind, bulk_id, lead_id, change, done)
                select @kind, id, 0, 0, 0 from bulk where id > @after and id <= @end on conflict do nothing
                """,
                ("@kind", (int)PendingKind.EarlierBulk),
                ("@after", after),
                ("@end", end)
            )
        )
        {
            await follow.ExecuteNonQueryAsync(cancellation).ConfigureAwait(false);
        }

        foreach (var (sequence, ids) in Sequences)
        {
            var largest = 1L;
            foreach (var (expression, table) in ids)
            {
                var id = await ReadNumberAsync(target, LargestId(table, expression), cancellation).ConfigureAwait(false);
                largest = Math.Max(largest, id);
            }

            await using var set = target.Command("select setval(@sequence::regclass, @last)", ("@sequence", sequence), ("@last", largest));
            await set.ExecuteNonQueryAsync(cancellation).ConfigureAwait(false);
        }

        await transaction.CommitAsync(cancellation).ConfigureAwait(false);
    }

    private static async Task CopyAsync(
        SqliteConnection source,
        NpgsqlConnection target,
        StoreTable table,
        string where,
        CancellationToken cancellation
    )
    {
        await using var copy = await TableCopy.BeginAsync(target, table.Name, cancellation).ConfigureAwait(false);
        await copy.RunAsync(source, where, cancellation).ConfigureAwait(false);
    }

    private async Task<bool> VerifyAsync(SqliteConnection source, NpgsqlConnection target, CancellationToken cancellation)
    {
        var agree = true;
        foreach (var table in StoreTables.All.Where(table => table.Sums is not null))
        {
            var sums = SumsOf(table);
            var (ours, theirs) = (
                await ReadRowAsync(source, sums, cancellation).ConfigureAwait(false),
                await ReadRowAsync(target, sums, cancellation).ConfigureAwait(false)
            );
            report(ours == theirs ? $"{table.Name}: {ours} in both stores" : $"{table.Name}: {ours} in SQLite and {theirs} in PostgreSQL");
            agree &= ours == theirs;
        }

        return agree;
    }

    private static string SumsOf(StoreTable table) => $"select {table.Sums} from {table.Name}";

    private static string LargestId(string table, string expression = "id") => $"select coalesce(max({expression}), 0) from {table}";

    private static Task<long> CountBulksAsync(DbConnection connection, CancellationToken cancellation) =>
        ReadNumberAsync(connection, "select count(*) from bulk", cancellation);

    private static async Task<long> ReadNumberAsync(DbConnection connection, string sql, CancellationToken cancellation) =>
        long.Parse(await ReadRowAsync(connection, sql, cancellation).ConfigureAwait(false), CultureInfo.InvariantCulture);

    private static async Task<string> ReadRowAsync(DbConnection connection, string sql, CancellationToken cancellation)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await using var row = await command.ExecuteReaderAsync(cancellation).ConfigureAwait(false);
        await row.ReadAsync(cancellation).ConfigureAwait(false);
        return string.Join(
            ", ",
            Enumerable.Range(0, row.FieldCount).Select(i => Convert.ToString(row.GetValue(i), CultureInfo.InvariantCulture))
        );
    }
}
