using System.Net;
using System.Net.Sockets;
using System.Security.Claims;
using System.Text;
using System.Text.RegularExpressions;
using Leadgate.Contract;
using Leadgate.Domain.Audit;
using Leadgate.Domain.Staff;
using Leadgate.Server.Hosting;
using Leadgate.Server.Lists;
using Leadgate.Storage;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;

namespace Leadgate.Server.Staff;

/// <summary>
/// Signs in by OpenID Connect: the code flow with PKCE, by the framework. Of what the identity provider tells, the subject, a name to show
/// and the highest role are taken; its tokens are not kept.
/// </summary>
internal static partial class OidcSignIn
{
    /// <summary>The framework's authentication by the identity provider.</summary>
    public const string Scheme = "oidc";

    private const string Language = "lang";
    private const int LongestName = 100;

    /// <summary>The longest subject (OpenID Connect Core section 2).</summary>
    private const int LongestSubject = 255;

    public static void Configure(OpenIdConnectOptions options, OidcSettings settings, Action<CookieBuilder> restrict)
    {
        options.SignInScheme = StaffMember.Scheme;
        options.Authority = settings.Authority.OriginalString;
        options.ClientId = settings.ClientId;
        options.ClientSecret = settings.ClientSecret;
        options.RequireHttpsMetadata = !settings.IsOfThisMachine;
        options.ResponseType = OpenIdConnectResponseType.Code;
        options.ResponseMode = OpenIdConnectResponseMode.Query;
        options.CallbackPath = Routes.StaffOidcCallback;

        // Signing out ends the session here; the identity provider's own is its own.
        options.RemoteSignOutPath = PathString.Empty;
        options.SignedOutCallbackPath = Routes.StaffOidc + "/signed-out";
        options.BackchannelTimeout = TimeSpan.FromSeconds(10);
        options.BackchannelHttpHandler = new ProviderCalls();
        options.MapInboundClaims = false;
        options.DisableTelemetry = true;
        foreach (var cookie in (CookieBuilder[])[options.NonceCookie, options.CorrelationCookie])
        {
            restrict(cookie);
            cookie.Path = Routes.StaffOidc;
        }

        options.Events.OnTokenValidated = context => TakeAsync(context, settings.RoleClaim);
        options.Events.OnTicketReceived = context =>
        {
            context.HttpContext.Features.Set(new StartsNewSession());
            return Task.CompletedTask;
        };
        options.Events.OnRemoteFailure = RefuseAsync;
    }

    /// <summary>Leads a person to the identity provider.</summary>
    public static async Task StartAsync(HttpContext http, StaffPages pages, ILogger<StaffSessions> log)
    {
        try
        {
            var properties = new AuthenticationProperties { RedirectUri = StaffLinks.ReturnTo(http) };
            properties.Items[Language] = RequestLanguage.IsArabic(http.Request) ? "ar" : "en";
            await http.ChallengeAsync(Scheme, properties);
        }
        catch (Exception e) when (IsAway(e) && !http.RequestAborted.IsCancellationRequested)
        {
            await TellAwayAsync(http, pages, log, e, null);
        }
    }

    /// <summary>Takes what is wanted of a token that was found right, or refuses whoever has no role.</summary>
    private static async Task TakeAsync(TokenValidatedContext context, string roleClaim)
    {
        var claims = context.Principal!;
        var subject = claims.FindFirst("sub")?.Value ?? "";
        if (subject.Length is 0 or > LongestSubject || subject.Any(char.IsControl))
        {
            context.Fail("The token names nobody.");
            return;
        }

        var actor = "oidc:" + subject;
        if (StaffRoles.Highest([.. claims.FindAll(roleClaim).Select(claim => claim.Value)]) is { } role)
        {
            context.Principal = new StaffMember(actor, NameOf(claims, subject), null, role).ToPrincipal();
            return;
        }

        var (http, services) = (context.HttpContext, context.HttpContext.RequestServices);
        await services
            .GetRequiredService<ILeadStore>()
            .Audit.AppendAsync(http.StaffAudit(AuditActions.StaffRefuse, actor, detail: "no role"), http.RequestAborted);
        Log.Refused(services.GetRequiredService<ILogger<StaffSessions>>(), "no role");
        context.HandleResponse();
        await services
            .GetRequiredService<StaffPages>()
            .WriteNoticeAsync(
                http,
                StatusCodes.Status403Forbidden,
                StaffTexts.NoRoleTitle,
                StaffTexts.NoRole,
                IsArabic(context.Properties)
            );
    }

