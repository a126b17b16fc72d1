using System.Net;
using Leadgate.Contract;
using Leadgate.Server.Hosting;
using Leadgate.Server.Tests.Support;
using Leadgate.Storage;

namespace Leadgate.Server.Tests.Hosting;

/// <summary>HTTP/2 without TLS, by prior knowledge.</summary>
public sealed class Http2Tests
{
    [Fact]
    public async Task An_address_for_HTTP_2_speaks_it_without_TLS_and_the_others_speak_HTTP_1_1()
    {
        ICollection<string> urls = [];
        await using var server = await RunningServer.StartAsync(
            new Dictionary<string, string> { [Setting.Http2Urls.Variable] = "http://127.0.0.2:0" },
            map: app => urls = app.Urls
        );
        using var client = new HttpClient
        {
            BaseAddress = new Uri(Assert.Single(urls, url => url.Contains("127.0.0.2", StringComparison.Ordinal))),
        };
        using var request = TestData.Post(TestData.Sample);
        (request.Version, request.VersionPolicy) = (HttpVersion.Version20, HttpVersionPolicy.RequestVersionExact);
        using var response = await client.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.Equal((HttpStatusCode.OK, HttpVersion.Version20), (response.StatusCode, response.Version));

        using var other = await server.Client.GetAsync(Routes.Live, TestContext.Current.CancellationToken);
        Assert.Equal((HttpStatusCode.OK, HttpVersion.Version11), (other.StatusCode, other.Version));
        using var old = new HttpRequestMessage(HttpMethod.Get, Routes.Live)
        {
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
        };
        await Assert.ThrowsAsync<HttpRequestException>(() => server.Client.SendAsync(old, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task It_is_off_by_default()
    {
        ICollection<string> urls = [];
        await using var server = await RunningServer.StartAsync(map: app => urls = app.Urls);
        Assert.Single(urls);
    }

    /// <summary>Without a key only a service that no other machine can reach is open.</summary>
    [Fact]
    public async Task An_address_for_HTTP_2_that_other_machines_reach_closes_the_service()
    {
        await using var server = await RunningServer.StartAsync(
            new Dictionary<string, string> { [Setting.Http2Urls.Variable] = "http://0.0.0.0:0" }
        );
        using var response = await server.Client.GetAsync(Routes.Lists, TestContext.Current.CancellationToken);
        await response.ShouldBeProblemAsync(HttpStatusCode.Unauthorized, "unauthorized");
    }

    [Theory]
    [InlineData("https://127.0.0.1:5082")]
    [InlineData("http://127.0.0.2:5080")]
    [InlineData("http://127.0.0.1:5082/path")]
    [InlineData("nonsense")]
    public void An_address_that_is_not_possible_is_rejected(string url)
    {
        var variables = new Dictionary<string, string>
        {
            [Setting.Urls.Variable] = "http://127.0.0.1:5080",
            [Setting.Http2Urls.Variable] = url,
        };
        var error = Assert.Throws<StoreSetupException>(() => LeadgateSettings.Read(_ => null, variables.GetValueOrDefault));
        Assert.Contains(Setting.Http2Urls.Variable, error.Message, StringComparison.Ordinal);
    }
}
