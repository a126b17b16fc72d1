using System.Net;
using Leadgate.Contract;
using Leadgate.Domain.Staff;
using Leadgate.Server.Hosting;
using Leadgate.Server.Tests.Support;

namespace Leadgate.Server.Tests.Console;

/// <summary>The first administrator, without a browser.</summary>
public sealed class FirstRunTests
{
    private const string Path = "/staff/first-run?lang=en";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Of_several_forms_at_once_one_creates_the_first_administrator()
    {
        await using var server = await RunningServer.StartAsync();
        using var browser = new StaffBrowser(server);
        var signIn = await browser.FollowAsync(Routes.Staff);
        Assert.NotNull(HtmlPage.Parse(signIn).QuerySelector("#first-run a[href^='/staff/first-run']"));
        var form = await browser.GetAsync(Path);
        Assert.Equal(
            HttpStatusCode.UnprocessableEntity,
            (await browser.SubmitAsync(form, "first-run", ("name", "reem"), ("password", "password"), ("again", "password"))).Status
        );
        var mistyped = await SubmitAsync(browser, form, "reem", again: "x");
        Assert.Equal("reem", HtmlPage.Parse(mistyped).QuerySelector("#name")!.GetAttribute("value"));
        Assert.Empty(await server.Store.Staff.ReadAccountsAsync(Token));

        var answers = await Task.WhenAll(Enumerable.Range(0, 3).Select(i => SubmitAsync(browser, form, $"admin{i}")));
        Assert.Equal(
            [HttpStatusCode.SeeOther, HttpStatusCode.Conflict, HttpStatusCode.Conflict],
            answers.Select(answer => answer.Status).Order()
        );
        var account = Assert.Single(await server.Store.Staff.ReadAccountsAsync(Token));
        Assert.Equal(StaffRole.Admin, account.Role);
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync("/staff/accounts")).Status);
        using var later = new StaffBrowser(server);
        Assert.Equal(
            (HttpStatusCode.SeeOther, true),
            (await later.GetAsync(Path)) is var page
                ? (page.Status, page.Location.StartsWith(Routes.StaffSignIn, StringComparison.Ordinal))
                : default
        );
        Assert.Null(HtmlPage.Parse(await later.GetAsync(Routes.StaffSignIn)).QuerySelector("#first-run"));
    }

    [Theory]
    [InlineData("Host", "leads.example.com")]
    [InlineData("Origin", "http://leads.example.com")]
    [InlineData("Sec-Fetch-Site", "cross-site")]
    [InlineData("X-Forwarded-For", "10.0.0.1")]
    public async Task Request_from_elsewhere_is_told_the_command_and_creates_nothing(string header, string value)
    {
        await using var server = await RunningServer.StartAsync();
        using var browser = new StaffBrowser(server);
        var form = await browser.GetAsync(Path);
        browser.Headers.TryAddWithoutValidation(header, value);
        var page = HtmlPage.Parse(await browser.GetAsync(Path));
        Assert.Contains("staff create", page.QuerySelector("#command")!.TextContent, StringComparison.Ordinal);
        Assert.Null(page.QuerySelector("form#first-run"));
        Assert.NotEqual(HttpStatusCode.SeeOther, (await SubmitAsync(browser, form, "reem")).Status);
        Assert.Empty(await server.Store.Staff.ReadAccountsAsync(Token));
    }

    [Fact]
    public async Task Service_that_is_not_open_says_the_command()
    {
        await using var server = await RunningServer.StartAsync(
            new Dictionary<string, string> { [Setting.TrustedProxies.Variable] = "10.0.0.1" }
        );
        using var browser = new StaffBrowser(server);
        Assert.Contains(
            "leadgate staff create NAME --role admin",
            (await browser.GetAsync("/staff/first-run?lang=ar")).Text,
            StringComparison.Ordinal
        );
    }

    private static Task<BrowserResponse> SubmitAsync(StaffBrowser browser, BrowserResponse form, string name, string? again = null) =>
        browser.SubmitAsync(
            form,
            "first-run",
            ("name", name),
            ("password", StaffBrowser.Password),
            ("again", again ?? StaffBrowser.Password)
        );
}
