using System.Data.Common;
using System.Globalization;
using Microsoft.Data.Sqlite;

namespace Leadgate.Storage.Backup;

/// <summary>What a store holds, for a person to hold against what he expects.</summary>
/// <param name="Bulks">How many bulks.</param>
/// <param name="Leads">How many leads, those with errors too.</param>
/// <param name="LeadsWithErrors">How many of them have errors.</param>
/// <param name="Keys">How many API keys, the revoked ones too.</param>
/// <param name="NewestBulk">The id of the last bulk; null when there is none.</param>
/// <param name="NewestAt">When that came, UTC.</param>
internal sealed record StoreContents(long Bulks, long Leads, long LeadsWithErrors, long Keys, long? NewestBulk, DateTime? NewestAt)
{
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

    /// <summary>Counts what a store of any schema holds.</summary>
    /// <param name="connection">An open connection to it.</param>
    /// <param name="cancellation">Gives up.</param>
    internal static async Task<StoreContents> ReadAsync(DbConnection connection, CancellationToken cancellation)
    {
        // The first schema had no keys yet.
        var hasKeys =
            await NumberAsync(
                    connection,
                    connection is SqliteConnection
                        ? "select count(*) from sqlite_master where name = 'api_key'"
                        : "select count(*) from information_schema.tables where table_schema = current_schema() and table_name = 'api_key'",
                    cancellation
                )
                .ConfigureAwait(false) > 0;
        var keys = hasKeys ? await NumberAsync(connection, "select count(*) from api_key", cancellation).ConfigureAwait(false) : 0;
        var bulks = await NumberAsync(connection, "select count(*) from bulk", cancellation).ConfigureAwait(false);
        var accepted = await NumberAsync(connection, "select count(*) from lead", cancellation).ConfigureAwait(false);
        var withErrors = await NumberAsync(connection, "select count(*) from lead_with_errors", cancellation).ConfigureAwait(false);
        await using var command = Command(connection, "select id, created_at from bulk order by id desc limit 1");
        await using var row = await command.ExecuteReaderAsync(cancellation).ConfigureAwait(false);
        var isAny = await row.ReadAsync(cancellation).ConfigureAwait(false);
        return new StoreContents(
            bulks,
            accepted + withErrors,
            withErrors,
            keys,
            isAny ? row.GetInt64(0) : null,
            isAny ? FieldColumnReader.ReadTimestamp(row, 1) : null
        );
    }

    private static async Task<long> NumberAsync(DbConnection connection, string sql, CancellationToken cancellation)
    {
        await using var command = Command(connection, sql);
        return Convert.ToInt64(await command.ExecuteScalarAsync(cancellation).ConfigureAwait(false), CultureInfo.InvariantCulture);
    }

    private static DbCommand Command(DbConnection connection, string sql)
    {
        var command = connection.CreateCommand();
        command.CommandText = sql;

        // Counting the rows of a large store takes as long as it takes.
        command.CommandTimeout = 0;
        return command;
    }
}
