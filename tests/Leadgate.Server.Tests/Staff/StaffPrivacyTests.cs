using Leadgate.Contract;
using Leadgate.Server.Tests.Support;
using Leadgate.Storage;
using Leadgate.Tests;

namespace Leadgate.Server.Tests.Staff;

/// <summary>What of a sign-in must never reach the log.</summary>
public sealed class StaffPrivacyTests
{
    [Fact]
    [Promise("10.5")]
    public async Task Passwords_names_cookies_tokens_and_secrets_never_reach_the_log()
    {
        await using var provider = await FakeIdentityProvider.StartAsync();
        FaultInjectingStore? store = null;
        await using var server = await RunningServer.StartAsync(provider.Settings, store: real => store = new FaultInjectingStore(real));
        await StaffBrowser.CreateAccountAsync(server.Store, "marked-name");
        using var browser = new StaffBrowser(server);
        await browser.SignInAsync("marked-name", "marked-password");
        await browser.SignInAsync("marked-unknown", "marked-password");
        await browser.SignInAsync("marked-name");
        var secrets = new List<string> { "marked", StaffBrowser.Password, browser.SessionCookie!.Value[..40] };
        await browser.SignOutAsync();
        provider.Claims["name"] = "marked-person";
        provider.Claims["sub"] = "marked-subject";
        await browser.FollowAsync(Routes.StaffOidc);
        secrets.Add(browser.SessionCookie!.Value[..40]);
        provider.SignsWithAnotherKey = true;
        await browser.FollowAsync(Routes.StaffOidc);
        provider.Error = "marked_error";
        await browser.FollowAsync(Routes.StaffOidc);
        foreach (var failure in (Exception[])[new InvalidOperationException("broken"), new StoreUnavailableException("unreachable")])
        {
            var form = await browser.GetAsync(Routes.StaffSignIn);
            store!.Failure = failure;
            await browser.PostAsync(
                Routes.StaffSignIn,
                ("form", StaffBrowser.GetFormToken(form)),
                ("name", "marked-name"),
                ("password", "marked-password")
            );
            store.Failure = null;
        }

        // Something is logged: the sign-in, the rejected token and the failure.
        Assert.Contains(
            server.LogLines,
            line => line.Contains("Leadgate.Server.Staff", StringComparison.Ordinal) && line.Contains("[500]", StringComparison.Ordinal)
        );
        Assert.Contains(
            server.LogLines,
            line => line.Contains("[504]", StringComparison.Ordinal) && line.Contains("IDX", StringComparison.Ordinal)
        );
        Assert.Contains(server.LogLines, line => line.Contains("broken", StringComparison.Ordinal));
        Assert.Contains(server.LogLines, line => line.Contains("Setting oidc_client_secret = (hidden)", StringComparison.Ordinal));
        Assert.All(secrets, secret => Assert.DoesNotContain(server.LogLines, line => line.Contains(secret, StringComparison.Ordinal)));
    }
}
