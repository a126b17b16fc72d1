using System.Net;
using Leadgate.Contract;
using Leadgate.Domain.Audit;
using Leadgate.Domain.Staff;
using Leadgate.Server.Hosting;
using Leadgate.Server.Staff;
using Leadgate.Server.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using OtpNet;

namespace Leadgate.Server.Tests.Staff;

/// <summary>Signing in with a code as the second step, on every store.</summary>
public abstract class SecondFactorTests(Engine engine) : EngineTests(engine)
{
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 3, 9, 9, 0, 0, TimeSpan.Zero));

    [Fact]
    public async Task Code_is_asked_for_after_the_password_and_works_once()
    {
        await using var server = await StartAsync(time: _time);
        var (secret, _) = await EnableAsync(server);
        using var browser = new StaffBrowser(server);
        var asked = await browser.SignInAsync("reem", path: Routes.StaffSignIn + "?lang=ar&returnUrl=%2Fstaff%3Fa%3D1");
        Assert.Equal((HttpStatusCode.SeeOther, "/staff/sign-in/code?lang=ar&returnUrl=%2Fstaff%3Fa%3D1"), (asked.Status, asked.Location));
        Assert.Null(browser.SessionCookie);
        Assert.Equal(HttpStatusCode.Redirect, (await browser.GetAsync(Routes.Staff)).Status);
        var page = await browser.GetAsync(asked.Location);
        Assert.Contains("autocomplete=\"one-time-code\"", page.Text, StringComparison.Ordinal);
        Assert.Contains("يعرض تطبيق المصادقة رمزًا من ستة أرقام", page.Text, StringComparison.Ordinal);

        var wrong = await EnterAsync(browser, "000000", asked.Location);
        Assert.Equal(HttpStatusCode.Forbidden, wrong.Status);
        Assert.Contains("الرمز غير صحيح", wrong.Text, StringComparison.Ordinal);
        var code = GetCode(secret);
        var signedIn = await EnterAsync(browser, $" {code[..3]} {code[3..]} ", asked.Location);
        Assert.Equal((HttpStatusCode.SeeOther, "/staff?a=1"), (signedIn.Status, signedIn.Location));
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync(Routes.Staff)).Status);

        using var other = new StaffBrowser(server);
        await other.SignInAsync("reem");
        Assert.Equal(HttpStatusCode.Forbidden, (await EnterAsync(other, code)).Status);
        _time.Advance(TimeSpan.FromSeconds(30));
        Assert.Equal(HttpStatusCode.Forbidden, (await EnterAsync(other, code)).Status);

        // The next code works, also with the digits of an Arabic keyboard.
        var arabic = string.Concat(GetCode(secret).Select(digit => (char)(digit - '0' + '\u0660')));
        Assert.Equal(HttpStatusCode.SeeOther, (await EnterAsync(other, arabic)).Status);
        Assert.Equal(
            ["staff-refuse|staff:reem|code", "staff-sign-in|staff:reem|viewer"],
            (await server.Store.Audit.ReadAsync(0, 100, TestContext.Current.CancellationToken))
                .Select(entry => entry.Event)
                .Where(entry => entry.Origin == "127.0.0.1")
                .Select(entry => $"{entry.Action}|{entry.Actor}|{entry.Detail}")
                .Take(2)
        );
    }

    [Fact]
    public async Task Form_of_a_session_that_had_ended_comes_back_after_the_code()
    {
        await using var server = await StartAsync(time: _time);
        var (secret, _) = await EnableAsync(server);
        using var browser = new StaffBrowser(server);
        browser.Headers.Add("Sec-Fetch-Site", "same-origin");
        var asked = await browser.PostAsync("/staff/leads/1", ("firstName", "Typed"));
        var code = await browser.SubmitAsync(asked, "sign-in", ("name", "reem"), ("password", StaffBrowser.Password));
        Assert.Equal(HttpStatusCode.OK, code.Status);
        var signedIn = await browser.SubmitAsync(code, "sign-in", ("code", GetCode(secret)));
        Assert.Contains("name=\"firstName\" value=\"Typed\"", signedIn.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Recovery_code_works_once()
    {
        await using var server = await StartAsync(time: _time);
        var (_, recoveryCodes) = await EnableAsync(server);
        Assert.Equal(10, recoveryCodes.Distinct().Count());
        using var browser = new StaffBrowser(server);
        await browser.SignInAsync("reem");
        Assert.Equal(HttpStatusCode.SeeOther, (await EnterAsync(browser, recoveryCodes[3].ToLowerInvariant())).Status);
        var entries = await server.Store.Audit.ReadAsync(0, 100, TestContext.Current.CancellationToken);
        Assert.Equal(("staff-recovery", "staff:reem"), (entries[^2].Event.Action, entries[^2].Event.Actor));
        await browser.SignInAsync("reem");
        Assert.Equal(HttpStatusCode.Forbidden, (await EnterAsync(browser, recoveryCodes[3])).Status);
        Assert.Equal(
            HttpStatusCode.SeeOther,
            (await EnterAsync(browser, recoveryCodes[4].Replace("-", " ", StringComparison.Ordinal))).Status
        );
    }

    [Fact]
    public async Task Codes_are_throttled_like_passwords()
    {
        await using var server = await StartAsync(time: _time);
        var (secret, _) = await EnableAsync(server);
        using var browser = new StaffBrowser(server);
        await browser.SignInAsync("reem");
        for (var i = 0; i < 5; i++)
            Assert.Equal(HttpStatusCode.Forbidden, (await EnterAsync(browser, "00000" + i)).Status);
        var throttled = await EnterAsync(browser, GetCode(secret));
        Assert.Equal((HttpStatusCode.TooManyRequests, "60"), (throttled.Status, throttled.Headers["Retry-After"]));

        // Entering the password again gives no further attempts.
        await browser.SignInAsync("reem");
        Assert.Equal(HttpStatusCode.TooManyRequests, (await EnterAsync(browser, GetCode(secret))).Status);
        _time.Advance(TimeSpan.FromSeconds(60));
        Assert.Equal(HttpStatusCode.SeeOther, (await EnterAsync(browser, GetCode(secret))).Status);
    }

    [Theory]
    [InlineData("no password")]
    [InlineData("ten minutes")]
    [InlineData("new password")]
    [InlineData("disabled")]
    [InlineData("removed")]
    public async Task Code_alone_opens_nothing(string reason)
    {
        await using var server = await StartAsync(time: _time);
        var (secret, _) = await EnableAsync(server);
        using var browser = new StaffBrowser(server);
        var token = TestContext.Current.CancellationToken;
        var (audit, staff) = (AuditEvent.FromCommand(AuditActions.StaffPassword), server.Store.Staff);
        await browser.SignInAsync("reem", reason == "no password" ? "wrong" : StaffBrowser.Password);
        var form = StaffBrowser.GetFormToken(await browser.GetAsync(Routes.StaffSignIn));
        switch (reason)
        {
            case "ten minutes":
                _time.Advance(TimeSpan.FromMinutes(10));
                break;
            case "new password":
                await staff.SetPasswordAsync("reem", "x", _time.GetUtcNow().UtcDateTime, audit, token);
                break;
            case "disabled":
                await staff.SetDisabledAsync("reem", _time.GetUtcNow().UtcDateTime, audit, token);
                break;
            case "removed":
                await staff.DisableTotpAsync("reem", audit, token);
                break;
            default:
                break;
        }

        var page = await browser.PostAsync(Routes.StaffSignInCode, ("form", form), ("code", GetCode(secret)));
        Assert.Equal(HttpStatusCode.Forbidden, page.Status);
        Assert.Contains("Enter your password again", page.Text, StringComparison.Ordinal);
        Assert.Null(browser.SessionCookie);
    }

    [Fact]
    public async Task Account_that_must_have_a_second_factor_cannot_sign_in_without_one()
    {
        await using var server = await StartAsync(
            new Dictionary<string, string> { [Setting.RequireSecondFactor.Variable] = "admin" },
            time: _time
        );
        await StaffBrowser.CreateAccountAsync(server.Store, "badr", StaffRole.Admin);
        await StaffBrowser.CreateAccountAsync(server.Store, "noura", StaffRole.Agent);
        using var browser = new StaffBrowser(server);
        var refused = await browser.SignInAsync("badr");
        Assert.Equal(HttpStatusCode.Forbidden, refused.Status);
        Assert.Contains("Your account needs a second factor", refused.Text, StringComparison.Ordinal);
        Assert.Null(browser.SessionCookie);
        Assert.Contains("incorrect", (await browser.SignInAsync("badr", "wrong")).Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.SeeOther, (await browser.SignInAsync("noura")).Status);

        var (secret, _) = await EnableAsync(server, "badr");
        await browser.SignInAsync("badr");
        Assert.Equal(HttpStatusCode.SeeOther, (await EnterAsync(browser, GetCode(secret))).Status);
    }

    [Fact]
    public async Task Secret_is_not_stored_in_a_readable_form_and_another_account_cannot_use_it()
    {
        await using var server = await StartAsync(time: _time);
        var (secret, _) = await EnableAsync(server);
        var token = TestContext.Current.CancellationToken;
        var stored = (await server.Store.Staff.FindAccountAsync("reem", token))!.TotpSecret!;
        Assert.DoesNotContain(secret, stored, StringComparison.OrdinalIgnoreCase);
        await StaffBrowser.CreateAccountAsync(server.Store, "badr");
        await server.Store.Staff.EnableTotpAsync(
            "badr",
            stored,
            _time.GetUtcNow().UtcDateTime,
            [],
            AuditEvent.FromCommand(AuditActions.StaffTotpEnable),
            token
        );
        using var browser = new StaffBrowser(server);
        await browser.SignInAsync("badr");
        Assert.Equal(HttpStatusCode.Forbidden, (await EnterAsync(browser, GetCode(secret))).Status);
        Assert.Contains(server.LogLines, line => line.Contains("cannot be decrypted", StringComparison.Ordinal));
    }

    private static async Task<(string Secret, IReadOnlyList<string> RecoveryCodes)> EnableAsync(RunningServer server, string name = "reem")
    {
        if (name == "reem")
            await StaffBrowser.CreateAccountAsync(server.Store, name);
        var factor = await server
            .Services.GetRequiredService<SecondFactor>()
            .EnableAsync(name, "Leadgate", AuditEvent.FromCommand(AuditActions.StaffTotpEnable), TestContext.Current.CancellationToken);
        Assert.StartsWith($"otpauth://totp/Leadgate:{name}?secret={factor!.Secret}&issuer=Leadgate", factor.Uri, StringComparison.Ordinal);
        return (factor.Secret, factor.RecoveryCodes);
    }

    private string GetCode(string secret) => new Totp(Base32Encoding.ToBytes(secret)).ComputeTotp(_time.GetUtcNow().UtcDateTime);

    private static async Task<BrowserResponse> EnterAsync(StaffBrowser browser, string code, string path = Routes.StaffSignInCode) =>
        await browser.PostAsync(path, ("form", StaffBrowser.GetFormToken(await browser.GetAsync(path))), ("code", code));
}
