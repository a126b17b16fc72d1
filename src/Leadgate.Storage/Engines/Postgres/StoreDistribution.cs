using Npgsql;

namespace Leadgate.Storage.Engines.Postgres;

/// <summary>Distributes a store on PostgreSQL over the machines of Citus, where that extension is installed.</summary>
internal static class StoreDistribution
{
    /// <summary>Distributes the tables that are not distributed yet. It may be run again.</summary>
    /// <param name="address">The store; its server is the coordinator.</param>
    /// <param name="report">Gets each statement before it is run, and what the server says about it.</param>
    /// <param name="cancellation">Cancels; the transaction that has begun is rolled back.</param>
    /// <returns>How many tables were distributed.</returns>
    /// <exception cref="StoreSetupException">It cannot be done; the message says what to do.</exception>
    public static async Task<int> RunAsync(StoreAddress address, Action<string> report, CancellationToken cancellation)
    {
        if (address.Scheme != StoreAddress.Postgres)
            throw new StoreSetupException(
                "Only a store on PostgreSQL can be distributed. Copy this one to PostgreSQL first: leadgate migrate."
            );

        // Opening creates the tables of an empty database.
        await using (address.Open(TimeProvider.System, new StoreOptions { Migrates = false })) { }

        await using var connections = new PostgresConnections(PostgresAddress.Parse(address.Rest));
        await using var connection = await connections.OpenAsync(cancellation).ConfigureAwait(false);
        await CheckExtensionAsync(connection, cancellation).ConfigureAwait(false);
        await CheckWorkersAsync(connection, cancellation).ConfigureAwait(false);
        connection.Notice += (_, e) => report($"{e.Notice.Severity}: {e.Notice.MessageText}");
        try
        {
            return await new Distribution(connection, report)
                .RunAsync(await DistributedTables.ReadAsync(connection, cancellation).ConfigureAwait(false), cancellation)
                .ConfigureAwait(false);
        }
        catch (PostgresException e)
        {
            throw new StoreSetupException(
                $"Citus refused a statement, and what it belonged to was undone: {e.MessageText}{(e.Hint is null ? "" : $" ({e.Hint})")}",
                e
            );
        }
    }

    private static async Task CheckExtensionAsync(NpgsqlConnection connection, CancellationToken cancellation)
    {
        await using var command = connection.Command(
            """
            select exists (select from pg_extension where extname = 'citus'),
                exists (select from pg_available_extensions where name = 'citus')
            """
        );
        await using var row = await command.ExecuteReaderAsync(cancellation).ConfigureAwait(false);
        await row.ReadAsync(cancellation).ConfigureAwait(false);
        if (row.GetBoolean(0))
            return;
        throw new StoreSetupException(
            row.GetBoolean(1)
                ? "The server has Citus, but this database does not. Run CREATE EXTENSION citus in it, add the workers with "
                    + "citus_add_node, and try again."
                : "The server has no Citus, the extension that distributes tables. Install it on every server, set "
                    + "shared_preload_libraries = 'citus', restart, run CREATE EXTENSION citus in the database of each, and try again. "
                    + "A single PostgreSQL server does not need it."
        );
    }

    /// <summary>A worker that commits before its disk has the data would lose acknowledged bulks.</summary>
    private static async Task CheckWorkersAsync(NpgsqlConnection connection, CancellationToken cancellation)
    {
        foreach (var worker in await PostgresDurability.AskWorkersAsync(connection, cancellation).ConfigureAwait(false))
        {
            if (worker.Values is null)
                throw new StoreSetupException($"The worker {worker.Name} does not answer. Start it, or remove it from the cluster.");
            if (worker.Risk is { } risk)
                throw new StoreSetupException(risk);
        }
    }
}
