namespace Leadgate.Server.Tests.Support;

/// <summary>One server for all tests of a class, which must not depend on what the others store.</summary>
public class SharedServer : IAsyncLifetime
{
    private RunningServer? _server;

    internal RunningServer Running => _server!;

    public HttpClient Client => _server!.Client;

    /// <summary>Method and path of each route.</summary>
    public IReadOnlyList<string> Routes => _server!.Routes;

    protected virtual Engine Engine => Engine.Sqlite;

    /// <summary>The clock; the system's unless a class needs another.</summary>
    protected virtual TimeProvider Time => TimeProvider.System;

    public async ValueTask InitializeAsync() => _server = await RunningServer.StartAsync(time: Time, engine: Engine);

    public async ValueTask DisposeAsync()
    {
        await _server!.DisposeAsync();
        GC.SuppressFinalize(this);
    }
}
