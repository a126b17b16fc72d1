namespace Leadgate.Server.Tests.Support;

/// <summary>One server for all tests of a class, which must not depend on what the others store.</summary>
public sealed class SharedServer : IAsyncLifetime
{
    private RunningServer? _server;

    public HttpClient Client => _server!.Client;

    /// <summary>Method and path of each route.</summary>
    public IReadOnlyList<string> Routes => _server!.Routes;

    public async ValueTask InitializeAsync() => _server = await RunningServer.StartAsync();

    public ValueTask DisposeAsync() => _server!.DisposeAsync();
}
