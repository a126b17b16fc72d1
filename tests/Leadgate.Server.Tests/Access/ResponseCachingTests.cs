using System.Net;
using System.Net.Http.Json;
using System.Text.RegularExpressions;
using Leadgate.Contract;
using Leadgate.Server.Tests.Support;

namespace Leadgate.Server.Tests.Access;

/// <summary>Caches between the service and its callers know nothing of keys, so they must not keep what depends on one.</summary>
public sealed partial class ResponseCachingTests
{
    private const StringComparison Ordinal = StringComparison.Ordinal;

    /// <summary>What is the same for everybody. Whatever else a route sends may not be kept.</summary>
    private static readonly string[] Public = [Routes.Docs, Routes.OpenApi];

    private static readonly string[] Numbered = [Routes.Lead, Routes.Leads + "/corrections/", Routes.Imports];

    [Fact]
    public async Task No_cache_keeps_a_response_that_depends_on_the_caller()
    {
        await using var server = await RunningServer.StartAsync();
        await server.CreateKeyAsync("revoked by the test", "leads:read");
        var leads = (await server.CreateKeyAsync("leads", "leads:read", "leads:write")).Text;
        var admin = (await server.CreateKeyAsync("admin", "admin")).Text;
        var routes = server.Routes.Append("GET /nothing").Append($"GET {Routes.Api}/nothing").Append($"PUT {Routes.Bulks}").ToList();
        Assert.True(routes.Count > 25);
        foreach (var (route, key) in routes.SelectMany(route => (string[])["", "wrong", leads, admin], (route, key) => (route, key)))
        {
            var (method, pattern) = (route.Split(' ')[0], route.Split(' ')[1]);
            foreach (var value in GetValues(pattern))
            {
                using var response = await SendAsync(server, method, Parameter().Replace(pattern, value), key);
                AssertCaching($"{method} {pattern} with {value} is {(int)response.StatusCode}", method, pattern, response);
            }
        }
    }

    /// <summary>The routes of leads, their corrections, and imports exist for numbers only.</summary>
    private static string[] GetValues(string pattern) =>
        !pattern.Contains('{', Ordinal) ? [""]
        : Numbered.Any(path => pattern.StartsWith(path, Ordinal)) ? ["1", "999999999"]
        : ["1", "CITY", "missing"];

    private static void AssertCaching(string what, string method, string pattern, HttpResponseMessage response)
    {
        var (caching, vary) = (response.Headers.CacheControl, response.Headers.Vary);
        var isOk = response.StatusCode is HttpStatusCode.OK or HttpStatusCode.NotModified;
        var isList = method == "GET" && pattern.StartsWith(Routes.Lists, Ordinal) && !pattern.EndsWith("/file", Ordinal);
        if (isOk && isList)
        {
            Assert.True(caching is { Private: true, NoCache: true }, $"{what} and may be kept by others: {caching}.");
            Assert.True(response.Headers.ETag is { IsWeak: false }, $"{what} and has no strong tag.");
        }
        else if (isOk && Public.Any(path => pattern.StartsWith(path, Ordinal)))
        {
            Assert.True(caching is { NoCache: true }, $"{what} and may be kept without asking: {caching}.");
            Assert.True(response.Headers.ETag is not null || response.Content.Headers.ContentType?.MediaType == "text/html", what);
        }
        else
        {
            Assert.True(caching?.NoStore == true || response.StatusCode == HttpStatusCode.Redirect, $"{what} and may be kept: {caching}.");
        }

        // Requests to routes that do not exist, or not with this method, have no caller.
        if (
            pattern.StartsWith(Routes.Api, Ordinal)
            && response.StatusCode is not HttpStatusCode.MethodNotAllowed
            && !pattern.EndsWith("/nothing", Ordinal)
        )
            Assert.True(vary.Contains("Authorization") && vary.Contains(Headers.ApiKey), $"{what} and varies by {string.Join(',', vary)}.");
    }

    private static async Task<HttpResponseMessage> SendAsync(RunningServer server, string method, string path, string key)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        if (key.Length > 0)
            request.Headers.Add(Headers.ApiKey, key);
        if (method is "POST" or "PUT" or "PATCH")
            request.Content = JsonContent.Create(new object());
        return await server.Client.SendAsync(request, TestContext.Current.CancellationToken);
    }

    [GeneratedRegex(@"\{[^}]*\}")]
    private static partial Regex Parameter();
}