    private static async Task RefuseAsync(RemoteFailureContext context)
    {
        var (http, services) = (context.HttpContext, context.HttpContext.RequestServices);
        var (pages, log) = (services.GetRequiredService<StaffPages>(), services.GetRequiredService<ILogger<StaffSessions>>());
        var failure = context.Failure!;

        context.HandleResponse();

        // A store that is away is no fault of the provider.
        if (Chain(failure).OfType<StoreUnavailableException>().FirstOrDefault() is { } away)
        {
            Log.StoreUnavailable(log, away.Message);
            await pages.WriteNoticeAsync(
                http,
                StatusCodes.Status503ServiceUnavailable,
                StaffTexts.StoreAwayTitle,
                StaffTexts.StoreAway,
                IsArabic(context.Properties)
            );
            return;
        }

        if (IsAway(failure))
        {
            await TellAwayAsync(http, pages, log, failure, IsArabic(context.Properties));
            return;
        }

        // Only what has come from the provider itself is written down: anybody can call the address that it sends people back to.
        if (Chain(failure).Any(e => e is SecurityTokenException or OpenIdConnectProtocolInvalidNonceException))
        {
            await services
                .GetRequiredService<ILeadStore>()
                .Audit.AppendAsync(
                    http.StaffAudit(AuditActions.StaffRefuse, StaffMember.Unknown, detail: "token not accepted"),
                    http.RequestAborted
                );
        }

        Log.ProviderRefused(log, Reason(failure));
        await pages.WriteNoticeAsync(
            http,
            StatusCodes.Status403Forbidden,
            StaffTexts.NotAcceptedTitle,
            StaffTexts.NotAccepted,
            IsArabic(context.Properties)
        );
    }

    private static Task TellAwayAsync(HttpContext http, StaffPages pages, ILogger log, Exception failure, bool? arabic)
    {
        Log.ProviderAway(log, Reason(failure));
        return pages.WriteNoticeAsync(http, StatusCodes.Status503ServiceUnavailable, StaffTexts.AwayTitle, StaffTexts.Away, arabic);
    }

    private static bool? IsArabic(AuthenticationProperties? properties) =>
        properties?.Items.TryGetValue(Language, out var language) == true ? language == "ar" : null;

    private static string NameOf(ClaimsPrincipal claims, string subject)
    {
        var name = claims.FindFirst("name")?.Value ?? claims.FindFirst("preferred_username")?.Value ?? subject;
        name = string.Concat(name.EnumerateRunes().Where(rune => !Rune.IsControl(rune)));
        return name.Length <= LongestName ? name : name[..(char.IsHighSurrogate(name[LongestName - 1]) ? LongestName - 1 : LongestName)];
    }

    /// <summary>Whether the provider could not be asked, or has trouble of its own.</summary>
    private static bool IsAway(Exception failure) =>
        Chain(failure).Any(e => e is HttpRequestException or SocketException or IOException or TimeoutException or TaskCanceledException);

    /// <summary>What a log may hold: the kinds of the failures and the numbers of the library's messages, but no text that somebody outside has a say in.</summary>
    private static string Reason(Exception failure) =>
        string.Join(
            " < ",
            Chain(failure).Select(e => e.GetType().Name + (Number().Match(e.Message) is { Success: true } number ? " " + number.Value : ""))
        );

    private static IEnumerable<Exception> Chain(Exception? failure)
    {
        for (; failure is not null; failure = failure.InnerException)
            yield return failure;
    }

    /// <summary>What is asked of the provider itself. One that has trouble of its own is as good as away.</summary>
    private sealed class ProviderCalls() : DelegatingHandler(new SocketsHttpHandler())
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var answer = await base.SendAsync(request, cancellationToken);
            if (answer.StatusCode >= HttpStatusCode.InternalServerError)
                answer.EnsureSuccessStatusCode();
            return answer;
        }
    }

    [GeneratedRegex(@"\bIDX\d{5}\b")]
    private static partial Regex Number();
}
