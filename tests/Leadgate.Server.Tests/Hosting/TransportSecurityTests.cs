using Leadgate.Contract;
using Leadgate.Server.Hosting;
using Leadgate.Server.Tests.Support;

namespace Leadgate.Server.Tests.Hosting;

/// <summary>Services that hold real leads, with and without TLS.</summary>
public sealed class TransportSecurityTests
{
    [Theory]
    [InlineData("PROD", "http://0.0.0.0:0", "", true)]
    [InlineData("PROD", "http://127.0.0.1:0", "", false)]
    [InlineData("PROD", "http://0.0.0.0:0", "https://leads.example.com", false)]
    [InlineData("TEST", "http://0.0.0.0:0", "", false)]
    public async Task A_service_that_others_reach_without_TLS_says_so_when_it_starts(
        string environment,
        string urls,
        string publicUrl,
        bool warns
    )
    {
        await using var server = await RunningServer.StartAsync(
            new Dictionary<string, string>
            {
                [Setting.Environment.Variable] = environment,
                [Setting.Urls.Variable] = urls,
                [Setting.PublicUrl.Variable] = publicUrl,
            }
        );
        Assert.Equal(warns, server.LogLines.Any(line => line.Contains("without TLS", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("PROD", "https", true)]
    [InlineData("PROD", "http", false)]
    [InlineData("TEST", "https", false)]
    public async Task Browsers_are_told_to_use_TLS_only_in_every_response_that_came_by_it(string environment, string scheme, bool isTold)
    {
        await using var server = await RunningServer.StartAsync(
            new Dictionary<string, string> { [Setting.Environment.Variable] = environment, [Setting.TrustedProxies.Variable] = "127.0.0.1" }
        );
        foreach (var path in (string[])[Routes.Docs, Routes.Live, Routes.Bulks, Routes.Lists, "/nothing"])
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, path);
            request.Headers.Host = "leads.example.com";
            request.Headers.Add("X-Forwarded-Proto", scheme);
            request.Headers.Add("X-Forwarded-For", "203.0.113.7");
            using var response = await server.Client.SendAsync(request, TestContext.Current.CancellationToken);
            Assert.Equal((path, isTold), (path, response.Headers.Contains("Strict-Transport-Security")));
        }
    }
}
