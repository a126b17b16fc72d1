using Npgsql;

namespace Leadgate.Storage.Engines.Postgres;

/// <summary>Reads back the settings that decide whether a committed transaction survives a power failure.</summary>
internal static class PostgresDurability
{
    /// <summary>Runs on each worker of Citus; its answer is one text.</summary>
    private const string AskWorkers = """
        select nodename || ':' || nodeport, success, result from run_command_on_workers($$
            select concat_ws(' ', current_setting('synchronous_commit'), current_setting('fsync'), current_setting('full_page_writes'))
        $$)
        """;

    /// <summary>
    /// Describes the settings of the server, and of its workers where it has Citus, that risk losing acknowledged bulks, or returns null if
    /// there are none. A worker that cannot be reached is left out.
    /// </summary>
    /// <exception cref="StoreSetupException">The server cannot be used, or it does not keep the setting of a transaction.</exception>
    public static async Task<string?> FindRiskAsync(string address, CancellationToken cancellation)
    {
        try
        {
            await using var connections = new PostgresConnections(PostgresAddress.Parse(address));
            await using var connection = await connections.OpenAsync(cancellation).ConfigureAwait(false);
            await CheckTransactionAsync(connection, connections.Settings.BeginDurably, cancellation).ConfigureAwait(false);
            var workers = connections.Settings.HasCitus ? await AskWorkersAsync(connection, cancellation).ConfigureAwait(false) : [];
            IReadOnlyList<string> risks = [.. workers.Select(worker => worker.Risk).Prepend(connections.Settings.Risk).OfType<string>()];
            return risks.Count == 0 ? null : string.Join(' ', risks);
        }
        catch (StoreUnavailableException e)
        {
            throw new StoreSetupException(e.Message, e);
        }
        catch (Exception e) when (PostgresFailures.IsOutage(e) || e is PostgresException)
        {
            throw new StoreSetupException($"PostgreSQL cannot be used: {PostgresFailures.Describe(e)}", e);
        }
    }

    /// <summary>A pooler that gives each statement another connection of the server keeps no setting of a transaction.</summary>
    /// <exception cref="StoreUnavailableException">A commit returns before it is on disk.</exception>
    public static async Task CheckTransactionAsync(
        NpgsqlConnection connection,
        IReadOnlyList<string> beginDurably,
        CancellationToken cancellation
    )
    {
        await using var transaction = await connection.BeginTransactionAsync(cancellation).ConfigureAwait(false);
        foreach (var statement in beginDurably)
            await connection.ExecuteAsync(statement, cancellation).ConfigureAwait(false);
        await using var command = connection.Command("select current_setting('synchronous_commit')");
        if (await command.ExecuteScalarAsync(cancellation).ConfigureAwait(false) is string kept && ServerSettings.Waits(kept))
            return;
        throw new StoreUnavailableException(
            "PostgreSQL did not keep synchronous_commit = on for a transaction. Connect directly, or through a pooler in session or "
                + "transaction mode."
        );
    }

    /// <summary>Reads the settings of the workers of Citus.</summary>
    public static async Task<IReadOnlyList<WorkerSettings>> AskWorkersAsync(NpgsqlConnection connection, CancellationToken cancellation)
    {
        await using var command = connection.Command(AskWorkers);
        await using var row = await command.ExecuteReaderAsync(cancellation).ConfigureAwait(false);
        var workers = new List<WorkerSettings>();
        while (await row.ReadAsync(cancellation).ConfigureAwait(false))
            workers.Add(new WorkerSettings(row.GetString(0), row.GetBoolean(1) ? row.GetString(2).Split(' ') : null));
        return workers;
    }
}
