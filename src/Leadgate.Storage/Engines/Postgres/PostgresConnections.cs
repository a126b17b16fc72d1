using Npgsql;

namespace Leadgate.Storage.Engines.Postgres;

/// <summary>Opens connections to the server of an address, or to the primary among several.</summary>
internal sealed class PostgresConnections : IAsyncDisposable
{
    private const int ConnectSeconds = 5;
    private const int CommandSeconds = 15;
    private readonly NpgsqlDataSource _servers;
    private readonly NpgsqlDataSource _primary;

    private readonly bool _requiresDurability;
    private volatile ServerSettings _settings = new("off", [], HasCitus: false);

    /// <param name="address">The server or servers.</param>
    /// <param name="requiresDurability">Whether a server that can lose what it committed is not written to.</param>
    public PostgresConnections(NpgsqlConnectionStringBuilder address, bool requiresDurability = false)
    {
        _requiresDurability = requiresDurability;
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
        source.UsePhysicalConnectionInitializer(
            connection => Keep(ServerSettings.Read(connection)),
            async connection => Keep(await ServerSettings.ReadAsync(connection).ConfigureAwait(false))
        );
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

    /// <summary>The settings of the server that was connected to last.</summary>
    public ServerSettings Settings => _settings;

    public ValueTask<NpgsqlConnection> OpenAsync(CancellationToken cancellation) => _primary.OpenConnectionAsync(cancellation);

    /// <summary>Closes connections that are idle now, and those in use when they come back.</summary>
    public void Forget() => _servers.Clear();

    /// <summary>Opens a connection at start. It is synchronous, because nothing else runs yet.</summary>
    public NpgsqlConnection Open() => _primary.OpenConnection();

    /// <summary>Opens a connection for a writer, which keeps it.</summary>
    /// <exception cref="StoreUnavailableException">The server may not be written to.</exception>
    public async Task<NpgsqlConnection> OpenWriterAsync(CancellationToken cancellation)
    {
        var connection = await _primary.OpenConnectionAsync(cancellation).ConfigureAwait(false);
        try
        {
            CheckDurability();
            return connection;
        }
        catch
        {
            await connection.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Checks the server that was connected to last.</summary>
    /// <exception cref="StoreUnavailableException">It can lose what it committed, and may not be written to for that.</exception>
    public void CheckDurability()
    {
        if (_requiresDurability && _settings.Risk is { } risk)
            throw new StoreUnavailableException(risk);
    }

    public async ValueTask DisposeAsync()
    {
        await _primary.DisposeAsync().ConfigureAwait(false);
        await _servers.DisposeAsync().ConfigureAwait(false);
    }

    /// <summary>A replica among several servers is only looked at.</summary>
    private void Keep(ServerSettings? settings) => _settings = settings ?? _settings;

    private static void SetUnlessGiven(NpgsqlConnectionStringBuilder builder, string name, object value)
    {
        if (!builder.ShouldSerialize(name))
            builder[name] = value;
    }
}
