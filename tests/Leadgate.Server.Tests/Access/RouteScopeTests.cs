using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Leadgate.Contract;
using Leadgate.Domain.Access;
using Leadgate.Server.Tests.Support;
using Leadgate.Tests;

namespace Leadgate.Server.Tests.Access;

/// <summary>Which scope each route of the API needs. Every route that the service maps must be here.</summary>
[Promise("10.2")]
public sealed class RouteScopeTests
{
    private static readonly (string Route, string Scope)[] Expected =
    [
        ($"GET {Routes.Bulks}", "leads:read"),
        ($"POST {Routes.Bulks}", "leads:write"),
        ($"POST {Routes.BulkCheck}", "leads:write"),
        ($"GET {Routes.Bulk}", "leads:read"),
        ($"GET {Routes.Lists}", ""),
        ($"GET {Routes.List}", ""),
        ($"GET {Routes.ListFile}", ""),
        ($"PUT {Routes.ListFile}", "lists:write"),
        ($"GET {Routes.Me}", ""),
        ($"GET {Routes.Keys}", "admin"),
        ($"POST {Routes.Keys}", "admin"),
        ($"PATCH {Routes.Key}", "admin"),
        ($"DELETE {Routes.Key}", "admin"),
        ($"GET {Routes.Lead}", "leads:read"),
        ($"PATCH {Routes.Lead}", "leads:correct"),
        ($"GET {Routes.LeadRevisions}", "leads:read"),
        ($"GET {Routes.OpenErrors}", "leads:read"),
        ($"POST {Routes.LeadCorrections}", "leads:correct"),
        ($"GET {Routes.LeadCorrection}", "leads:correct"),
        ($"GET {Routes.Imports}", "leads:write"),
        ($"POST {Routes.Imports}", "leads:write"),
        ($"GET {Routes.Import}", "leads:write"),
        ($"PATCH {Routes.Import}", "leads:write"),
        ($"DELETE {Routes.Import}", "leads:write"),
        ($"GET {Routes.ImportRows}", "leads:write"),
        ($"PATCH {Routes.ImportRow}", "leads:write"),
        ($"POST {Routes.ImportCheck}", "leads:write"),
        ($"POST {Routes.ImportStart}", "leads:write"),
        ($"GET {Routes.ImportFailed}", "leads:write"),
        ($"GET {Routes.LeadExport}", "leads:read"),
        ($"POST {Routes.PersonExport}", "admin"),
        ($"POST {Routes.PersonErase}", "admin"),
    ];

    [Fact]
    public async Task Each_route_refuses_a_key_that_has_every_scope_but_the_one_it_needs()
    {
        await using var server = await RunningServer.StartAsync();
        var mapped = server.Routes.Where(route => route.Contains(Routes.Api, StringComparison.Ordinal)).ToHashSet();
        Assert.Equal(Expected.Select(route => route.Route).Order(), mapped.Order());
        var keys = new Dictionary<string, string>();
        foreach (var (_, scope) in Expected.DistinctBy(route => route.Scope))
        {
            // A key with the scope admin may do everything.
            var others = ScopeNames.All.Select(known => known.Name).Where(name => name != scope && name != "admin").ToArray();
            keys[scope] = (await server.Store.CreateKeyAsync($"key {keys.Count}", others)).Text;
        }

        await server.RefreshKeysAsync();
        foreach (var (route, scope) in Expected)
        {
            Assert.Equal((route, HttpStatusCode.Unauthorized), (route, await SendAsync(server, route, null)));
            var status = await SendAsync(server, route, keys[scope]);
            Assert.Equal((route, scope.Length > 0), (route, status == HttpStatusCode.Forbidden));
        }
    }

    private static async Task<HttpStatusCode> SendAsync(RunningServer server, string route, string? key)
    {
        var path = route
            .Split(' ')[1]
            .Replace("{id}", "1", StringComparison.Ordinal)
            .Replace("{row}", "1", StringComparison.Ordinal)
            .Replace("{list}", "CITY", StringComparison.Ordinal);
        using var request = new HttpRequestMessage(new HttpMethod(route.Split(' ')[0]), path);
        if (request.Method != HttpMethod.Get)
            request.Content = new StringContent("{}", Encoding.UTF8, "application/json");
        request.Headers.Authorization = key is null ? null : new AuthenticationHeaderValue("Bearer", key);
        using var response = await server.Client.SendAsync(request, TestContext.Current.CancellationToken);
        return response.StatusCode;
    }
}
