using System.Net;
using Leadgate.Contract;
using Leadgate.Server.Tests.Support;
using Leadgate.Tests;

namespace Leadgate.Server.Tests.Lists;

/// <summary>HEAD requests, which monitoring and caches send.</summary>
public sealed class HeadRequestTests(SharedServer server) : IClassFixture<SharedServer>
{
    [Theory]
    [InlineData(Routes.Lists)]
    [InlineData(Routes.Lists + "/GENDER")]
    [InlineData(Routes.Bulks)]
    [InlineData(Routes.Live)]
    [InlineData(Routes.OpenApi)]
    [Promise("3.5")]
    public async Task A_response_to_head_is_that_to_get_without_the_body(string path)
    {
        using var get = await server.Client.GetAsync(path, TestContext.Current.CancellationToken);
        using var head = await SendAsync(path, null);
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (get.StatusCode, head.StatusCode));
        Assert.Equal((get.Headers.ETag, get.Content.Headers.ContentType), (head.Headers.ETag, head.Content.Headers.ContentType));
        Assert.Empty(await head.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    [Promise("3.5")]
    public async Task A_head_request_with_the_etag_of_a_list_is_304()
    {
        using var first = await SendAsync(Routes.Lists + "/CITY", null);
        using var again = await SendAsync(Routes.Lists + "/CITY", first.Headers.ETag!.ToString());
        Assert.Equal(HttpStatusCode.NotModified, again.StatusCode);
    }

    [Fact]
    [Promise("2.7")]
    public async Task A_head_request_for_an_unknown_path_is_404()
    {
        using var response = await SendAsync("/api/v1/nothing", null);
        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
    }

    private Task<HttpResponseMessage> SendAsync(string path, string? etag)
    {
        var request = new HttpRequestMessage(HttpMethod.Head, path);
        if (etag is not null)
            request.Headers.TryAddWithoutValidation("If-None-Match", etag);
        return server.Client.SendAsync(request, TestContext.Current.CancellationToken);
    }
}
