using System.Net;
using Leadgate.Contract;
using Leadgate.Domain.Audit;
using Leadgate.Server.Hosting;
using Leadgate.Server.Staff;
using Leadgate.Server.Tests.Support;
using Microsoft.Extensions.Time.Testing;

namespace Leadgate.Server.Tests.Staff;

/// <summary>Browsers that have signed in before: the guesses of others do not keep their owners out.</summary>
public sealed class KnownDeviceTests
{
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 3, 9, 9, 0, 0, TimeSpan.Zero));

    [Fact]
    public async Task Owner_signs_in_while_others_guess_for_the_account_and_from_the_address()
    {
        await using var server = await StartAsync();
        using var owner = await SignedInAsync(server, "reem");
        using var attacker = new StaffBrowser(server);
        for (var i = 0; i < 20; i++)
            await attacker.SignInAsync(i < 5 ? "reem" : $"name{i}", "wrong");
        Assert.Equal(HttpStatusCode.TooManyRequests, (await attacker.SignInAsync("reem")).Status);
        using var newDevice = new StaffBrowser(server);
        Assert.Equal(HttpStatusCode.TooManyRequests, (await newDevice.SignInAsync("reem")).Status);

        Assert.Equal(HttpStatusCode.Forbidden, (await owner.SignInAsync("reem", "typing error")).Status);
        Assert.Equal(HttpStatusCode.SeeOther, (await owner.SignInAsync("reem")).Status);
    }

    [Fact]
    public async Task Device_has_five_attempts_and_then_one_a_minute()
    {
        await using var server = await StartAsync();
        using var browser = await SignedInAsync(server, "reem");
        for (var i = 0; i < 5; i++)
            Assert.Equal(HttpStatusCode.Forbidden, (await browser.SignInAsync("reem", "wrong")).Status);
        var throttled = await browser.SignInAsync("reem");
        Assert.Equal((HttpStatusCode.TooManyRequests, "60"), (throttled.Status, throttled.Headers["Retry-After"]));

        // They do not count against the owner on another device.
        using var other = new StaffBrowser(server);
        Assert.Equal(HttpStatusCode.SeeOther, (await other.SignInAsync("reem")).Status);
        _time.Advance(TimeSpan.FromSeconds(60));
        Assert.Equal(HttpStatusCode.SeeOther, (await browser.SignInAsync("reem")).Status);
    }

    [Theory]
    [InlineData("password")]
    [InlineData("disabled")]
    [InlineData("another account")]
    [InlineData("forged")]
    [InlineData("a year")]
    public async Task Device_is_no_longer_known_after(string change)
    {
        await using var server = await StartAsync();
        using var browser = await SignedInAsync(server, "reem");
        var cookie = GetDeviceCookie(browser);
        var token = TestContext.Current.CancellationToken;
        var (audit, staff) = (AuditEvent.FromCommand(AuditActions.StaffPassword), server.Store.Staff);
        switch (change)
        {
            case "password":
                await staff.SetPasswordAsync("reem", PasswordVerifier.Hash("x", StaffBrowser.PasswordIterations), At, audit, token);
                break;
            case "disabled":
                await staff.SetDisabledAsync("reem", At, audit, token);
                await staff.SetDisabledAsync("reem", null, audit, token);
                break;
            case "another account":
                // Its name is in what is encrypted.
                var name = GetDeviceCookie(await SignedInAsync(server, "badr")).Name;
                browser.Cookies.Add(new Cookie(name, cookie.Value, Routes.StaffSignIn, server.Address.Host));
                break;
            case "forged":
                browser.Cookies.Add(new Cookie(cookie.Name, cookie.Value[..^6] + "AAAAAA", Routes.StaffSignIn, server.Address.Host));
                break;
            default:
                _time.Advance(TimeSpan.FromDays(365));
                break;
        }

        var account = change == "another account" ? "badr" : "reem";
        using var attacker = new StaffBrowser(server);
        for (var i = 0; i < 5; i++)
            await attacker.SignInAsync(account, "wrong");
        Assert.Equal(HttpStatusCode.TooManyRequests, (await browser.SignInAsync(account, "wrong")).Status);
    }

    [Fact]
    public async Task Cookie_is_sent_to_the_sign_in_only_and_no_script_can_read_it()
    {
        await using var server = await StartAsync("https://leads.example.com");
        using var browser = new StaffBrowser(server);
        var form = StaffBrowser.GetFormToken(await browser.GetAsync(Routes.StaffSignIn));
        foreach (Cookie sent in browser.Cookies.GetAllCookies())
            sent.Secure = false;
        var page = await browser.PostAsync(Routes.StaffSignIn, ("form", form), ("name", "reem"), ("password", StaffBrowser.Password));
        var cookie = Assert.Single(
            page.Headers["Set-Cookie"].Split(", leadgate-"),
            set => set.Contains("device-", StringComparison.Ordinal)
        );
        foreach (var attribute in (string[])["; path=/staff/sign-in;", "; secure", "; samesite=strict", "; httponly", "; max-age=31536000"])
            Assert.Contains(attribute, cookie, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("reem", cookie, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Failed_sign_in_makes_no_device_known()
    {
        await using var server = await StartAsync();
        using var browser = new StaffBrowser(server);
        await browser.SignInAsync("reem", "wrong");
        Assert.DoesNotContain(browser.Cookies.GetAllCookies(), IsDeviceCookie);
    }

    private static DateTime At { get; } = new(2026, 3, 9, 9, 0, 0, DateTimeKind.Utc);

    private async Task<RunningServer> StartAsync(string publicUrl = "")
    {
        var server = await RunningServer.StartAsync(
            new Dictionary<string, string> { [Setting.PublicUrl.Variable] = publicUrl },
            time: _time
        );
        await StaffBrowser.CreateAccountAsync(server.Store, "reem");
        await StaffBrowser.CreateAccountAsync(server.Store, "badr");
        return server;
    }

    private static async Task<StaffBrowser> SignedInAsync(RunningServer server, string name)
    {
        var browser = new StaffBrowser(server);
        Assert.Equal(HttpStatusCode.SeeOther, (await browser.SignInAsync(name)).Status);
        return browser;
    }

    private static Cookie GetDeviceCookie(StaffBrowser browser) => Assert.Single(browser.Cookies.GetAllCookies(), IsDeviceCookie);

    private static bool IsDeviceCookie(Cookie cookie) => cookie.Name.StartsWith("leadgate-device-", StringComparison.Ordinal);
}
