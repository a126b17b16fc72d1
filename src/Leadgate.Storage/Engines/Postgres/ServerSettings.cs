using Npgsql;

namespace Leadgate.Storage.Engines.Postgres;

/// <summary>
/// What a server is set to, as far as a commit depends on it. It is read on each new connection, because a failover changes the server.
/// </summary>
/// <param name="SynchronousCommit">The setting of the session, which a role or a database may set.</param>
/// <param name="Off">The settings that are off and without which a power failure can lose what was committed.</param>
/// <param name="HasCitus">Whether the database has the extension that distributes tables.</param>
internal sealed record ServerSettings(string SynchronousCommit, IReadOnlyList<string> Off, bool HasCitus)
{
    /// <summary>The settings that every server must have on, a worker of Citus too.</summary>
    public static readonly IReadOnlyList<string> Required = ["fsync", "full_page_writes"];

    private const string Query = """
        select current_setting('synchronous_commit'), current_setting('fsync'), current_setting('full_page_writes'),
            exists (select from pg_extension where extname = 'citus'), pg_is_in_recovery()
        """;

    /// <summary>What can be lost, and what to do; null when nothing can.</summary>
    public string? Risk => DescribeRisk("PostgreSQL", [.. Off.Select(setting => setting + " = off")], "postgresql.conf");

    /// <param name="who">The server.</param>
    /// <param name="settings">What it is set to and must not be.</param>
    /// <param name="file">Where that is changed.</param>
    public static string? DescribeRisk(string who, IReadOnlyList<string> settings, string file) =>
        settings.Count == 0
            ? null
            : $"{who} runs with {string.Join(" and ", settings)}: acknowledged bulks can be lost in a power failure. "
                + $"Set it to on in {file} and reload the configuration.";

    /// <summary>
    /// The statements that begin a transaction whose commit returns when it is on disk, whatever the server's own default is. They hold for
    /// this transaction only, so that it does not matter which of its server connections a pooler gives it. Citus hands them on to its
    /// workers, unlike <c>set_config</c>.
    /// </summary>
    public IReadOnlyList<string> BeginDurably =>
        HasCitus ? ["set local citus.propagate_set_commands = 'local'", SetSynchronousCommit] : [SetSynchronousCommit];

    /// <summary>The same for all transactions of a session, where no pooler is between.</summary>
    public string StayDurable => $"set session synchronous_commit = '{Wanted}'";

    private string SetSynchronousCommit => $"set local synchronous_commit = '{Wanted}'";

    private string Wanted => Waits(SynchronousCommit) ? SynchronousCommit : "on";

    /// <summary>Whether a commit with this setting waits for the disk, and for a replica if there is a synchronous one.</summary>
    public static bool Waits(string synchronousCommit) => synchronousCommit is "on" or "remote_write" or "remote_apply";

    /// <summary>Reads the settings, or null from a server that only reads.</summary>
    public static async Task<ServerSettings?> ReadAsync(NpgsqlConnection connection)
    {
        await using var command = connection.Command(Query);
        await using var row = await command.ExecuteReaderAsync().ConfigureAwait(false);
        return await row.ReadAsync().ConfigureAwait(false) ? From(row) : null;
    }

    /// <summary>As <see cref="ReadAsync"/>, at start.</summary>
    public static ServerSettings? Read(NpgsqlConnection connection)
    {
        using var command = connection.Command(Query);
        using var row = command.ExecuteReader();
        return row.Read() ? From(row) : null;
    }

    private static ServerSettings? From(NpgsqlDataReader row) =>
        row.GetBoolean(4)
            ? null
            : new ServerSettings(row.GetString(0), [.. Required.Where((_, i) => row.GetString(i + 1) != "on")], row.GetBoolean(3));
}
