using System.Globalization;
using System.Net;
using Leadgate.Contract;
using Leadgate.Server.Staff;
using Leadgate.Server.Tests.Support;
using Microsoft.Extensions.Time.Testing;

namespace Leadgate.Server.Tests.Staff;

/// <summary>Limits on guessing passwords, and upgrading of weak password hashes.</summary>
public sealed class SignInThrottleTests
{
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 3, 9, 9, 0, 0, TimeSpan.Zero));

    [Theory]
    [InlineData("reem")]
    [InlineData("nobody")]
    public async Task After_five_attempts_a_name_gets_one_a_minute_whether_the_account_exists_or_not(string name)
    {
        await using var server = await StartAsync();
        using var browser = new StaffBrowser(server);
        for (var i = 0; i < 5; i++)
            Assert.Equal(HttpStatusCode.Forbidden, (await browser.SignInAsync(name, "wrong")).Status);
        var throttled = await browser.SignInAsync(name, path: Routes.StaffSignIn + "?lang=ar");
        Assert.Equal((HttpStatusCode.TooManyRequests, "60"), (throttled.Status, throttled.Headers["Retry-After"]));
        Assert.Contains("انتظر 60 ثانية", throttled.Text, StringComparison.Ordinal);

        _time.Advance(TimeSpan.FromSeconds(60));
        Assert.Equal(HttpStatusCode.Forbidden, (await browser.SignInAsync(name.ToUpperInvariant(), "wrong")).Status);
        Assert.Equal(HttpStatusCode.TooManyRequests, (await browser.SignInAsync(name, "wrong")).Status);

        // Others can sign in, and the right password works once the time has passed.
        Assert.Equal(HttpStatusCode.SeeOther, (await browser.SignInAsync("badr")).Status);
        _time.Advance(TimeSpan.FromSeconds(60));
        Assert.Equal(name == "reem" ? HttpStatusCode.SeeOther : HttpStatusCode.Forbidden, (await browser.SignInAsync(name)).Status);
    }

    [Fact]
    public void Addresses_of_one_IPv6_network_count_as_one()
    {
        var throttle = new SignInThrottle(_time);
        for (var i = 0; i < 20; i++)
            Assert.Equal(0, TryAcquire(throttle, $"name{i}", $"2001:db8::{i + 1:x}"));
        Assert.True(TryAcquire(throttle, "another", "2001:db8::ffff") > 0);
        Assert.Equal(0, TryAcquire(throttle, "another", "2001:db8:0:1::1"));
        Assert.Equal(0, TryAcquire(throttle, "third", "192.0.2.1"));
    }

    [Fact]
    public void Attempts_for_a_throttled_name_do_not_count_against_its_address()
    {
        var throttle = new SignInThrottle(_time);
        for (var i = 0; i < 100; i++)
            Assert.Equal(i >= 5, TryAcquire(throttle, "reem", "192.0.2.1") > 0);
        for (var i = 0; i < 15; i++)
            Assert.Equal(0, TryAcquire(throttle, $"name{i}", "192.0.2.1"));
        Assert.True(TryAcquire(throttle, "another", "192.0.2.1") > 0);
    }

    [Fact]
    public void Attempts_of_the_second_factor_are_counted_apart()
    {
        var (throttle, source) = (new SignInThrottle(_time), SignInSource.From(IPAddress.Loopback));
        for (var i = 0; i < 5; i++)
            Assert.Equal(0, throttle.TryAcquire(SignInFactor.Code, "reem", source));
        Assert.Equal(60, throttle.TryAcquire(SignInFactor.Code, "reem", source));
        Assert.Equal(0, throttle.TryAcquire(SignInFactor.Password, "reem", source));
    }

    [Fact]
    public async Task Successful_sign_in_resets_the_failed_attempts_for_the_name()
    {
        await using var server = await StartAsync();
        using var browser = new StaffBrowser(server);
        for (var round = 0; round < 3; round++)
        {
            for (var i = 0; i < 4; i++)
                Assert.Equal(HttpStatusCode.Forbidden, (await browser.SignInAsync("reem", "wrong")).Status);
            Assert.Equal(HttpStatusCode.SeeOther, (await browser.SignInAsync("reem")).Status);
        }
    }

    [Fact]
    public async Task After_twenty_attempts_an_address_is_throttled()
    {
        await using var server = await StartAsync();
        using var browser = new StaffBrowser(server);
        for (var i = 0; i < 20; i++)
            Assert.Equal(
                HttpStatusCode.Forbidden,
                (await browser.SignInAsync("name" + i.ToString(CultureInfo.InvariantCulture), "wrong")).Status
            );
        var throttled = await browser.SignInAsync("reem");
        Assert.Equal((HttpStatusCode.TooManyRequests, "12"), (throttled.Status, throttled.Headers["Retry-After"]));
        _time.Advance(TimeSpan.FromSeconds(12));
        Assert.Equal(HttpStatusCode.SeeOther, (await browser.SignInAsync("reem")).Status);
    }

    [Fact]
    public async Task Attempts_do_not_flood_the_audit_trail()
    {
        await using var server = await StartAsync();
        using var browser = new StaffBrowser(server);
        var before = await server.Store.Audit.ReadLastIdAsync(TestContext.Current.CancellationToken);
        for (var i = 0; i < 8; i++)
            await browser.SignInAsync("reem", "wrong");

        // The first is recorded at once; the others are counted, and recorded together once a minute.
        Assert.Equal(before + 1, await server.Store.Audit.ReadLastIdAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Weak_hash_is_replaced_at_sign_in_and_the_session_stays_valid()
    {
        await using var server = await StartAsync();
        var weak = PasswordVerifier.Hash(StaffBrowser.Password, StaffBrowser.PasswordIterations / 2);
        await server.Store.Staff.ReplaceHashAsync("reem", await HashAsync(server), weak, TestContext.Current.CancellationToken);
        using var browser = new StaffBrowser(server);
        Assert.Equal(HttpStatusCode.Forbidden, (await browser.SignInAsync("reem", "wrong")).Status);
        Assert.Equal(weak, await HashAsync(server));
        Assert.Equal(HttpStatusCode.SeeOther, (await browser.SignInAsync("reem")).Status);
        var strong = await HashAsync(server);
        Assert.NotEqual(weak, strong);
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync(Routes.Staff)).Status);
        await browser.SignInAsync("reem");
        Assert.Equal(strong, await HashAsync(server));
    }

    private static int TryAcquire(SignInThrottle throttle, string name, string address) =>
        throttle.TryAcquire(SignInFactor.Password, name, SignInSource.From(IPAddress.Parse(address)));

    private async Task<RunningServer> StartAsync()
    {
        var server = await RunningServer.StartAsync(time: _time);
        await StaffBrowser.CreateAccountAsync(server.Store, "reem");
        await StaffBrowser.CreateAccountAsync(server.Store, "badr");
        return server;
    }

    private static async Task<string> HashAsync(RunningServer server) =>
        (await server.Store.Staff.FindAccountAsync("reem", TestContext.Current.CancellationToken))!.PasswordHash;
}
