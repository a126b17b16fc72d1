using Leadgate.Contract;
using Leadgate.Domain.Staff;
using Leadgate.Server.Hosting;
using Leadgate.Server.Lists;
using Leadgate.Storage;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;

namespace Leadgate.Server.Staff;

/// <summary>
/// Puts the framework's authentication, authorization and form protection together, for the staff pages alone: a request of the API
/// passes none of it (docs/decisions/0014, 0016).
/// </summary>
internal static class StaffRegistration
{
    public static void AddStaff(this IServiceCollection services, LeadgateSettings settings)
    {
        // A page says itself whom it asks for. With one scheme alone, the framework would look at the cookie before that, and a sign-in
        // would take over the session that the browser brought.
        AppContext.SetSwitch("Microsoft.AspNetCore.Authentication.SuppressAutoDefaultScheme", true);
        services.AddSingleton<SignInThrottle>();
        services.AddSingleton<PasswordVerifier>();
        services.AddSingleton<StaffSessions>();
        services.AddSingleton<StaffSignIn>();
        services.AddSingleton<StaffPages>();
        services.AddDataProtection().SetApplicationName("leadgate");
        services
            .AddOptions<KeyManagementOptions>()
            .Configure<ILeadStore, TimeProvider>((options, store, time) => options.XmlRepository = new StoreKeyRepository(store, time));
        services.AddAntiforgery(options =>
        {
            Restrict(options.Cookie, settings);
            options.Cookie.Name = "leadgate-form";
            options.Cookie.SameSite = SameSiteMode.Strict;
            options.FormFieldName = "form";

            // The Content-Security-Policy says it, and more strictly.
            options.SuppressXFrameOptionsHeader = true;
        });
        services
            .AddOptions<CookieAuthenticationOptions>(StaffMember.Scheme)
            .Configure<StaffSessions>((options, sessions) => options.SessionStore = sessions);
        var authentication = services
            .AddAuthentication()
            .AddCookie(
                StaffMember.Scheme,
                options =>
                {
                    Restrict(options.Cookie, settings);
                    options.Cookie.Name = "leadgate-staff";

                    // Sessions know their own end, and the cookie is the browser's for as long as it is open.
                    options.SlidingExpiration = false;
                    options.ExpireTimeSpan = StaffSessions.LongestTime;
                    options.Events.OnRedirectToLogin = context =>
                    {
                        var returnUrl = HttpMethods.IsGet(context.Request.Method)
                            ? $"{context.Request.Path}{context.Request.QueryString}"
                            : null;
                        context.Response.Redirect(StaffLinks.To(Routes.StaffSignIn, RequestLanguage.IsArabic(context.Request), returnUrl));
                        return Task.CompletedTask;
                    };
                    options.Events.OnRedirectToAccessDenied = context =>
                        context
                            .HttpContext.RequestServices.GetRequiredService<StaffPages>()
                            .WriteNoticeAsync(
                                context.HttpContext,
                                StatusCodes.Status403Forbidden,
                                StaffTexts.MayNotTitle,
                                StaffTexts.MayNot
                            );
                }
            );
        if (settings.Oidc is { } oidc)
            authentication.AddOpenIdConnect(
                OidcSignIn.Scheme,
                options => OidcSignIn.Configure(options, oidc, cookie => Restrict(cookie, settings))
            );
        services.AddAuthorization(options =>
        {
            foreach (var (policy, least) in StaffPolicies.All)
            {
                options.AddPolicy(
                    policy,
                    ask =>
                        ask.AddAuthenticationSchemes(StaffMember.Scheme)
                            .RequireAuthenticatedUser()
                            .RequireClaim(StaffMember.RoleClaim, StaffRoles.NamesFrom(least))
                );
            }
        });
    }

    /// <summary>Comes after routing and before the routes.</summary>
    public static void UseStaff(this WebApplication app, LeadgateSettings settings)
    {
        // The framework puts both in front of every request by itself, unless it is told that they are there.
        var properties = ((IApplicationBuilder)app).Properties;
        properties["__AuthenticationMiddlewareSet"] = true;
        properties["__AuthorizationMiddlewareSet"] = true;
        app.UseWhen(
            http => http.Request.Path.StartsWithSegments(Routes.Staff, StringComparison.OrdinalIgnoreCase),
            staff =>
            {
                staff.UseMiddleware<StaffSecurityMiddleware>(settings);
                staff.UseAuthentication();
                staff.UseAuthorization();
            }
        );
    }

    /// <summary>What holds for each cookie: no script sees it, no other site sends it along, no other path gets it, and TLS where there is any.</summary>
    private static void Restrict(CookieBuilder cookie, LeadgateSettings settings)
    {
        cookie.Path = Routes.Staff;
        cookie.HttpOnly = true;
        cookie.SameSite = SameSiteMode.Lax;
        cookie.SecurePolicy = settings.IsHttpsOnly ? CookieSecurePolicy.Always : CookieSecurePolicy.SameAsRequest;
    }
}
