using System.Net;
using System.Text.RegularExpressions;
using Leadgate.Contract;
using Leadgate.Domain.Staff;
using Leadgate.Server.Console.Forms;
using Leadgate.Server.Staff;
using Leadgate.Server.Tests.Support;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Leadgate.Server.Tests.Console;

/// <summary>Every form of the console, found among the routes, so that a new one is checked without a test of its own.</summary>
public sealed partial class ConsoleFormTests(SharedServer shared) : IClassFixture<SharedServer>
{
    [Fact]
    public async Task Every_form_without_a_token_is_refused_with_words()
    {
        await StaffBrowser.CreateAccountAsync(shared.Running.Store, "all-forms", StaffRole.Admin);
        using var browser = new StaffBrowser(shared.Running);
        await browser.SignInAsync("all-forms");
        var forms = FindForms();
        Assert.True(forms.Count >= 4, $"Found only {forms.Count} forms.");
        foreach (var form in forms)
        {
            var page = await browser.PostAsync(CreatePath(form) + "?lang=en");
            Assert.Equal((form.RoutePattern.RawText, HttpStatusCode.BadRequest), (form.RoutePattern.RawText, page.Status));
            Assert.Contains("expired", page.Text, StringComparison.Ordinal);
        }

        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync(Routes.Staff)).Status);
    }

    [Fact]
    public async Task Every_form_that_needs_a_higher_role_is_refused_to_a_viewer()
    {
        await StaffBrowser.CreateAccountAsync(shared.Running.Store, "only-viewer");
        using var browser = new StaffBrowser(shared.Running);
        await browser.SignInAsync("only-viewer");
        var token = StaffBrowser.GetFormToken(await browser.GetAsync(Routes.Staff));
        foreach (var form in FindForms().Where(form => GetPolicy(form) is StaffPolicies.Agent or StaffPolicies.Admin))
        {
            var page = await browser.PostAsync(CreatePath(form) + "?lang=en", ("form", token));
            Assert.Equal((form.RoutePattern.RawText, HttpStatusCode.Forbidden), (form.RoutePattern.RawText, page.Status));
            Assert.Contains("Contact your administrator", page.Text, StringComparison.Ordinal);
        }
    }

    /// <summary>
    /// A role may be lost while somebody types. These have nothing to type, but buttons, a file, a password, or the number of a person.
    /// </summary>
    [Fact]
    public void Every_form_that_needs_a_higher_role_shows_what_was_typed_or_has_nothing_to_show() =>
        Assert.Equal(
            [
                "/staff/accounts/of/{name}/disable",
                "/staff/accounts/of/{name}/enable",
                "/staff/accounts/of/{name}/password",
                "/staff/accounts/of/{name}/second-factor",
                "/staff/accounts/of/{name}/sessions",
                "/staff/audit/verify",
                "/staff/imports/new",
                "/staff/imports/{id:long}/cancel",
                "/staff/imports/{id:long}/check",
                "/staff/imports/{id:long}/format",
                "/staff/imports/{id:long}/start",
                "/staff/keys/{id:long}/revoke",
                "/staff/lists/{list}/import",
                "/staff/persons",
                "/staff/persons/erase",
                "/staff/persons/export",
                "/staff/sessions",
            ],
            FindForms()
                .Where(form => GetPolicy(form) is StaffPolicies.Agent or StaffPolicies.Admin)
                .Where(form => form.Metadata.GetMetadata<ForbiddenForm>() is null)
                .Select(form => form.RoutePattern.RawText!)
                .Order(StringComparer.Ordinal)
        );

    [Fact]
    public void Every_page_needs_a_role_except_those_for_signing_in()
    {
        var open = FindRoutes().Where(route => GetPolicy(route) is null).Select(route => route.RoutePattern.RawText!).Distinct();
        Assert.Equal(
            [
                "/staff/a/{name}",
                "/staff/first-run",
                "/staff/language",
                "/staff/sign-in",
                "/staff/sign-in/code",
                "/staff/sign-in/code/keep",
                "/staff/sign-in/keep",
                "/staff/sign-in/resume",
            ],
            open.Order()
        );
    }

    private static string? GetPolicy(RouteEndpoint route) => route.Metadata.GetMetadata<IAuthorizeData>()?.Policy;

    private static string CreatePath(RouteEndpoint route) => Parameter().Replace(route.RoutePattern.RawText!, "1");

    private List<RouteEndpoint> FindForms() => FindRoutes().FindAll(route => !GetMethods(route).Contains("GET"));

    private static IReadOnlyList<string> GetMethods(RouteEndpoint route) =>
        route.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods ?? ["GET"];

    private List<RouteEndpoint> FindRoutes() =>
        [
            .. shared
                .Running.Services.GetRequiredService<EndpointDataSource>()
                .Endpoints.OfType<RouteEndpoint>()
                .Where(route =>
                    route.RoutePattern.RawText is { } path
                    && (path == Routes.Staff || path.StartsWith(Routes.Staff + "/", StringComparison.Ordinal))
                ),
        ];

    [GeneratedRegex(@"\{[^}]+\}")]
    private static partial Regex Parameter();
}
