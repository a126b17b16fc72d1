using Npgsql;

namespace Leadgate.Storage.Engines.Postgres;

/// <summary>Opens connections to the server of an address, or to the primary among several.</summary>
internal sealed class PostgresConnections : IAsyncDisposable
{
    private const int ConnectSeconds = 5;
    private const int CommandSeconds = 15;
    private readonly NpgsqlDataSource _servers;
    private readonly NpgsqlDataSource _primary;

    public PostgresConnections(NpgsqlConnectionStringBuilder address)
    {
        var builder = new NpgsqlConnectionStringBuilder(address.ConnectionString);
        var attributes =
            builder.TargetSessionAttributes is { } wanted
            && Enum.TryParse<TargetSessionAttributes>(wanted.Replace("-", "", StringComparison.Ordinal), ignoreCase: true, out var named)
                ? named
                : TargetSessionAttributes.Primary;
        builder.TargetSessionAttributes = null;
        SetUnlessGiven(builder, "Timeout", ConnectSeconds);
        SetUnlessGiven(builder, "Command Timeout", CommandSeconds);
        SetUnlessGiven(builder, "Application Name", "leadgate");
        SetUnlessGiven(builder, "Max Auto Prepare", 50);
        SetUnlessGiven(builder, "Auto Prepare Min Usages", 2);

        // Of several servers, the primary is looked up each time. A cached answer would be wrong after a failover, and also while a disk
        // is full: the driver treats that as a server that is down, which would stop reads as well.
        SetUnlessGiven(builder, "Host Recheck Seconds", 0);
        var source = new NpgsqlDataSourceBuilder(builder.ConnectionString);
        if (builder.Host!.Contains(',', StringComparison.Ordinal))
        {
            var servers = source.BuildMultiHost();
            (_servers, _primary) = (servers, servers.WithTargetSession(attributes));
        }
        else
        {
            _servers = _primary = source.Build();
        }
    }

    public ValueTask<NpgsqlConnection> OpenAsync(CancellationToken cancellation) => _primary.OpenConnectionAsync(cancellation);

    /// <summary>Closes connections that are idle now, and those in use when they come back.</summary>
    public void Forget() => _servers.Clear();

    /// <summary>Opens a connection at start. It is synchronous, because nothing else runs yet.</summary>
    public NpgsqlConnection Open() => _primary.OpenConnection();

    /// <summary>
    /// Opens a connection for a writer, which keeps it. A commit is on disk when it returns, whatever the server's own default is.
    /// </summary>
    public async Task<NpgsqlConnection> OpenWriterAsync(CancellationToken cancellation)
    {
        var connection = await _primary.OpenConnectionAsync(cancellation).ConfigureAwait(false);
        try
        {
            await connection.ExecuteAsync("set lock_timeout = '5s'", cancellation).ConfigureAwait(false);
            await connection.ExecuteAsync(SyncCommit(ofSession: true), cancellation).ConfigureAwait(false);
            await PostgresDurability.CheckSessionAsync(connection, cancellation).ConfigureAwait(false);
            return connection;
        }
        catch
        {
            await connection.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Makes a commit return only when it is on disk, unless the server asks for more.</summary>
    /// <param name="ofSession">Whether for the whole session, and not only for this transaction.</param>
    public static string SyncCommit(bool ofSession) =>
        $"""
            select set_config('synchronous_commit', case when current_setting('synchronous_commit') in ('off', 'local')
                then 'on' else current_setting('synchronous_commit') end, {(ofSession ? "false" : "true")})
            """;

    public async ValueTask DisposeAsync()
    {
        await _primary.DisposeAsync().ConfigureAwait(false);
        await _servers.DisposeAsync().ConfigureAwait(false);
    }

    private static void SetUnlessGiven(NpgsqlConnectionStringBuilder builder, string name, object value)
    {
        if (!builder.ShouldSerialize(name))
            builder[name] = value;
    }
}
