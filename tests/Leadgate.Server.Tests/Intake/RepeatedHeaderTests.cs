using System.Net;
using System.Text.Json;
using Leadgate.Contract;
using Leadgate.Server.Tests.Support;
using Leadgate.Tests;

namespace Leadgate.Server.Tests.Intake;

/// <summary>Headers that mean something else together than alone.</summary>
public sealed class RepeatedHeaderTests
{
    [Theory]
    [InlineData("return=minimal, return=representation", "return=minimal")]
    [InlineData("return=representation, return=minimal", "return=representation")]
    [Promise("6.5")]
    public async Task Of_a_preference_given_twice_the_first_counts(string prefer, string applied)
    {
        await using var server = await RunningServer.StartAsync();
        using var answer = await server.Client.SendAsync(
            TestData.Post(TestData.Sample, ("Prefer", prefer)),
            TestContext.Current.CancellationToken
        );
        Assert.Equal(applied, Assert.Single(answer.Headers.GetValues(Headers.PreferenceApplied)));
        Assert.Equal(applied == "return=minimal" ? JsonValueKind.Number : JsonValueKind.Object, (await answer.JsonAsync()).ValueKind);
    }

    [Fact]
    [Promise("6.7")]
    public async Task Dry_run_with_the_key_of_a_stored_bulk_is_a_dry_run_and_leaves_the_key_as_it_is()
    {
        await using var server = await RunningServer.StartAsync();
        using (var stored = await SendAsync(server, Routes.Bulks))
            Assert.Equal(1, (await stored.JsonAsync()).GetInt64());
        using (var dryRun = await SendAsync(server, Routes.Bulks + "?dryRun=true"))
        {
            Assert.Equal(HttpStatusCode.OK, dryRun.StatusCode);
            Assert.Null(dryRun.Headers.Location);
            Assert.Equal(JsonValueKind.Null, (await dryRun.JsonAsync()).GetProperty("id").ValueKind);
        }

        using var again = await SendAsync(server, Routes.Bulks);
        Assert.Equal(1, (await again.JsonAsync()).GetInt64());
    }

    private static Task<HttpResponseMessage> SendAsync(RunningServer server, string path)
    {
        var request = TestData.Post(TestData.Sample, (Headers.IdempotencyKey, "k"));
        request.RequestUri = new Uri(path, UriKind.Relative);
        return server.Client.SendAsync(request, TestContext.Current.CancellationToken);
    }
}
