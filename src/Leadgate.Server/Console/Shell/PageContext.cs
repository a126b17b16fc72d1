using Leadgate.Domain.Staff;
using Leadgate.Domain.Texts;
using Leadgate.Server.Console.Forms;
using Leadgate.Server.Hosting;
using Leadgate.Server.Staff;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.WebUtilities;

namespace Leadgate.Server.Console.Shell;

/// <summary>What all components of a page share: the language, who is signed in, and how values are written.</summary>
internal sealed class PageContext
{
    private readonly HttpContext _http;
    private readonly Lazy<(string Name, string Token)> _form;

    private PageContext(HttpContext http, BilingualText title, bool isArabic)
    {
        var settings = http.RequestServices.GetRequiredService<LeadgateSettings>();
        (_http, Title, IsArabic) = (http, title, isArabic);
        Environment = settings.Environment;
        Preferences = ConsolePreferences.Read(http.Request);
        Format = new ConsoleFormat(isArabic, settings.Rules.Zone, Preferences.ShowsHijri);
        Member = http.Features.Get<StoreIsUnavailable>() is null ? StaffMember.Find(http.User) : null;
        Notice = NoticeCookie.Take(http)?.In(isArabic);
        Now = http.RequestServices.GetRequiredService<TimeProvider>().GetUtcNow().UtcDateTime;

        // Read before the response starts, because it may set a cookie.
        _form = new Lazy<(string, string)>(() =>
        {
            var tokens = http.RequestServices.GetRequiredService<IAntiforgery>().GetAndStoreTokens(http);
            return (tokens.FormFieldName, tokens.RequestToken!);
        });
    }

    public BilingualText Title { get; }

    public bool IsArabic { get; }

    /// <summary>The language as a tag of HTML.</summary>
    public string Language => IsArabic ? "ar" : "en";

    public string Direction => IsArabic ? "rtl" : "ltr";

    /// <summary>TEST or PROD.</summary>
    public string Environment { get; }

    public ConsolePreferences Preferences { get; }

    public ConsoleFormat Format { get; }

    /// <summary>Who is signed in, or null, also while the store is unavailable: the header has a form, whose token needs keys.</summary>
    public StaffMember? Member { get; }

    /// <summary>What the previous request did, which is said once.</summary>
    public string? Notice { get; }

    public DateTime Now { get; }

    /// <summary>The name of the antiforgery field and a token for this browser and session.</summary>
    public (string Name, string Token) Form => _form.Value;

    public HttpRequest Request => _http.Request;

    /// <summary>A form that was sent when the session had ended, which the page must not lose; null if there is none.</summary>
    public CarriedForm? Carried => _http.Features.Get<CarriedForm>();

    public static PageContext Create(HttpContext http, BilingualText title, bool? arabic) =>
        new(http, title, arabic ?? StaffLanguage.IsArabic(http.Request));

    public string Text(BilingualText text) => text.In(IsArabic);

    /// <summary>Whether the role of whoever is signed in includes another one.</summary>
    public bool Is(StaffRole role) => Member?.Role >= role;

    public bool HasPage(string path) => _http.RequestServices.GetRequiredService<Navigation>().HasPage(path);

    /// <summary>The entries of the navigation for whoever is signed in.</summary>
    public IReadOnlyList<NavigationItem> GetNavigation(bool isAdministration) =>
        Member is null ? [] : _http.RequestServices.GetRequiredService<Navigation>().Find(Member.Role, isAdministration);

    public bool IsCurrent(NavigationItem item) =>
        item.Path == Contract.Routes.Staff
            ? _http.Request.Path == item.Path
            : _http.Request.Path.StartsWithSegments(item.Path, StringComparison.Ordinal);

    /// <summary>The address of the page with some parameters of its query changed; null removes one.</summary>
    public string LinkWith(params (string Name, string? Value)[] changes) => LinkWith(_http.Request.Path, changes);

    /// <summary>Another address with the query of the page, some parameters of it changed; null removes one.</summary>
    public string LinkWith(string path, (string Name, string? Value)[] changes)
    {
        var parameters = _http
            .Request.Query.SelectMany(pair => pair.Value, (pair, value) => (Name: pair.Key, Value: value))
            .Where(pair => !changes.Any(change => change.Name.Equals(pair.Name, StringComparison.OrdinalIgnoreCase)))
            .Concat(changes)
            .Where(pair => !string.IsNullOrEmpty(pair.Value));
        return Link(path, [.. parameters]);
    }

    /// <summary>An address below this service. Everything but letters and digits of ASCII is escaped.</summary>
    public static string Link(string path, params (string Name, string? Value)[] parameters) =>
        QueryHelpers.AddQueryString(
            path,
            parameters.Where(pair => !string.IsNullOrEmpty(pair.Value)).Select(pair => KeyValuePair.Create(pair.Name, pair.Value))
        );

    /// <summary>The address that shows this page in the other language and remembers the choice.</summary>
    public string LinkToOtherLanguage() =>
        Link(
            ConsoleRoutes.Language,
            (Http.RequestLanguage.Parameter, IsArabic ? "en" : "ar"),
            (StaffLinks.ReturnUrl, LinkWith(GetPathToShowAgain(), [(Http.RequestLanguage.Parameter, null)]))
        );

    /// <summary>
    /// Where this page can be seen again. What answered a form is left, if it has no page of its own; whoever is signed in stays that.
    /// </summary>
    private string GetPathToShowAgain()
    {
        var request = _http.Request;
        if (Member is null || HttpMethods.IsGet(request.Method))
            return StaffLinks.GetPathToShowAgain(request);
        return _http.GetEndpoint() is RouteEndpoint { RoutePattern.RawText: { } pattern } && HasPage(pattern) && !IsOfSignIn(request.Path)
            ? request.Path.Value!
            : Contract.Routes.Staff;

        // Whoever has signed in here would be asked to do so again.
        static bool IsOfSignIn(PathString path) => path.StartsWithSegments(Contract.Routes.StaffSignIn, StringComparison.Ordinal);
    }

    /// <summary>The name of a file of the console that changes with its content.</summary>
    public string Asset(string name) => _http.RequestServices.GetRequiredService<ConsoleAssets>().GetUrl(name);
}
