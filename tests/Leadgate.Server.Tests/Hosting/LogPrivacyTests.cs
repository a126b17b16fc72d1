using Leadgate.Contract;
using Leadgate.Server.Tests.Support;
using Leadgate.Tests;

namespace Leadgate.Server.Tests.Hosting;

/// <summary>What the log must never contain.</summary>
public sealed class LogPrivacyTests
{
    private static readonly string[] Personal =
    [
        "Zaynab",
        "Al-Marked",
        "512340000",
        "marked@example.com",
        "a private remark",
        "marked-key",
    ];

    [Fact]
    [Promise("10.5")]
    public async Task Personal_data_and_idempotency_keys_never_reach_the_log()
    {
        FaultInjectingStore? store = null;
        await using var server = await RunningServer.StartAsync(store: real => store = new FaultInjectingStore(real));
        var good = TestData.Lead(
            ("firstName", "Zaynab"),
            ("lastName", "Al-Marked"),
            ("phoneNumber", "512340000"),
            ("email", "marked@example.com"),
            ("leadNote", "a private remark")
        );
        var wrong = TestData.Lead(
            ("firstName", "Zaynab"),
            ("phoneNumber", "+512340000"),
            ("email", "marked@example.com, a private remark"),
            ("priority", "Zaynab")
        );
        string[] bodies =
        [
            TestData.Bulk(good),
            TestData.Bulk(wrong),
            "{\"leads\": [\"Zaynab 512340000",
            TestData.Bulk(good).Replace("Hot", "\\q", StringComparison.Ordinal),
        ];
        foreach (
            var failure in (Exception?[])
                [null, new InvalidOperationException("broken"), new Storage.StoreUnavailableException("unreachable")]
        )
        {
            store!.Failure = failure;
            foreach (var body in bodies)
            {
                using var answer = await server.Client.SendAsync(
                    TestData.Post(body, (Headers.IdempotencyKey, "marked-key")),
                    TestContext.Current.CancellationToken
                );
                using var read = await server.Client.GetAsync($"{Routes.Bulks}?source=Zaynab", TestContext.Current.CancellationToken);
            }
        }

        // Something is logged: the bulk that was stored, and the failure.
        Assert.Contains(server.LogLines, line => line.Contains("Leadgate.Server.Intake", StringComparison.Ordinal));
        Assert.Contains(server.LogLines, line => line.Contains("broken", StringComparison.Ordinal));
        Assert.DoesNotContain(server.LogLines, line => Personal.Any(personal => line.Contains(personal, StringComparison.Ordinal)));
    }
}
