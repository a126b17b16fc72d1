using System.Data.Common;
using System.Globalization;
using Leadgate.Domain.Lists;
using Leadgate.Storage.Postgres;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Leadgate.Storage.Migrating;

/// <summary>
/// Copies a whole store from SQLite to PostgreSQL, ids and all. Bulks go in portions, each in one transaction, so that a run that was
/// interrupted is taken up where it stopped. At the end both sides are counted and summed, and must agree.
/// </summary>
/// <param name="from">The SQLite store; no service may write to it meanwhile.</param>
/// <param name="to">The PostgreSQL store; empty, or left by an earlier run.</param>
/// <param name="tell">Takes a line of progress.</param>
internal sealed class StoreCopy(StoreAddress from, StoreAddress to, Action<string> tell)
{
    /// <summary>A portion ends with the bulk that reaches this many leads.</summary>
    private const int LeadsOfPortion = 20_000;

    private static readonly (string Table, string BulkId)[] Tables =
    [
        ("bulk", "id"),
        ("lead", "bulk_id"),
        ("vehicle", "bulk_id"),
        ("lead_with_errors", "bulk_id"),
        ("idempotency_key", "bulk_id"),
    ];

    /// <summary>What must agree, in SQL that both engines understand.</summary>
    private static readonly (string Table, string Sums)[] Sums =
    [
        ("bulk", "count(*), coalesce(sum(id), 0), coalesce(sum(total_records), 0), coalesce(sum(error_records), 0)"),
        (
            "lead",
            "count(*), coalesce(sum(id), 0), coalesce(sum(bulk_id), 0), coalesce(sum(length(lead_name)), 0), coalesce(sum(cast(phone_number as bigint)), 0)"
        ),
        ("vehicle", "count(*), coalesce(sum(id), 0), coalesce(sum(lead_id), 0), coalesce(sum(total_qty), 0)"),
        (
            "lead_with_errors",
            "count(*), coalesce(sum(id), 0), coalesce(sum(vehicle_count), 0), coalesce(sum(length(cast(sent as text))), 0), coalesce(sum(length(cast(errors as text))), 0)"
        ),
        ("idempotency_key", "count(*), coalesce(sum(bulk_id), 0)"),
        ("api_key", "count(*), coalesce(sum(id), 0), coalesce(sum(length(name)), 0), count(revoked_at), count(expires_at)"),
        ("audit_entry", "count(*), coalesce(sum(id), 0), coalesce(sum(length(action)), 0), coalesce(sum(length(hash)), 0)"),
        ("staff_account", "count(*), coalesce(sum(length(name)), 0), coalesce(sum(length(password_hash)), 0), count(disabled_at)"),
    ];

    /// <summary>Copies what is not copied yet, and verifies the whole.</summary>
    /// <param name="cancellation">Stops between two portions; the next run goes on there.</param>
    /// <returns>Whether both sides agree.</returns>
    /// <exception cref="StoreSetupException">A store cannot be opened, or the target holds something else.</exception>
    public async Task<bool> RunAsync(CancellationToken cancellation)
    {
        if (from.Scheme != StoreAddress.Sqlite || to.Scheme != StoreAddress.Postgres)
            throw new StoreSetupException("A store is migrated from sqlite:PATH to postgres://….");
        if (!File.Exists(from.Rest))
            throw new StoreSetupException($"There is no database file {from.Rest}.");
        await CopyListsAsync(cancellation).ConfigureAwait(false);

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
        await using var target = await connections.OpenWriterAsync(cancellation).ConfigureAwait(false);

        var total = await NumberAsync(source, "select count(*) from bulk", cancellation).ConfigureAwait(false);
        var after = await FindStartAsync(source, target, cancellation).ConfigureAwait(false);
        await CopyKeysAsync(source, target, cancellation).ConfigureAwait(false);
        await CopyAuditAsync(source, target, cancellation).ConfigureAwait(false);
        await CopyAccountsAsync(source, target, cancellation).ConfigureAwait(false);
        while (await FindEndAsync(source, after, cancellation).ConfigureAwait(false) is { } end)
        {
            await CopyPortionAsync(source, target, after, end, cancellation).ConfigureAwait(false);
            after = end;
            tell($"{await NumberAsync(target, "select count(*) from bulk", cancellation).ConfigureAwait(false)} of {total} bulks");
        }

        return await VerifyAsync(source, target, cancellation).ConfigureAwait(false);
    }

