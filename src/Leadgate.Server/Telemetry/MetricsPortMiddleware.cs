using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http.Features;

namespace Leadgate.Server.Telemetry;

/// <summary>
/// Separates the metrics address from the others, because senders must not see business figures, and a monitoring system must not see
/// leads. It goes by the port of the connection and never by a header, which the caller chooses.
/// </summary>
internal sealed class MetricsPortMiddleware(RequestDelegate next, IServer server)
{
    private int? _metricsPort;

    public Task InvokeAsync(HttpContext http)
    {
        var metadata = http.GetEndpoint()?.Metadata.GetMetadata<MetricsPortMetadata>();
        var isOnMetricsPort = http.Connection.LocalPort == (_metricsPort ??= FindMetricsPort());
        var isServed = isOnMetricsPort ? metadata is not null : metadata is not { IsExclusive: true };
        if (isServed)
            return next(http);
        http.SetEndpoint(null);
        http.Response.StatusCode = StatusCodes.Status404NotFound;
        return Task.CompletedTask;
    }

    /// <summary>The metrics address is the last one bound. Called with the first request, because a free port is known only then.</summary>
    private int FindMetricsPort()
    {
        var addresses = server.Features.GetRequiredFeature<IServerAddressesFeature>().Addresses;
        return BindingAddress.Parse(addresses.Last()).Port;
    }
}
