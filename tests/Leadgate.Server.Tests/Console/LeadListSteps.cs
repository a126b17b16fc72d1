using System.Net;
using System.Text.Json.Nodes;
using AngleSharp.Html.Dom;
using Leadgate.Contract;
using Leadgate.Server.Console.Shell;
using Leadgate.Server.Tests.Support;
using Leadgate.Tests;

namespace Leadgate.Server.Tests.Console;

/// <summary>The steps that tests of the list of leads share.</summary>
internal static class LeadListSteps
{
    /// <summary>The ids of the rows of the list.</summary>
    public static IReadOnlyList<string> ReadIds(IHtmlDocument page) => [.. page.QuerySelectorAll("#leads tbody tr").Select(row => row.Id!)];

    public static async Task<IHtmlDocument> ShowAsync(StaffBrowser browser, string query)
    {
        var response = await browser.GetAsync(ConsoleRoutes.Leads + query);
        Assert.Equal(HttpStatusCode.OK, response.Status);
        return HtmlPage.Parse(response);
    }

    /// <summary>Sends leads with a new key, and waits until they can be searched.</summary>
    public static async Task StoreAsync(this RunningServer server, string sender, params IReadOnlyList<JsonNode> leads)
    {
        var key = await server.CreateKeyAsync(sender, "leads:write");
        using var request = TestData.Post(TestData.Bulk(leads), (Headers.ApiKey, key.Text));
        using var response = await server.Client.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        await Wait.UntilAsync(
            async () => (await server.Store.Follower.ReadStateAsync(TestContext.Current.CancellationToken)).PendingBulks == 0,
            "The bulk cannot be searched."
        );
    }
}
