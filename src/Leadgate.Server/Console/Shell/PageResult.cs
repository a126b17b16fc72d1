using System.Collections.Frozen;
using System.Globalization;
using Leadgate.Domain.Texts;
using Leadgate.Server.Staff;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Leadgate.Server.Console.Shell;

/// <summary>A page of the console as the response of an endpoint.</summary>
/// <param name="Title">The heading, and the beginning of the title of the window.</param>
/// <param name="Page">The component of the page.</param>
/// <param name="Model">What the page shows.</param>
internal sealed record PageResult(BilingualText Title, Type Page, object? Model, int Status) : IResult
{
    private const int RetryAfterSeconds = 30;

    /// <summary>Whether the page is in Arabic, or null for the language of the request.</summary>
    public bool? IsArabic { get; init; }

    /// <summary>Whether the page says what is wrong with a form, which the title of the window then announces.</summary>
    public bool HasErrors { get; init; }

    /// <summary>For a page that needs the whole width of the window.</summary>
    public bool IsWide { get; init; }

    /// <summary>Parameters of the component beside the model.</summary>
    public IReadOnlyDictionary<string, object> Parameters { get; init; } = FrozenDictionary<string, object>.Empty;

    public static PageResult For<TPage>(BilingualText title, object? model = null, int status = StatusCodes.Status200OK)
        where TPage : ConsoleComponent => new(title, typeof(TPage), model, status);

    /// <summary>Says that a form has no valid token, where it cannot be shown again.</summary>
    public static PageResult FormExpired { get; } =
        Notice(ShellTexts.FormExpiredTitle, StaffTexts.FormExpired, StatusCodes.Status400BadRequest);

    /// <summary>A page with a message instead of the page that was requested.</summary>
    public static PageResult Notice(BilingualText title, BilingualText text, int status) => For<NoticePage>(title, text, status);

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        await FindMemberAsync(httpContext);
        var page = PageContext.Create(httpContext, Title, IsArabic);
        var response = httpContext.Response;
        response.Headers.ContentLanguage = page.Language;
        if (Status == StatusCodes.Status503ServiceUnavailable)
            response.Headers.RetryAfter = RetryAfterSeconds.ToString(CultureInfo.InvariantCulture);

        // The form of the header needs a token, whose cookie must be set before the response starts.
        if (httpContext.Features.Get<StoreIsUnavailable>() is null)
            _ = page.Form;
        var parameters = new Dictionary<string, object?>
        {
            [nameof(ConsoleDocument.Context)] = page,
            [nameof(ConsoleDocument.Body)] = Page,
            [nameof(ConsoleDocument.Parameters)] = new Dictionary<string, object>(Parameters) { [nameof(ConsoleComponent.Model)] = Model! },
            [nameof(ConsoleDocument.HasErrors)] = HasErrors,
            [nameof(ConsoleDocument.IsWide)] = IsWide,
        };
        await new RazorComponentResult<ConsoleDocument>(parameters)
        {
            StatusCode = Status,
            ContentType = "text/html; charset=utf-8",
            PreventStreamingRendering = true,
        }.ExecuteAsync(httpContext);
    }

    /// <summary>A page that replaces another one, such as "not found", has no policy that would have asked who is signed in.</summary>
    private async Task FindMemberAsync(HttpContext http)
    {
        if (
            Page == typeof(NoticePage)
            && StaffMember.Find(http.User) is null
            && http.Features.Get<StoreIsUnavailable>() is null
            && await http.AuthenticateAsync(StaffMember.Scheme) is { Succeeded: true, Principal: var principal }
        )
            http.User = principal;
    }
}
