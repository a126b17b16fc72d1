using Leadgate.Contract;
using Leadgate.Domain.Staff;
using Leadgate.Server.Audit;
using Leadgate.Server.Console.Forms;
using Leadgate.Server.Console.Shell;
using Leadgate.Server.Hosting;
using Leadgate.Storage;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.Identity;

namespace Leadgate.Server.Staff;

/// <summary>
/// Adds the framework's authentication, authorization and antiforgery for the staff pages only: API requests don't pass through them
/// (docs/decisions/0014, 0016).
/// </summary>
internal static class StaffRegistration
{
    public static void AddStaff(this IServiceCollection services, LeadgateSettings settings)
    {
        services.Configure<PasswordHasherOptions>(options => options.IterationCount = PasswordVerifier.DefaultIterations);
        services.AddSingleton<SignInThrottle>();
        services.AddSingleton<KnownDevices>();
        services.AddSingleton<PendingSignIns>();
        services.AddSingleton<SecondFactor>();
        services.AddSingleton<IPasswordHasher<string>, PasswordHasher<string>>();
        services.AddSingleton<PasswordVerifier>();

        // At most half of the processors, so that guessing passwords cannot slow down the intake of leads.
        services.AddSingleton(new PasswordQueue(Math.Max(1, Environment.ProcessorCount / 2)));
        services.AddSingleton<StaffSessions>();
        services.AddSingleton<StaffSignIn>();
        services.AddSingleton<StaffAccounts>();
        services.AddSingleton<StaffSessionAdministration>();
        services.AddSingleton<OwnAccount>();
        services.AddSingleton<FirstAdministrator>();
        services.AddStaffDataProtection();
        AddAntiforgery(services, settings);
        AddAuthentication(services, settings);
        AddAuthorization(services);
    }

    /// <summary>Encrypts cookies and the secrets of second factors with keys in the store, which all nodes and commands share.</summary>
    public static void AddStaffDataProtection(this IServiceCollection services)
    {
        services.AddDataProtection().SetApplicationName("leadgate");
        services
            .AddOptions<KeyManagementOptions>()
            .Configure<ILeadStore, TimeProvider>((options, store, time) => options.XmlRepository = new StoreKeyRepository(store, time));
    }

    /// <summary>Comes after routing and before the endpoints.</summary>
    public static void UseStaff(this WebApplication app, LeadgateSettings settings)
    {
        // Without these properties, WebApplication would add both middlewares for every request.
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
                staff.UseMiddleware<StaffFormMiddleware>();
            }
        );
    }

    private static void AddAntiforgery(IServiceCollection services, LeadgateSettings settings) =>
        services.AddAntiforgery(options =>
        {
            StaffCookies.Restrict(options.Cookie, settings);
            options.Cookie.Name = "leadgate-form";
            options.Cookie.SameSite = SameSiteMode.Strict;
            options.FormFieldName = "form";

            // The Content-Security-Policy is stricter.
            options.SuppressXFrameOptionsHeader = true;
        });

    private static void AddAuthentication(IServiceCollection services, LeadgateSettings settings)
    {
        // Pages name their scheme in their policy. If the only scheme were the default, the framework would read the cookie of every
        // staff request, and a sign-in would reuse the session that the browser sent.
        AppContext.SetSwitch("Microsoft.AspNetCore.Authentication.SuppressAutoDefaultScheme", true);
        services
            .AddOptions<CookieAuthenticationOptions>(StaffMember.Scheme)
            .Configure<StaffSessions>((options, sessions) => options.SessionStore = sessions);
        var authentication = services.AddAuthentication().AddCookie(StaffMember.Scheme, options => Configure(options, settings));
        if (settings.Oidc is { } oidc)
        {
            authentication.AddOpenIdConnect(
                OidcSignIn.Scheme,
                options => OidcSignIn.Configure(options, oidc, cookie => StaffCookies.Restrict(cookie, settings))
            );
        }
    }

    private static void Configure(CookieAuthenticationOptions options, LeadgateSettings settings)
    {
        StaffCookies.Restrict(options.Cookie, settings);
        options.Cookie.Name = "leadgate-staff";

        // The store knows when a session ends. The browser keeps the cookie until it is closed.
        options.SlidingExpiration = false;
        options.ExpireTimeSpan = StaffSessions.MaxLifetime;
        options.Events.OnRedirectToLogin = RedirectToSignInAsync;
        options.Events.OnRedirectToAccessDenied = ShowAccessDeniedAsync;
    }

    private static async Task RedirectToSignInAsync(RedirectContext<CookieAuthenticationOptions> context)
    {
        var (http, request) = (context.HttpContext, context.Request);
        if (HttpMethods.IsPost(request.Method) && await http.RequestServices.GetRequiredService<KeptForms>().KeepAsync(http) is { } kept)
        {
            await StaffEndpoints.ShowSignInWith(http, kept).ExecuteAsync(http);
            return;
        }

        var returnUrl = HttpMethods.IsGet(request.Method) ? $"{request.Path}{request.QueryString}" : null;
        context.Response.Redirect(StaffLinks.Create(Routes.StaffSignIn, StaffLanguage.IsArabic(request), returnUrl));
    }

    private static async Task ShowAccessDeniedAsync(RedirectContext<CookieAuthenticationOptions> context)
    {
        var http = context.HttpContext;
        http.RequestServices.GetRequiredService<RefusalAudit>()
            .Count(http, StaffMember.Find(http.User)?.Actor, StatusCodes.Status403Forbidden);
        var page = await ForbiddenForm.AnswerAsync(http);
        await page.ExecuteAsync(http);
    }

    private static void AddAuthorization(IServiceCollection services) =>
        services.AddAuthorization(options =>
        {
            foreach (var (name, lowestRole) in StaffPolicies.All)
            {
                options.AddPolicy(
                    name,
                    policy =>
                        policy
                            .AddAuthenticationSchemes(StaffMember.Scheme)
                            .RequireAuthenticatedUser()
                            .RequireClaim(StaffMember.RoleClaim, StaffRoles.GetNamesAtLeast(lowestRole))
                );
            }
        });
}