    private async Task CopyListsAsync(CancellationToken cancellation)
    {
        // Opening brings both schemas up to date.
        await using var source = from.Open(TimeProvider.System);
        await using var target = to.Open(TimeProvider.System);
        var lists = await source.ReadListsAsync(cancellation).ConfigureAwait(false);
        await target
            .ReplaceListsAsync(ReferenceLists.All.ToDictionary(list => list, list => lists[list].Items), audit: null, cancellation)
            .ConfigureAwait(false);
    }

    /// <summary>All of them each time: a key may have been revoked since an earlier run.</summary>
    private static async Task CopyKeysAsync(SqliteConnection source, NpgsqlConnection target, CancellationToken cancellation)
    {
        await using var transaction = await target.BeginTransactionAsync(cancellation).ConfigureAwait(false);
        await target.ExecuteAsync("delete from api_key", cancellation).ConfigureAwait(false);
        await using (var copy = await TableCopy.OfAsync(target, "api_key", cancellation).ConfigureAwait(false))
            await copy.RunAsync(source, "true", cancellation).ConfigureAwait(false);
        await target
            .ExecuteAsync("update counter set value = (select coalesce(max(id), 0) from api_key) where name = 'api_key'", cancellation)
            .ConfigureAwait(false);
        await transaction.CommitAsync(cancellation).ConfigureAwait(false);
    }

    /// <summary>Those that are not there yet, hashes and all: the trail goes on where it was.</summary>
    private static async Task CopyAuditAsync(SqliteConnection source, NpgsqlConnection target, CancellationToken cancellation)
    {
        await using var transaction = await target.BeginTransactionAsync(cancellation).ConfigureAwait(false);
        var last = await NumberAsync(target, "select coalesce(max(id), 0) from audit_entry", cancellation).ConfigureAwait(false);
        await using (var copy = await TableCopy.OfAsync(target, "audit_entry", cancellation).ConfigureAwait(false))
            await copy.RunAsync(source, string.Create(CultureInfo.InvariantCulture, $"id > {last}"), cancellation).ConfigureAwait(false);
        foreach (var name in (string[])["audit", "audit_trimmed"])
        {
            var value = await NumberAsync(source, $"select last from sequence where name = '{name}'", cancellation).ConfigureAwait(false);
            await target
                .ExecuteAsync(
                    string.Create(CultureInfo.InvariantCulture, $"update counter set value = {value} where name = '{name}'"),
                    cancellation
                )
                .ConfigureAwait(false);
        }

        await transaction.CommitAsync(cancellation).ConfigureAwait(false);
    }

    /// <summary>People sign in anew: their sessions stay behind, and so do the keys that protect cookies.</summary>
    private static async Task CopyAccountsAsync(SqliteConnection source, NpgsqlConnection target, CancellationToken cancellation)
    {
        await using var transaction = await target.BeginTransactionAsync(cancellation).ConfigureAwait(false);
        await target.ExecuteAsync("delete from staff_session", cancellation).ConfigureAwait(false);
        await target.ExecuteAsync("delete from staff_account", cancellation).ConfigureAwait(false);
        await using (var copy = await TableCopy.OfAsync(target, "staff_account", cancellation).ConfigureAwait(false))
            await copy.RunAsync(source, "true", cancellation).ConfigureAwait(false);
        await transaction.CommitAsync(cancellation).ConfigureAwait(false);
    }

