using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http.Features;

namespace Leadgate.Server.Telemetry;

/// <summary>
/// Keeps the metrics address and the others apart: figures of the business are nobody's who sends leads, and whoever reads figures has no
/// business with leads. Which of them a request came in by is told by the port of its connection and never by a header, which the caller
/// chooses.
/// </summary>
internal sealed class MetricsPortMiddleware(RequestDelegate next, IServer server)
{
    private int? _port;

    public Task InvokeAsync(HttpContext http)
    {
        var mark = http.GetEndpoint()?.Metadata.GetMetadata<MetricsPortMetadata>();
        var isServed = http.Connection.LocalPort == (_port ??= Port()) ? mark is not null : mark is not { Only: true };
        if (isServed)
            return next(http);
        http.SetEndpoint(null);
        http.Response.StatusCode = StatusCodes.Status404NotFound;
        return Task.CompletedTask;
    }

    /// <summary>The metrics address was the last to be bound. Asked when the first request comes, for only then a free port has been taken.</summary>
    private int Port() => BindingAddress.Parse(server.Features.GetRequiredFeature<IServerAddressesFeature>().Addresses.Last()).Port;
}
