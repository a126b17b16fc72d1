using System.Net;
using System.Net.Http.Json;
using System.Text.RegularExpressions;
using Leadgate.Contract;
using Leadgate.Server.Tests.Support;

namespace Leadgate.Server.Tests.Access;

/// <summary>Caches between the service and its callers know nothing of keys, so they must not keep what depends on one.</summary>
public sealed partial class ResponseCachingTests
{
    [Fact]
    public async Task No_cache_keeps_a_response_that_depends_on_the_caller()
    {
        await using var server = await RunningServer.StartAsync();
        await server.Client.PostAsync(TestData.Bulk(TestData.Lead(), null));
        var routes = server.Routes.Where(route => route.Contains(" " + Routes.Api, StringComparison.Ordinal)).ToList();
        Assert.True(routes.Count > 10);
        foreach (var route in routes)
        {
            var (method, path) = (route.Split(' ')[0], Parameter().Replace(route.Split(' ')[1], "1"));
            using var request = new HttpRequestMessage(new HttpMethod(method), path);
            if (method is "POST" or "PUT" or "PATCH")
                request.Content = JsonContent.Create(new object());
            using var response = await server.Client.SendAsync(request, TestContext.Current.CancellationToken);
            var isSameForAll = method is "GET" or "HEAD" && path.StartsWith(Routes.Lists, StringComparison.Ordinal);
            if (!isSameForAll || response.StatusCode != HttpStatusCode.OK)
                Assert.True(response.Headers.CacheControl?.NoStore, $"{method} {path} is {response.StatusCode} and may be kept.");
        }
    }

    [GeneratedRegex(@"\{[^}]*\}")]
    private static partial Regex Parameter();
}
