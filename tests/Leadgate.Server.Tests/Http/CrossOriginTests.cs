using Leadgate.Contract;
using Leadgate.Server.Tests.Support;

namespace Leadgate.Server.Tests.Http;

/// <summary>Browsers may not call the service from other sites, because a key in a page is no secret (docs/first-lead.md).</summary>
public sealed class CrossOriginTests(SharedServer server) : IClassFixture<SharedServer>
{
    [Theory]
    [InlineData("OPTIONS", Routes.Bulks)]
    [InlineData("POST", Routes.Bulks)]
    [InlineData("GET", Routes.Lists)]
    [InlineData("GET", Routes.Docs)]
    [InlineData("GET", Routes.OpenApi)]
    [InlineData("GET", "/nowhere")]
    public async Task No_response_allows_another_origin(string method, string path)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        request.Headers.TryAddWithoutValidation("Origin", "https://dealer.example");
        request.Headers.TryAddWithoutValidation("Access-Control-Request-Method", "POST");
        request.Headers.TryAddWithoutValidation("Access-Control-Request-Headers", "authorization,content-type");
        using var response = await server.Client.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.DoesNotContain(response.Headers, header => header.Key.StartsWith("Access-Control-", StringComparison.OrdinalIgnoreCase));
    }
}
