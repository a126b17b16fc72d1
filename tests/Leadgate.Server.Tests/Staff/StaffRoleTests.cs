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

/// <summary>What each role may, by the policies that pages ask for; and that requests which are no person's pass nothing of it.</summary>
public sealed class StaffRoleTests
{
    private static readonly (string Path, string Policy)[] Pages =
    [
        ("/staff/look", StaffPolicies.Viewer),
        ("/staff/work", StaffPolicies.Agent),
        ("/staff/rule", StaffPolicies.Admin),
    ];

    [Theory]
    [InlineData(nameof(StaffRole.Viewer), 1)]
    [InlineData(nameof(StaffRole.Agent), 2)]
    [InlineData(nameof(StaffRole.Admin), 3)]
    public async Task A_role_may_what_those_below_it_may_and_no_more(string role, int may)
    {
        await using var server = await RunningServer.StartAsync(map: Map);
        await StaffBrowser.MakeAccountAsync(server.Store, "reem", Enum.Parse<StaffRole>(role));
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
                i < may ? (HttpStatusCode.OK, "reem") : (HttpStatusCode.Forbidden, "صلاحيتك لا تسمح بذلك"),
                (
                    page.Status,
                    i < may ? page.Text
                    : page.Text.Contains("صلاحيتك لا تسمح بذلك", StringComparison.Ordinal) ? "صلاحيتك لا تسمح بذلك"
                    : page.Text
                )
            );
        }
    }

    [Fact]
    public async Task A_form_of_whoever_is_not_signed_in_leads_to_the_sign_in_and_is_not_done()
    {
        await using var server = await RunningServer.StartAsync(map: Map);
        using var browser = new StaffBrowser(server);
        var page = await browser.PostAsync("/staff/work", ("a", "b"));
        Assert.Equal((HttpStatusCode.Redirect, "/staff/sign-in?lang=en"), (page.Status, page.Location));
    }

    [Fact]
    public async Task Outside_of_the_staff_pages_nothing_looks_at_roles_and_a_page_that_asks_for_a_role_is_shown_to_nobody()
    {
        await using var server = await RunningServer.StartAsync(map: app =>
            app.MapGet("/elsewhere", () => "secret").RequireAuthorization(StaffPolicies.Viewer)
        );
        using var answer = await server.Client.GetAsync("/elsewhere", TestContext.Current.CancellationToken);
        await answer.ShouldBeProblemAsync(HttpStatusCode.InternalServerError, "internal");
    }

    [Fact]
    public async Task A_request_of_the_API_passes_nothing_of_the_sign_in()
    {
        var asked = new CountingSchemes(new AuthenticationOptions());
        await using var server = await RunningServer.StartAsync(change: builder =>
            builder.Services.AddSingleton<IAuthenticationSchemeProvider>(services =>
                asked = new CountingSchemes(services.GetRequiredService<IOptions<AuthenticationOptions>>().Value)
            )
        );
        Assert.Equal(1, await server.Client.PostAsync(Some.Bulk(Some.Lead())));
        foreach (var path in (string[])[Routes.Lists, Routes.Bulks, Routes.Live, Routes.Docs, "/nowhere"])
        {
            using var answer = await server.Client.GetAsync(path, TestContext.Current.CancellationToken);
        }

        Assert.Equal(0, asked.Count);
        using var staff = await server.Client.GetAsync(Routes.Staff, TestContext.Current.CancellationToken);
        Assert.True(asked.Count > 0);
    }

    private static void Map(WebApplication app)
    {
        foreach (var (path, policy) in Pages)
        {
            app.MapGet(path, (Microsoft.AspNetCore.Http.HttpContext http) => StaffMember.Of(http.User)!.DisplayName)
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
