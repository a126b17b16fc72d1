using System.IdentityModel.Tokens.Jwt;
using System.Net;
using System.Net.Sockets;
using System.Security.Claims;
using System.Text;
using System.Text.RegularExpressions;
using Leadgate.Contract;
using Leadgate.Domain.Staff;
using Leadgate.Domain.Texts;
using Leadgate.Server.Audit;
using Leadgate.Server.Console.Shell;
using Leadgate.Server.Hosting;
using Leadgate.Storage;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;

namespace Leadgate.Server.Staff;

/// <summary>
/// Signs in through OpenID Connect with the framework's authorization code flow and PKCE. Of the ID token, the subject, a display name
/// and the highest role are used; tokens are not stored.
/// </summary>
internal static partial class OidcSignIn
{
    /// <summary>The authentication scheme, by the identity provider.</summary>
    public const string Scheme = "oidc";

    private const string Language = "lang";

    /// <summary>Signatures with a published key. A shared secret is not one, and <c>none</c> is no signature at all.</summary>
    private static readonly string[] SigningAlgorithms =
    [
        SecurityAlgorithms.RsaSha256,
        SecurityAlgorithms.RsaSha384,
        SecurityAlgorithms.RsaSha512,
        SecurityAlgorithms.RsaSsaPssSha256,
        SecurityAlgorithms.RsaSsaPssSha384,
        SecurityAlgorithms.RsaSsaPssSha512,
        SecurityAlgorithms.EcdsaSha256,
        SecurityAlgorithms.EcdsaSha384,
        SecurityAlgorithms.EcdsaSha512,
    ];

    private const int MaxNameLength = 100;

    /// <summary>OpenID Connect Core section 2.</summary>
    private const int MaxSubjectLength = 255;

    public static void Configure(OpenIdConnectOptions options, OidcSettings settings, Action<CookieBuilder> restrict)
    {
        options.SignInScheme = StaffMember.Scheme;
        options.Authority = settings.Authority.OriginalString;
        options.ClientId = settings.ClientId;
        options.ClientSecret = settings.ClientSecret;
        options.RequireHttpsMetadata = !settings.IsLocal;
        options.ResponseType = OpenIdConnectResponseType.Code;
        options.ResponseMode = OpenIdConnectResponseMode.Query;
        options.CallbackPath = Routes.StaffOidcCallback;

        // Signing out ends the session of this service, but not the one at the identity provider.
        options.RemoteSignOutPath = PathString.Empty;
        options.SignedOutCallbackPath = Routes.StaffOidc + "/signed-out";
        options.BackchannelTimeout = TimeSpan.FromSeconds(10);
        options.BackchannelHttpHandler = new BackchannelHandler();
        options.MapInboundClaims = false;
        options.TokenValidationParameters.ValidAlgorithms = SigningAlgorithms;
        options.DisableTelemetry = true;
        foreach (var cookie in (CookieBuilder[])[options.NonceCookie, options.CorrelationCookie])
        {
            restrict(cookie);
            cookie.Path = Routes.StaffOidc;
        }

        options.Events.OnTokenValidated = context => SignInAsync(context, settings.RoleClaim);
        options.Events.OnTicketReceived = context =>
        {
            context.HttpContext.Features.Set(new StartsNewSession());
            return Task.CompletedTask;
        };
        options.Events.OnRemoteFailure = ShowFailureAsync;
    }

    /// <summary>Redirects to the identity provider.</summary>
    public static async Task StartAsync(HttpContext http, LeadgateSettings settings, ILogger<StaffSessions> log)
    {
        // The redirect address must not come from a header that an attacker or a careless proxy can set.
        if (settings.PublicUrl is null && !LoopbackHost.Is(http.Request.Host.Host))
        {
            await ShowNoticeAsync(
                http,
                StatusCodes.Status400BadRequest,
                StaffTexts.PublicUrlMissingTitle,
                StaffTexts.PublicUrlMissing,
                null
            );
            return;
        }

        try
        {
            var properties = new AuthenticationProperties { RedirectUri = StaffLinks.GetReturnUrl(http) };
            properties.Items[Language] = StaffLanguage.IsArabic(http.Request) ? "ar" : "en";
            await http.ChallengeAsync(Scheme, properties);
        }
        catch (Exception e) when (IsProviderUnavailable(e) && !http.RequestAborted.IsCancellationRequested)
        {
            await ShowProviderUnavailableAsync(http, log, e, null);
        }
    }

    /// <summary>Takes subject, name and role from a valid token, or rejects the sign-in if there is no role.</summary>
    private static async Task SignInAsync(TokenValidatedContext context, string roleClaim)
    {
        var claims = context.Principal!;
        if (FindTokenError(context.SecurityToken, context.Options.ClientId!) is { } error)
        {
            context.Fail(new SecurityTokenException(error));
            return;
        }

        var subject = claims.FindFirst("sub")?.Value ?? "";
        if (subject.Length is 0 or > MaxSubjectLength || subject.Any(char.IsControl))
        {
            context.Fail("The token has no valid subject.");
            return;
        }

        var actor = "oidc:" + subject;
        if (StaffRoles.FindHighest([.. claims.FindAll(roleClaim).Select(claim => claim.Value)]) is { } role)
        {
            context.Principal = new StaffMember(actor, GetDisplayName(claims, subject), null, role).ToPrincipal();
            return;
        }

        var (http, services) = (context.HttpContext, context.HttpContext.RequestServices);
        await AppendRejectionAsync(http, actor, "no role");
        Log.SignInRejected(services.GetRequiredService<ILogger<StaffSessions>>(), "no role");
        context.HandleResponse();
        await ShowNoticeAsync(
            http,
            StatusCodes.Status403Forbidden,
            StaffTexts.NoRoleTitle,
            StaffTexts.NoRole,
            IsArabic(context.Properties)
        );
    }

