using System.Net;
using System.Text.Json;
using Leadgate.Contract;
using Leadgate.Contract.Keys;
using Leadgate.Server.Hosting;
using Leadgate.Server.Tests.Support;
using Leadgate.Tests;
using Microsoft.Extensions.Time.Testing;

namespace Leadgate.Server.Tests.Access;

/// <summary>What callers are told about themselves.</summary>
[Promise("2.13")]
public sealed class CallerTests
{
    [Fact]
    public async Task A_caller_sees_its_key_and_what_is_left_of_its_limits()
    {
        var time = new FakeTimeProvider(new DateTimeOffset(2026, 3, 9, 9, 0, 0, TimeSpan.Zero));
        await using var server = await RunningServer.StartAsync(time: time);
        var key = await server.CreateKeyAsync(
            new CreateApiKeyRequest
            {
                Name = "website",
                Scopes = ["leads:write", "leads:read"],
                ExpiresAt = "2026-12-31",
                LeadsPerMinute = 100,
                Preferences = ["handling=strict"],
            }
        );
        using var bulk = TestData.Post(TestData.Bulk(TestData.Lead(), TestData.Lead()), (Headers.ApiKey, key.Text));
        using var stored = await server.Client.SendAsync(bulk, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, stored.StatusCode);

        using var response = await server.Client.SendAsync(key.Text, HttpMethod.Get, Routes.Me);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.True(response.Headers.CacheControl?.NoStore);
        var caller = await response.JsonAsync();
        Assert.Equal(
            JsonElement
                .Parse(
                    $$"""
                    {
                      "name": "website", "keyId": {{key.Key.Id}}, "scopes": ["leads:write","leads:read"],
                      "expiresAt": "2026-12-31T21:00:00.000Z", "preferences": ["handling=strict"], "requestsPerMinute": 60000,
                      "requestsLeft": 59998, "leadsPerMinute": 100, "leadsLeft": 98, "environment": "TEST",
                      "version": "{{LeadgateApp.Version}}", "timeZone": "Asia/Riyadh"
                    }
                    """
                )
                .EnumerateObject()
                .Select(member => $"{member.Name}: {member.Value}"),
            caller.EnumerateObject().Select(member => $"{member.Name}: {member.Value}")
        );
        Assert.DoesNotContain(key.Text[^10..], caller.GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_caller_without_a_key_is_anonymous_while_none_is_required()
    {
        await using var server = await RunningServer.StartAsync();
        var caller = await server.Client.GetJsonAsync(Routes.Me);
        Assert.Equal("anonymous", caller.GetProperty("name").GetString());
        Assert.Equal("""["leads:write","leads:read","leads:correct"]""", caller.GetProperty("scopes").GetRawText());
        Assert.All(
            ["keyId", "expiresAt", "requestsPerMinute", "requestsLeft", "leadsPerMinute", "leadsLeft"],
            name => Assert.Equal(JsonValueKind.Null, caller.GetProperty(name).ValueKind)
        );

        // Any valid key may ask, even one that allows nothing else; nobody else may.
        var key = (await server.CreateKeyAsync("lists-only")).Text;
        using var known = await server.Client.SendAsync(key, HttpMethod.Get, Routes.Me);
        Assert.Equal("[]", (await known.JsonAsync()).GetProperty("scopes").GetRawText());
        using var unknown = await server.Client.GetAsync(Routes.Me, TestContext.Current.CancellationToken);
        await unknown.ShouldBeProblemAsync(HttpStatusCode.Unauthorized, "unauthorized");
    }
}
