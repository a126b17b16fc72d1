using Microsoft.AspNetCore.Http.Headers;

namespace Leadgate.Server.Http;

/// <summary>The language of labels in a response (promise 3.3).</summary>
internal static class RequestLanguage
{
    public const string Parameter = "lang";

    /// <summary>
    /// <c>?lang=ar</c> wins; otherwise whichever of Arabic and English <c>Accept-Language</c> prefers (RFC 9110 section 12.5.4); otherwise
    /// English.
    /// </summary>
    public static bool IsArabic(HttpRequest request)
    {
        if (request.QueryString.HasValue && request.Query.ReadText(Parameter) is { } lang)
            return IsTag(lang, "ar");
        if (request.Headers.AcceptLanguage.Count == 0)
            return false;
        var preferred = new RequestHeaders(request.Headers)
            .AcceptLanguage.Where(language =>
                language.Quality is not 0 && (IsTag(language.Value.Value, "ar") || IsTag(language.Value.Value, "en"))
            )
            .OrderByDescending(language => language.Quality ?? 1)
            .FirstOrDefault();
        return preferred is not null && IsTag(preferred.Value.Value, "ar");
    }

    private static bool IsTag(string? value, string language) =>
        value is not null
        && (
            value.Equals(language, StringComparison.OrdinalIgnoreCase)
            || value.StartsWith(language + "-", StringComparison.OrdinalIgnoreCase)
        );
}
