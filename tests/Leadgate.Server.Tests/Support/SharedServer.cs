namespace Leadgate.Server.Tests.Support;

/// <summary>One server for all tests of a class, which leave nothing behind that another would see.</summary>
public sealed class SharedServer : IAsyncLifetime
{
    private RunningServer? _server;

    /// <summary>Speaks to it.</summary>
    public HttpClient Client => _server!.Client;

    /// <summary>Its routes, each as method and path.</summary>
    public IReadOnlyList<string> Routes => _server!.Routes;

    public async ValueTask InitializeAsync() => _server = await RunningServer.StartAsync();

    public ValueTask DisposeAsync() => _server!.DisposeAsync();
}