    /// <summary>What the framework tolerates in a token that comes directly from the token endpoint.</summary>
    private static string? FindTokenError(JwtSecurityToken token, string clientId)
    {
        // OpenID Connect Core section 3.1.3.7, rule 6, allows a token without a signature there. A proxy in between would be trusted too.
        if (!SigningAlgorithms.Contains(token.SignatureAlgorithm))
            return "The token is not signed with an accepted algorithm.";

        // Rules 4 and 5 of the same section.
        var party = token.Claims.FirstOrDefault(claim => claim.Type == "azp")?.Value;
        return party is null && token.Audiences.Count() > 1 ? "The token has several audiences and no authorized party."
            : party is not null && party != clientId ? "The token was issued to another party."
            : null;
    }

    private static async Task ShowFailureAsync(RemoteFailureContext context)
    {
        var (http, services) = (context.HttpContext, context.HttpContext.RequestServices);
        var log = services.GetRequiredService<ILogger<StaffSessions>>();
        var (failure, arabic) = (context.Failure!, IsArabic(context.Properties));
        context.HandleResponse();

        // Checked first: it is not the identity provider's fault.
        if (Unwrap(failure).OfType<StoreUnavailableException>().FirstOrDefault() is { } storeUnavailable)
        {
            Log.StoreUnavailable(log, storeUnavailable.Message);
            http.Features.Set(new StoreIsUnavailable());
            await ShowNoticeAsync(
                http,
                StatusCodes.Status503ServiceUnavailable,
                StaffTexts.StoreUnavailableTitle,
                StaffTexts.StoreUnavailable,
                arabic
            );
            return;
        }

        if (IsProviderUnavailable(failure))
        {
            await ShowProviderUnavailableAsync(http, log, failure, arabic);
            return;
        }

        // Only failures that come from the identity provider are audited, because anybody can call the callback address.
        if (Unwrap(failure).Any(e => e is SecurityTokenException or OpenIdConnectProtocolInvalidNonceException))
            await AppendRejectionAsync(http, StaffMember.Unknown, "token not accepted");

        Log.ProviderResponseRejected(log, Describe(failure));
        await ShowNoticeAsync(http, StatusCodes.Status403Forbidden, StaffTexts.SignInFailedTitle, StaffTexts.SignInFailed, arabic);
    }

    private static Task ShowProviderUnavailableAsync(HttpContext http, ILogger log, Exception failure, bool? arabic)
    {
        Log.ProviderUnavailable(log, Describe(failure));
        return ShowNoticeAsync(
            http,
            StatusCodes.Status503ServiceUnavailable,
            StaffTexts.ProviderUnavailableTitle,
            StaffTexts.ProviderUnavailable,
            arabic
        );
    }

    private static Task ShowNoticeAsync(HttpContext http, int status, BilingualText title, BilingualText text, bool? arabic) =>
        (PageResult.Notice(title, text, status) with { IsArabic = arabic }).ExecuteAsync(http);

    private static Task AppendRejectionAsync(HttpContext http, string actor, string detail) =>
        http.RequestServices.GetRequiredService<RefusalAudit>().RecordSignInAsync(http, actor, detail, http.RequestAborted);

    /// <summary>The language in which the sign-in was started, or null if that is not known.</summary>
    private static bool? IsArabic(AuthenticationProperties? properties) =>
        properties?.Items.TryGetValue(Language, out var language) == true ? language == "ar" : null;

    private static string GetDisplayName(ClaimsPrincipal claims, string subject)
    {
        var name = claims.FindFirst("name")?.Value ?? claims.FindFirst("preferred_username")?.Value ?? subject;
        name = string.Concat(name.EnumerateRunes().Where(rune => !Rune.IsControl(rune)));
        if (name.Length <= MaxNameLength)
            return name;
        return name[..(char.IsHighSurrogate(name[MaxNameLength - 1]) ? MaxNameLength - 1 : MaxNameLength)];
    }

    private static bool IsProviderUnavailable(Exception failure) =>
        Unwrap(failure).Any(e => e is HttpRequestException or SocketException or IOException or TimeoutException or TaskCanceledException);

    /// <summary>
    /// The failure as it may be logged: exception types and the numbers of the library's messages, but no text that a caller can choose.
    /// </summary>
    private static string Describe(Exception failure) =>
        string.Join(
            " < ",
            Unwrap(failure)
                .Select(e => e.GetType().Name + (MessageNumber().Match(e.Message) is { Success: true } number ? " " + number.Value : ""))
        );

    private static IEnumerable<Exception> Unwrap(Exception? failure)
    {
        for (; failure is not null; failure = failure.InnerException)
            yield return failure;
    }

    /// <summary>Requests to the identity provider. An error of the provider counts as unavailable.</summary>
    private sealed class BackchannelHandler() : DelegatingHandler(new SocketsHttpHandler())
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var response = await base.SendAsync(request, cancellationToken);
            if (response.StatusCode >= HttpStatusCode.InternalServerError)
                response.EnsureSuccessStatusCode();
            return response;
        }
    }

    [GeneratedRegex(@"\bIDX\d{5}\b")]
    private static partial Regex MessageNumber();
}
