using Leadgate.Contract;
using Microsoft.AspNetCore.Http.Features;

namespace Leadgate.Server.Http;

/// <summary>
/// Compresses responses for clients that accept it (promise 2.10), except the staff pages: their forms hold a secret token, and the length
/// of a compressed page that also shows something from the address reveals such a token bit by bit (BREACH). Other responses are only
/// sent to whoever shows an API key, which no browser adds by itself.
/// </summary>
internal sealed class ResponseCompressionMiddleware(RequestDelegate next)
{
    public Task InvokeAsync(HttpContext http)
    {
        var accepted = http.Request.Headers.AcceptEncoding;
        return accepted.Count > 0 && !http.Request.Path.StartsWithSegments(Routes.Staff) && ResponseCoding.Select(accepted) is { } coding
            ? CompressAsync(http, coding)
            : next(http);
    }

    private async Task CompressAsync(HttpContext http, ResponseCoding coding)
    {
        var original = http.Features.GetRequiredFeature<IHttpResponseBodyFeature>();
        await using var body = new CompressedResponseBody(http, original, coding);
        http.Features.Set<IHttpResponseBodyFeature>(body);
        try
        {
            await next(http);
            await body.FinishAsync();
        }
        finally
        {
            http.Features.Set(original);
        }
    }
}
