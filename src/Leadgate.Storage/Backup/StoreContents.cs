using System.Data.Common;
using System.Globalization;
using Leadgate.Storage.Engines;
using Leadgate.Storage.Tables;
using Microsoft.Data.Sqlite;

namespace Leadgate.Storage.Backup;

/// <summary>What a store holds, for an operator to compare with what they expect.</summary>
/// <param name="Leads">How many leads, those with errors too.</param>
/// <param name="LeadsWithErrors">How many of them have errors.</param>
/// <param name="Keys">How many API keys, the revoked ones too.</param>
/// <param name="NewestBulk">The id of the last bulk; null when there is none.</param>
/// <param name="NewestAt">When it was stored, UTC.</param>
internal sealed record StoreContents(long Bulks, long Leads, long LeadsWithErrors, long Keys, long? NewestBulk, DateTime? NewestAt)
{
    /// <summary>The tables that a store of any schema has.</summary>
    private static readonly string[] FirstTables = ["bulk", "lead", "lead_with_errors"];

    /// <summary>One line.</summary>
    public override string ToString()
    {
        var newest = NewestBulk is { } id
            ? string.Create(CultureInfo.InvariantCulture, $"the newest bulk is {id} of {NewestAt:yyyy-MM-dd HH:mm:ss} UTC")
            : "no bulk yet";
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{Bulks:N0} bulks, {Leads:N0} leads ({LeadsWithErrors:N0} with errors), {Keys:N0} API keys; {newest}"
        );
    }

    /// <summary>Counts what a store holds, which may have an earlier schema.</summary>
    public static async Task<StoreContents> ReadAsync(DbConnection connection, CancellationToken cancellation)
    {
        var present = await TableList.ReadAsync(connection, cancellation).ConfigureAwait(false);
        if (!present.IsSupersetOf(FirstTables))
            throw new StoreSetupException("The database does not hold a store of Leadgate.");
        var bulks = await CountAsync(connection, "bulk", cancellation).ConfigureAwait(false);
        var valid = await CountAsync(connection, "lead", cancellation).ConfigureAwait(false);
        var withErrors = await CountAsync(connection, "lead_with_errors", cancellation).ConfigureAwait(false);
        var keys = present.Contains("api_key") ? await CountAsync(connection, "api_key", cancellation).ConfigureAwait(false) : 0;
        await using var command = CreateCommand(connection, "select id, created_at from bulk order by id desc limit 1");
        await using var row = await command.ExecuteReaderAsync(cancellation).ConfigureAwait(false);
        var isAny = await row.ReadAsync(cancellation).ConfigureAwait(false);
        return new StoreContents(
            bulks,
            valid + withErrors,
            withErrors,
            keys,
            isAny ? row.GetInt64(0) : null,
            isAny ? row.GetTimestamp(1) : null
        );
    }

    /// <summary>Counts what a store holds that has this program's schema.</summary>
    /// <exception cref="StoreSetupException">A table is missing.</exception>
    public static async Task<StoreContents> VerifyAsync(DbConnection connection, CancellationToken cancellation)
    {
        var present = await TableList.ReadAsync(connection, cancellation).ConfigureAwait(false);
        var missing = StoreTables
            .All.Where(table => (table.IsOnSqlite || connection is not SqliteConnection) && !present.Contains(table.Name))
            .Select(table => table.Name)
            .ToList();
        return missing.Count == 0
            ? await ReadAsync(connection, cancellation).ConfigureAwait(false)
            : throw new StoreSetupException($"The backup is incomplete: tables are missing: {string.Join(", ", missing)}.");
    }

    private static async Task<long> CountAsync(DbConnection connection, string table, CancellationToken cancellation)
    {
        await using var command = CreateCommand(connection, $"select count(*) from {table}");
        return Convert.ToInt64(await command.ExecuteScalarAsync(cancellation).ConfigureAwait(false), CultureInfo.InvariantCulture);
    }

    private static DbCommand CreateCommand(DbConnection connection, string sql)
    {
        var command = connection.CreateCommand();
        command.CommandText = sql;

        // Counting the rows of a large store can take longer than the default timeout.
        command.CommandTimeout = 0;
        return command;
    }
}
