using Npgsql;

namespace Leadgate.Storage.Engines.Postgres;

/// <summary>Reads back the settings that decide whether a committed transaction survives a power failure.</summary>
internal static class PostgresDurability
{
    private static readonly string[] ServerSettings = ["fsync", "full_page_writes"];

    /// <summary>Describes the settings of the server that risk losing acknowledged bulks, or returns null if there are none.</summary>
    /// <exception cref="StoreSetupException">The server cannot be used, or it does not keep the setting of a session.</exception>
    public static async Task<string?> FindRiskAsync(string address, CancellationToken cancellation)
    {
        try
        {
            await using var connections = new PostgresConnections(PostgresAddress.Parse(address));
            await using var connection = await connections.OpenWriterAsync(cancellation).ConfigureAwait(false);
            var off = new List<string>();
            foreach (var setting in ServerSettings)
            {
                if (await ReadAsync(connection, setting, cancellation).ConfigureAwait(false) != "on")
                    off.Add(setting);
            }

            return off.Count == 0
                ? null
                : $"PostgreSQL runs with {string.Join(" and ", off.Select(setting => setting + " = off"))}: acknowledged bulks can be lost "
                    + "in a power failure. Set it to on in postgresql.conf and reload the configuration.";
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

    /// <summary>A connection pooler that assigns connections to transactions may not keep the setting of a session.</summary>
    /// <exception cref="StoreUnavailableException">A commit of this session returns before it is on disk.</exception>
    public static async Task CheckSessionAsync(NpgsqlConnection connection, CancellationToken cancellation)
    {
        if (await ReadAsync(connection, "synchronous_commit", cancellation).ConfigureAwait(false) is "off" or "local")
        {
            throw new StoreUnavailableException(
                "PostgreSQL did not keep synchronous_commit = on for the session. Connect directly, or through a pooler in session mode."
            );
        }
    }

    private static async Task<string?> ReadAsync(NpgsqlConnection connection, string setting, CancellationToken cancellation)
    {
        await using var command = connection.Command("select current_setting(@name)", ("name", setting));
        return await command.ExecuteScalarAsync(cancellation).ConfigureAwait(false) as string;
    }
}