    /// <summary>The last bulk that is there already, which must be one of ours, and so must all before it.</summary>
    private static async Task<long> FindStartAsync(SqliteConnection source, NpgsqlConnection target, CancellationToken cancellation)
    {
        var last = await NumberAsync(target, "select coalesce(max(id), 0) from bulk", cancellation).ConfigureAwait(false);
        var upTo = string.Create(CultureInfo.InvariantCulture, $"select {Sums[0].Sums} from bulk where id <= {last}");
        return
            await RowAsync(source, upTo, cancellation).ConfigureAwait(false)
            == await RowAsync(target, upTo, cancellation).ConfigureAwait(false)
            ? last
            : throw new StoreSetupException("The target holds bulks that are not of this store. Migrate into an empty database.");
    }

    private static async Task<long?> FindEndAsync(SqliteConnection source, long after, CancellationToken cancellation)
    {
        await using var command = source.CreateCommand();
        command.CommandText = "select id, total_records from bulk where id > @after order by id";
        command.Parameters.AddWithValue("@after", after);
        await using var row = await command.ExecuteReaderAsync(cancellation).ConfigureAwait(false);
        long? end = null;
        for (long leads = 0; leads < LeadsOfPortion && await row.ReadAsync(cancellation).ConfigureAwait(false); leads += row.GetInt64(1))
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
        foreach (var (table, bulkId) in Tables)
        {
            await using var copy = await TableCopy.OfAsync(target, table, cancellation).ConfigureAwait(false);
            await copy.RunAsync(
                    source,
                    string.Create(CultureInfo.InvariantCulture, $"{bulkId} > {after} and {bulkId} <= {end}"),
                    cancellation
                )
                .ConfigureAwait(false);
        }

        await RaiseSequenceAsync(target, "bulk_id_seq", ["select max(id) from bulk"], cancellation).ConfigureAwait(false);
        await RaiseSequenceAsync(target, "lead_id_seq", ["select max(id) from lead", "select max(id) from lead_with_errors"], cancellation)
            .ConfigureAwait(false);
        await RaiseSequenceAsync(
                target,
                "vehicle_id_seq",
                ["select max(id) from vehicle", "select max(first_vehicle_id + vehicle_count) from lead_with_errors"],
                cancellation
            )
            .ConfigureAwait(false);
        await transaction.CommitAsync(cancellation).ConfigureAwait(false);
    }

    /// <summary>The next id is larger than any that was copied.</summary>
    private static async Task RaiseSequenceAsync(NpgsqlConnection target, string sequence, string[] largest, CancellationToken cancellation)
    {
        var last = 1L;
        foreach (var sql in largest)
        {
            await using var command = target.Command(sql);
            if (await command.ExecuteScalarAsync(cancellation).ConfigureAwait(false) is long id)
                last = Math.Max(last, id);
        }

        await using var set = target.Command("select setval(@sequence::regclass, @last)", ("@sequence", sequence), ("@last", last));
        await set.ExecuteNonQueryAsync(cancellation).ConfigureAwait(false);
    }

    private async Task<bool> VerifyAsync(SqliteConnection source, NpgsqlConnection target, CancellationToken cancellation)
    {
        var agree = true;
        foreach (var (table, sums) in Sums)
        {
            var (ours, theirs) = (
                await RowAsync(source, $"select {sums} from {table}", cancellation).ConfigureAwait(false),
                await RowAsync(target, $"select {sums} from {table}", cancellation).ConfigureAwait(false)
            );
            tell(ours == theirs ? $"{table}: {ours} on both sides" : $"{table}: {ours} in SQLite and {theirs} in PostgreSQL");
            agree &= ours == theirs;
        }

        return agree;
    }

    private static async Task<long> NumberAsync(DbConnection connection, string sql, CancellationToken cancellation) =>
        long.Parse(await RowAsync(connection, sql, cancellation).ConfigureAwait(false), CultureInfo.InvariantCulture);

    private static async Task<string> RowAsync(DbConnection connection, string sql, CancellationToken cancellation)
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
