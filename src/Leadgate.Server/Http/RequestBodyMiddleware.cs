using Microsoft.AspNetCore.Http.Features;

namespace Leadgate.Server.Http;

/// <summary>
/// Decodes compressed bodies (promise 2.10) and distinguishes a sender that is gone from other errors. A compression that is not supported
/// is rejected where the body is read, after the API key is checked.
/// </summary>
internal sealed class RequestBodyMiddleware(RequestDelegate next)
{
    public Task InvokeAsync(HttpContext http)
    {
        var request = http.Request;
        if (http.Features.Get<IHttpRequestBodyDetectionFeature>() is { CanHaveBody: false })
        {
            // What is empty is so in each compression, and is refused for that.
            ContentCoding.Take(request.Headers);
            return next(http);
        }

        request.Body = new ReceivedBody(http, request.Body);
        return ContentCoding.Take(request.Headers) is { } coding ? DecodeAsync(http, coding) : next(http);
    }

    private async Task DecodeAsync(HttpContext http, ContentCoding coding)
    {
        await using var decoded = new DecodedBody(http, coding);
        http.Request.Body = decoded;
        await next(http);
    }
}
