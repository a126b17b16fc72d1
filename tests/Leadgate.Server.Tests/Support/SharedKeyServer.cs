using Leadgate.Contract;

namespace Leadgate.Server.Tests.Support;

/// <summary>A server as <see cref="SharedServer"/>, with one API key that has every scope and that its client sends.</summary>
public sealed class SharedKeyServer : IAsyncLifetime
{
    private RunningServer? _server;

    public HttpClient Client => _server!.Client;

    internal RunningServer Running => _server!;

    /// <summary>The key.</summary>
    internal string Key { get; private set; } = "";

    public async ValueTask InitializeAsync()
    {
        _server = await RunningServer.StartAsync();
        Key = (await _server.CreateKeyAsync("all", "leads:write", "leads:read", "lists:write", "admin")).Text;
        Client.DefaultRequestHeaders.Add(Headers.ApiKey, Key);
    }

    public ValueTask DisposeAsync() => _server!.DisposeAsync();
}
