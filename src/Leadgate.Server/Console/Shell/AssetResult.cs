namespace Leadgate.Server.Console.Shell;

/// <summary>A file of the console as a response, which browsers keep for a year.</summary>
internal sealed class AssetResult(ConsoleAsset asset) : IResult
{
    public const string CacheControl = "public, max-age=31536000, immutable";

    public Task ExecuteAsync(HttpContext httpContext)
    {
        var (request, response) = (httpContext.Request, httpContext.Response);
        response.ContentType = asset.ContentType;
        response.Headers.ETag = asset.Tag;
        response.Headers.Vary = "Accept-Encoding";
        var content = asset.Content;
        if (asset.Compressed is { } compressed && AcceptsBrotli(request))
        {
            response.Headers.ContentEncoding = "br";
            content = compressed;
        }

        httpContext.Features.Set(new CacheableResponse(CacheControl));
        response.ContentLength = content.Length;
        return response.Body.WriteAsync(content, httpContext.RequestAborted).AsTask();
    }

    private static bool AcceptsBrotli(HttpRequest request) =>
        request.GetTypedHeaders().AcceptEncoding.Any(coding => coding.Value == "br" && coding.Quality is not 0);
}
