using Leadgate.Contract;
using Leadgate.Server.Deprecations;
using Leadgate.Server.Tests.Support;
using Leadgate.Tests;
using Microsoft.Extensions.DependencyInjection;

namespace Leadgate.Server.Tests.Deprecations;

/// <summary>What is deprecated is written once, and everything that senders see of it follows.</summary>
[Promise("2.14")]
public sealed class DeprecationTests : IAsyncLifetime
{
    private static readonly DeprecationList List = new(
        new Deprecation("GET", Routes.Me, new(2027, 1, 1), new(2028, 6, 30), new("Use something else.", "استخدم غيره.")),
        new Deprecation("GET", Routes.List, new(2027, 2, 1), new(2028, 2, 1), new("Use `parent`.", "استخدم `parent`."))
        {
            Parameter = "parentId",
        }
    );

    private RunningServer? _server;

    public async ValueTask InitializeAsync() =>
        _server = await RunningServer.StartAsync(change: builder => builder.Services.AddSingleton(List));

    public ValueTask DisposeAsync() => _server!.DisposeAsync();

    [Fact]
    public async Task Response_of_a_deprecated_route_says_since_when_until_when_and_where_to_read_more()
    {
        using var response = await _server!.Client.GetAsync(Routes.Me, TestContext.Current.CancellationToken);
        Assert.Equal("@1798761600", Assert.Single(response.Headers.GetValues(Headers.Deprecation)));
        Assert.Equal("Fri, 30 Jun 2028 23:59:59 GMT", Assert.Single(response.Headers.GetValues(Headers.Sunset)));
        Assert.Equal("</docs/deprecated>; rel=\"deprecation\"; type=\"text/html\"", Assert.Single(response.Headers.GetValues("Link")));
        using var page = await _server.Client.GetAsync("/docs/deprecated", TestContext.Current.CancellationToken);
        Assert.True(page.IsSuccessStatusCode);
    }

    /// <summary>A sender learns of it also where the request is rejected for another reason.</summary>
    [Theory]
    [InlineData("/api/v1/list/CITY?parentId=1", true)]
    [InlineData("/api/v1/list/CITY?parentId=none", true)]
    [InlineData("/api/v1/list/CITY", false)]
    [InlineData("/api/v1/list", false)]
    [InlineData("/health/live", false)]
    public async Task Only_a_request_that_uses_a_deprecated_parameter_is_told(string path, bool isTold)
    {
        using var response = await _server!.Client.GetAsync(path, TestContext.Current.CancellationToken);
        Assert.Equal(isTold, response.Headers.Contains(Headers.Deprecation));
        Assert.Equal(isTold, response.Headers.Contains(Headers.Sunset));
    }

    [Fact]
    public async Task OpenAPI_document_marks_what_is_deprecated_and_nothing_else()
    {
        var paths = (await _server!.Client.GetJsonAsync(Routes.OpenApi)).GetProperty("paths");
        var operation = paths.GetProperty(Routes.Me).GetProperty("get");
        Assert.True(operation.GetProperty("deprecated").GetBoolean());
        Assert.StartsWith(
            "**Deprecated** since 2027-01-01; works until 2028-06-30. Use something else.",
            operation.GetProperty("description").GetString(),
            StringComparison.Ordinal
        );
        var parameter = paths
            .GetProperty(Routes.List)
            .GetProperty("get")
            .GetProperty("parameters")
            .EnumerateArray()
            .Single(parameter => parameter.GetProperty("name").GetString() == "parentId");
        Assert.True(parameter.GetProperty("deprecated").GetBoolean());
        Assert.Equal(3, paths.GetRawText().Split("\"deprecated\"").Length);
    }

    [Fact]
    public void Page_names_what_is_deprecated_in_both_languages()
    {
        Assert.Contains(
            "| `GET /api/v1/list/{list}?parentId` | 2027-02-01 | 2028-02-01 | Use `parent`. |",
            DeprecatedPage.Create(List, arabic: false),
            StringComparison.Ordinal
        );
        Assert.Contains("| استخدم غيره. |", DeprecatedPage.Create(List, arabic: true), StringComparison.Ordinal);
    }

    /// <summary>A sender has a year to change its program, and what is named exists.</summary>
    [Fact]
    public void What_is_deprecated_works_for_a_year_at_least()
    {
        Assert.All(
            DeprecationList.Current.All.Concat(List.All),
            deprecation => Assert.True(deprecation.Sunset >= deprecation.Since.AddMonths(12), $"{deprecation.Method} {deprecation.Route}")
        );
        Assert.All(
            DeprecationList.Current.All,
            deprecation => Assert.Contains($"{deprecation.Method} {deprecation.Route}", _server!.Routes)
        );
    }
}
