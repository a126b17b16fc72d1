using System.Net;
using Leadgate.Contract;
using Leadgate.Domain.Staff;
using Leadgate.Server.Staff;
using Leadgate.Server.Tests.Support;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Leadgate.Server.Tests.Staff;

/// <summary>Access by role on staff pages; API requests are not affected.</summary>
public sealed class StaffRoleTests
{
    private static readonly (string Path, string Policy)[] Pages =
    [
        ("/staff/view", StaffPolicies.Viewer),
        ("/staff/work", StaffPolicies.Agent),
        ("/staff/manage", StaffPolicies.Admin),
    ];

    [Theory]
    [InlineData(nameof(StaffRole.Viewer), 1)]
    [InlineData(nameof(StaffRole.Agent), 2)]
    [InlineData(nameof(StaffRole.Admin), 3)]
    public async Task Role_has_access_to_its_pages_and_those_of_lower_roles(string role, int accessible)
    {
        await using var server = await RunningServer.StartAsync(map: Map);
        await StaffBrowser.CreateAccountAsync(server.Store, "reem", Enum.Parse<StaffRole>(role));
        using var browser = new StaffBrowser(server);
        foreach (var (path, _) in Pages)
            Assert.Equal(
                (HttpStatusCode.Redirect, $"/staff/sign-in?lang=en&returnUrl={Uri.EscapeDataString(path)}"),
                (await browser.GetAsync(path)) is var page ? (page.Status, page.Location) : default
            );

        await browser.SignInAsync("reem");
        for (var i = 0; i < Pages.Length; i++)
        {
            var page = await browser.GetAsync(Pages[i].Path + "?lang=ar");
            Assert.Equal(
                i < accessible ? (HttpStatusCode.OK, "reem") : (HttpStatusCode.Forbidden, "دورك لا يسمح بذلك"),
                (
                    page.Status,
                    i < accessible ? page.Text
                    : page.Text.Contains("دورك لا يسمح بذلك", StringComparison.Ordinal) ? "دورك لا يسمح بذلك"
                    : page.Text
                )
            );
        }
    }

    [Fact]
    public async Task Form_of_an_anonymous_user_redirects_to_sign_in_and_is_not_processed()
    {
        await using var server = await RunningServer.StartAsync(map: Map);
        using var browser = new StaffBrowser(server);
        var page = await browser.PostAsync("/staff/work", ("a", "b"));
        Assert.Equal((HttpStatusCode.Redirect, "/staff/sign-in?lang=en"), (page.Status, page.Location));
    }

    [Fact]
    public async Task Page_with_a_policy_outside_the_staff_pages_is_shown_to_nobody()
    {
        await using var server = await RunningServer.StartAsync(map: app =>
            app.MapGet("/elsewhere", () => "secret").RequireAuthorization(StaffPolicies.Viewer)
        );
        using var answer = await server.Client.GetAsync("/elsewhere", TestContext.Current.CancellationToken);
        await answer.ShouldBeProblemAsync(HttpStatusCode.InternalServerError, "internal");
    }

    [Fact]
    public async Task API_requests_do_not_pass_through_authentication()
    {
        var schemes = new CountingSchemes(new AuthenticationOptions());
        await using var server = await RunningServer.StartAsync(change: builder =>
            builder.Services.AddSingleton<IAuthenticationSchemeProvider>(services =>
                schemes = new CountingSchemes(services.GetRequiredService<IOptions<AuthenticationOptions>>().Value)
            )
        );
        Assert.Equal(1, await server.Client.PostAsync(TestData.Bulk(TestData.Lead())));
        foreach (var path in (string[])[Routes.Lists, Routes.Bulks, Routes.Live, Routes.Docs, "/nowhere"])
        {
            using var answer = await server.Client.GetAsync(path, TestContext.Current.CancellationToken);
        }

        Assert.Equal(0, schemes.Count);
        using var staff = await server.Client.GetAsync(Routes.Staff, TestContext.Current.CancellationToken);
        Assert.True(schemes.Count > 0);
    }

    private static void Map(WebApplication app)
    {
        foreach (var (path, policy) in Pages)
        {
            app.MapGet(path, (Microsoft.AspNetCore.Http.HttpContext http) => StaffMember.Find(http.User)!.DisplayName)
                .RequireAuthorization(policy);
            app.MapPost(path, () => "done").RequireAuthorization(policy);
        }
    }

    private sealed class CountingSchemes(AuthenticationOptions options) : AuthenticationSchemeProvider(Options.Create(options))
    {
        public int Count { get; set; }

        public override Task<IEnumerable<AuthenticationScheme>> GetRequestHandlerSchemesAsync()
        {
            Count++;
            return base.GetRequestHandlerSchemesAsync();
        }

        public override Task<AuthenticationScheme?> GetDefaultAuthenticateSchemeAsync()
        {
            Count++;
            return base.GetDefaultAuthenticateSchemeAsync();
        }
    }
}
