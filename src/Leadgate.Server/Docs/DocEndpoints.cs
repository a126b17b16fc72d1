using Leadgate.Contract;
using Leadgate.Server.Http;

namespace Leadgate.Server.Docs;

/// <summary>Serves the documentation for integrators (promise 8.2). It needs no API key: it holds nothing of this installation.</summary>
internal static class DocEndpoints
{
    private const string ContentSecurityPolicy =
        "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    public static void AddDocs(this IServiceCollection services) => services.AddSingleton<DocPages>();

    public static void MapDocs(this IEndpointRouteBuilder routes)
    {
        var pages = routes.MapGroup("").ExcludeFromDescription();
        pages.MapGet(
            Routes.DocsStyle,
            (HttpContext http, DocPages docs) => docs.Style.WriteAsync(http, "text/css; charset=utf-8", "Accept-Encoding")
        );
        foreach (var path in (string[])[Routes.Docs, Routes.Docs + "/{page}", Routes.Errors + "/{code}"])
            pages.MapGet(path, ShowAsync);
    }

    private static Task ShowAsync(HttpContext http, DocPages docs)
    {
        if (docs.Find(http.Request.Path.Value!.TrimEnd('/')) is not { } page)
        {
            http.Response.StatusCode = StatusCodes.Status404NotFound;
            return Task.CompletedTask;
        }

        var arabic = RequestLanguage.IsArabic(http.Request);
        var headers = http.Response.Headers;
        headers.ContentLanguage = arabic && page.HasArabic ? "ar" : "en";
        headers.ContentSecurityPolicy = ContentSecurityPolicy;
        headers["Referrer-Policy"] = "no-referrer";
        return docs.Render(page, arabic, http.Request.Query.ContainsKey("lang"))
            .WriteAsync(http, "text/html; charset=utf-8", "Accept-Language, Accept-Encoding");
    }
}
