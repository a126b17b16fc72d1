using Leadgate.Server.Http;

namespace Leadgate.Server.Console.Shell;

/// <summary>The language of staff pages: <c>?lang=</c> wins, then the choice of the person, then the browser.</summary>
internal static class StaffLanguage
{
    public static bool IsArabic(HttpRequest request) =>
        request.Query.ContainsKey(RequestLanguage.Parameter)
            ? RequestLanguage.IsArabic(request)
            : ConsolePreferences.Read(request).IsArabic ?? RequestLanguage.IsArabic(request);
}
