using Leadgate.Contract;
using Leadgate.Server.Http;

namespace Leadgate.Server.Docs;

/// <summary>
/// Serves the documentation for integrators and operators (promise 8.2). It needs no API key: it holds nothing of this installation.
/// </summary>
internal static class DocEndpoints
{
    private const string Html = "text/html; charset=utf-8";

    private const string ContentSecurityPolicy =
        "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

    public static void AddDocs(this IServiceCollection services) => services.AddSingleton<DocPages>();

    public static void MapDocs(this IEndpointRouteBuilder routes)
    {
        var pages = routes.MapGroup("").ExcludeFromDescription();
        pages.MapGet(
            Routes.DocsStyle,
            (HttpContext http, DocPages docs) => docs.Style.WriteAsync(http, "text/css; charset=utf-8", "Accept-Encoding")
        );
        pages.MapGet(Routes.DocsSearch, SearchAsync);
        foreach (var path in (string[])[Routes.Docs, Routes.Docs + "/{page}", Routes.Docs + "/{folder}/{page}"])
            pages.MapGet(path, ShowAsync);
    }

    private static Task ShowAsync(HttpContext http, DocPages docs)
    {
        var path = http.Request.Path.Value!.TrimEnd('/');
        if (docs.Examples.TryGetValue(path, out var example))
            return example.WriteAsync(http, "text/plain; charset=utf-8", "Accept-Encoding");
        if (docs.Find(path) is not { } page)
        {
            http.Response.StatusCode = StatusCodes.Status404NotFound;
            return Task.CompletedTask;
        }

        var arabic = RequestLanguage.IsArabic(http.Request);
        SetHeaders(http, arabic && page.HasArabic);
        return docs.Render(page, arabic, IsLanguageInUrl(http)).WriteAsync(http, Html, "Accept-Language, Accept-Encoding");
    }

    private static Task SearchAsync(HttpContext http, DocPages docs)
    {
        var arabic = RequestLanguage.IsArabic(http.Request);
        SetHeaders(http, arabic);
        return docs.Search(http.Request.Query["q"].ToString(), arabic, IsLanguageInUrl(http))
            .WriteAsync(http, Html, "Accept-Language, Accept-Encoding");
    }

    private static bool IsLanguageInUrl(HttpContext http) => http.Request.Query.ContainsKey(RequestLanguage.Parameter);

    private static void SetHeaders(HttpContext http, bool isArabic)
    {
        var headers = http.Response.Headers;
        headers.ContentLanguage = isArabic ? "ar" : "en";
        headers.ContentSecurityPolicy = ContentSecurityPolicy;
        headers["Referrer-Policy"] = "no-referrer";
    }
}
