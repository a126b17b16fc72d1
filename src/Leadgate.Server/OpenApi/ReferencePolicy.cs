using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Leadgate.Server.OpenApi;

/// <summary>
/// The Content-Security-Policy of the interactive reference. Of the scripts within the page only those run that the service wrote into it,
/// which their hashes say; everything else the page may load only from the service.
/// </summary>
internal sealed partial class ReferencePolicy : IEndpointFilter
{
    private volatile Known? _known;

    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var headers = context.HttpContext.Response.Headers;
        headers.CacheControl = "no-cache";
        headers.ContentSecurityPolicy = Write("");
        var result = await next(context);
        if (result is ContentHttpResult { ResponseContent: { } page })
        {
            var known = _known;
            if (known?.Page != page)
                _known = known = new Known(page, Write(FindHashes(page)));
            headers.ContentSecurityPolicy = known.Policy;
        }

        return result;
    }

    /// <summary>Styles cannot be listed: the script of the reference makes them while it runs. Styles run no scripts.</summary>
    private static string Write(string scripts) =>
        $"default-src 'self'; script-src 'self'{scripts}; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; "
        + "font-src 'self' data:; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

    private static string FindHashes(string page) =>
        string.Concat(
            InlineScript()
                .Matches(page)
                .Select(script => SHA256.HashData(Encoding.UTF8.GetBytes(script.Groups["text"].Value.ReplaceLineEndings("\n"))))
                .Select(hash => $" 'sha256-{Convert.ToBase64String(hash)}'")
        );

    [GeneratedRegex("<script(?![^>]*\\ssrc=)[^>]*>(?<text>.*?)</script>", RegexOptions.Singleline)]
    private static partial Regex InlineScript();

    private sealed record Known(string Page, string Policy);
}
