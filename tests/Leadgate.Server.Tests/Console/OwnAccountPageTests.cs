using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using Leadgate.Contract;
using Leadgate.Domain.Staff;
using Leadgate.Server.Tests.Support;
using OtpNet;
using ZXing.Common;
using ZXing.QrCode.Internal;

namespace Leadgate.Server.Tests.Console;

/// <summary>What people do with their own account on their own page, without a browser.</summary>
public sealed partial class OwnAccountPageTests(SharedServer shared) : IClassFixture<SharedServer>
{
    private const string NewPassword = "other invented words 9";

    [Fact]
    public async Task New_password_needs_the_present_one_and_ends_the_other_sessions()
    {
        using var browser = await StaffBrowser.SignInAsync(shared.Running, "own-password", StaffRole.Viewer);
        using var elsewhere = new StaffBrowser(shared.Running);
        await elsewhere.SignInAsync("own-password");
        var page = await browser.GetAsync("/staff/me?lang=en");
        Assert.Equal(HttpStatusCode.Forbidden, (await ChangeAsync("wrong", NewPassword, NewPassword)).Status);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await ChangeAsync(StaffBrowser.Password, NewPassword, "another")).Status);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await ChangeAsync(StaffBrowser.Password, "short", "short")).Status);
        Assert.Equal(HttpStatusCode.OK, (await elsewhere.GetAsync(Routes.Staff)).Status);

        var done = await browser.FollowAsync(await ChangeAsync(StaffBrowser.Password, NewPassword, NewPassword));
        Assert.Contains("Your password was changed.", done.Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Redirect, (await elsewhere.GetAsync(Routes.Staff)).Status);
        Assert.Equal(HttpStatusCode.SeeOther, (await elsewhere.SignInAsync("own-password", NewPassword)).Status);

        Task<BrowserResponse> ChangeAsync(string current, string password, string again) =>
            browser.SubmitAsync(page, "password-form", ("current", current), ("password", password), ("again", again));
    }

    [Fact]
    public async Task Second_factor_counts_once_a_code_of_the_app_was_entered()
    {
        using var browser = await StaffBrowser.SignInAsync(shared.Running, "own-factor", StaffRole.Viewer);
        var page = await browser.GetAsync("/staff/me?lang=en");
        Assert.Equal(HttpStatusCode.Forbidden, (await browser.SubmitAsync(page, "second-factor", ("factor-password", "wrong"))).Status);
        var offer = await browser.SubmitAsync(page, "second-factor", ("factor-password", StaffBrowser.Password));
        var secret = HtmlPage.Parse(offer).QuerySelector("#totp-secret")!.TextContent.Replace(" ", "", StringComparison.Ordinal);

        // The QR code is part of the page, which no cache keeps: it has no address of its own.
        Assert.Equal("no-store", offer.Headers["Cache-Control"]);
        var drawing = HtmlPage.Parse(offer).QuerySelector("svg.qr[role=img]")!;
        Assert.StartsWith("QR code", drawing.GetAttribute("aria-label"), StringComparison.Ordinal);
        Assert.Contains("secret=" + secret, Scan(drawing.QuerySelector("path")!.GetAttribute("d")!), StringComparison.Ordinal);
        Assert.DoesNotContain(secret, drawing.OuterHtml, StringComparison.Ordinal);
        var again = await browser.SubmitAsync(offer, "accept", ("code", "000000"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, again.Status);
        Assert.Contains(HtmlPage.Parse(offer).QuerySelector("#totp-secret")!.TextContent, again.Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Forbidden, (await browser.SubmitAsync(offer, "accept", ("token", "forged"))).Status);
        using var elsewhere = new StaffBrowser(shared.Running);
        Assert.Equal("/staff?lang=en", (await elsewhere.SignInAsync("own-factor")).Location);

        var code = new Totp(Base32Encoding.ToBytes(secret)).ComputeTotp();
        var accepted = await browser.FollowAsync(await browser.SubmitAsync(again, "accept", ("code", code)));
        var codes = HtmlPage.Parse(accepted).QuerySelector("#secret pre")!.TextContent.Split('\n');
        Assert.Equal(10, codes.Length);
        Assert.Null(HtmlPage.Parse(await browser.GetAsync("/staff/me")).QuerySelector("#secret"));
        Assert.Equal(HttpStatusCode.Redirect, (await elsewhere.GetAsync(Routes.Staff)).Status);

        // The code that set it up does not sign in; a recovery code does.
        await elsewhere.SignInAsync("own-factor");
        var form = await elsewhere.GetAsync(Routes.StaffSignInCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await elsewhere.SubmitAsync(form, "sign-in", ("code", code))).Status);
        Assert.Equal("/staff?lang=en", (await elsewhere.SubmitAsync(form, "sign-in", ("code", codes[0]))).Location);
        var removed = await browser.SubmitAsync(
            await browser.GetAsync("/staff/me?lang=en"),
            "second-factor",
            ("factor-password", StaffBrowser.Password)
        );
        Assert.Contains("Your second factor was removed.", (await browser.FollowAsync(removed)).Text, StringComparison.Ordinal);
    }

    /// <summary>Reads a QR code from its dark runs, which have the form <c>MX Yh…v1h…z</c>.</summary>
    private static string Scan(string path)
    {
        const int margin = 4;
        var runs = DarkRun().Matches(path).Select(run => (X: Number(run, 1), Y: Number(run, 2), Width: Number(run, 3))).ToList();
        var modules = new BitMatrix(runs.Max(run => run.X + run.Width) - margin);
        foreach (var (x, y, width) in runs)
            modules.setRegion(x - margin, y - margin, width, 1);
        return new Decoder().decode(modules, null).Text;

        static int Number(Match run, int group) => int.Parse(run.Groups[group].ValueSpan, CultureInfo.InvariantCulture);
    }

    [GeneratedRegex(@"M(\d+) (\d+)h(\d+)v1h-\d+z")]
    private static partial Regex DarkRun();

    [Fact]
    public async Task Signing_out_everywhere_ends_every_session()
    {
        using var browser = await StaffBrowser.SignInAsync(shared.Running, "own-sessions", StaffRole.Viewer);
        using var elsewhere = new StaffBrowser(shared.Running);
        await elsewhere.SignInAsync("own-sessions");
        await browser.SubmitAsync(await browser.GetAsync("/staff/me?lang=en"), "end-sessions");
        Assert.Equal(HttpStatusCode.Redirect, (await browser.GetAsync(Routes.Staff)).Status);
        Assert.Equal(HttpStatusCode.Redirect, (await elsewhere.GetAsync(Routes.Staff)).Status);
    }
}
