using Leadgate.Contract;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace Leadgate.Server.Hosting.ServiceManager;

/// <summary>Asks this service over the network, as a sender would, whether it is alive.</summary>
internal sealed class LiveProbe(IServer server) : IDisposable
{
    private readonly HttpClient _client = OwnAddress.CreateClient();

    /// <summary>
    /// Whether the service answers. Closing the connection is an answer too: with as many connections as it may have, a service refuses
    /// further ones, and is alive.
    /// </summary>
    /// <exception cref="OperationCanceledException">There was no answer in time.</exception>
    public async Task<bool> AnswersAsync(CancellationToken cancellation)
    {
        if (server.Features.Get<IServerAddressesFeature>()?.Addresses.FirstOrDefault() is not { } address)
            return false;
        try
        {
            using var response = await _client.GetAsync(new Uri(OwnAddress.From(address), Routes.Live), cancellation);
            return true;
        }
        catch (HttpRequestException e)
        {
            return e.HttpRequestError != HttpRequestError.ConnectionError;
        }
    }

    public void Dispose() => _client.Dispose();
}
