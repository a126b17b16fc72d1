using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using Leadgate.Contract;
using Leadgate.Domain.Audit;
using Leadgate.Domain.Staff;
using Leadgate.Server.Access;
using Leadgate.Server.Console.Shell;
using Leadgate.Server.Requests;
using Leadgate.Server.Tests.Support;
using Leadgate.Tests;
using Microsoft.Extensions.DependencyInjection;

namespace Leadgate.Server.Tests.Console;

/// <summary>The pages on which support sees what a sender sent: senders with their last requests, and bulks with their leads.</summary>
public sealed class SenderPageTests
{
    private const string Hostile = "web <b>&\u202Esite";

    [Theory]
    [InlineData("en")]
    [InlineData("ar")]
    public async Task Support_sees_what_a_sender_sent_wrong(string language)
    {
        await using var server = await RunningServer.StartAsync();
        var key = await server.CreateKeyAsync("web-site", "leads:write");
        var wrong = TestData.Lead(("customerCity", Hostile), ("firstName", Hostile));
        using var request = TestData.Post(
            TestData.Bulk(wrong, TestData.Lead()),
            (Headers.ApiKey, key.Text),
            (Headers.IdempotencyKey, "order-<1>")
        );
        using var stored = await server.Client.SendAsync(request, TestContext.Current.CancellationToken);
        var bulk = (await stored.JsonAsync()).GetInt64();
        await WaitForRequestsAsync(server, key.Key.Id, 1);
        using var refusedRequest = TestData.Post("{", (Headers.ApiKey, key.Text));
        using var refused = await server.Client.SendAsync(refusedRequest, TestContext.Current.CancellationToken);
        await WaitForRequestsAsync(server, key.Key.Id, 2);
        await Wait.UntilAsync(
            async () => await server.Store.Follower.ReadStateAsync(TestContext.Current.CancellationToken) is { PendingBulks: 0 },
            "The errors are not grouped."
        );
        await StaffBrowser.CreateAccountAsync(server.Store, "viewer", StaffRole.Viewer);
        using var browser = new StaffBrowser(server);
        await browser.SignInAsync("viewer");

        var senders = await ReadAsync(browser, $"{ConsoleRoutes.Senders}?lang={language}");
        var row = Assert.Single(senders.QuerySelectorAll("#senders tbody tr"));
        Assert.Contains("web-site", row.TextContent, StringComparison.Ordinal);
        var link = row.QuerySelector("a")!.GetAttribute("href")!;

        var sender = await ReadAsync(browser, $"{link}?lang={language}");
        var requests = sender.QuerySelectorAll("#requests tbody tr");
        Assert.Equal(2, requests.Length);
        Assert.Contains("400", requests[0].TextContent, StringComparison.Ordinal);
        Assert.Contains(Assert.Single(refused.Headers.GetValues(Headers.TraceId)), requests[0].TextContent, StringComparison.Ordinal);
        Assert.Equal("/docs/errors/not-json", requests[0].QuerySelector("td a")!.GetAttribute("href"));
        Assert.Contains("web <b>&", Assert.Single(sender.QuerySelectorAll("#errors tbody tr")).TextContent, StringComparison.Ordinal);
        Assert.Empty(sender.QuerySelectorAll("#errors b, #errors [style]"));
        Assert.Equal(24, sender.QuerySelectorAll("#hours tbody tr").Length);

        var bulks = await ReadAsync(browser, sender.QuerySelector("#bulks")!.GetAttribute("href")!);
        Assert.Single(bulks.QuerySelectorAll("#bulks tbody tr"));
        Assert.Empty((await ReadAsync(browser, ConsoleRoutes.Bulks + "?sender=nobody")).QuerySelectorAll("#bulks tbody tr"));

        var page = await ReadAsync(browser, string.Create(CultureInfo.InvariantCulture, $"{ConsoleRoutes.Bulks}/{bulk}?lang={language}"));
        Assert.Equal("order-<1>", page.QuerySelector("#idempotency-key")!.TextContent.Trim());
        var leads = page.QuerySelectorAll("#leads tbody tr");
        Assert.Equal(2, leads.Length);
        Assert.Single(leads, lead => lead.QuerySelectorAll("li").Length == 1);
        Assert.Empty(page.QuerySelectorAll("#leads b"));
        Assert.Equal(link, page.QuerySelector("#sender")!.GetAttribute("href"));

        foreach (var lost in new[] { ConsoleRoutes.Senders + "/999", ConsoleRoutes.Bulks + "/999999" })
            Assert.Equal((lost, HttpStatusCode.NotFound), (lost, (await browser.GetAsync(lost)).Status));
    }

    [Fact]
    public async Task Numbers_of_a_sender_lead_to_its_leads_and_agents_correct_a_value_from_there()
    {
        await using var server = await RunningServer.StartAsync();
        var wrong = TestData.Lead(("customerCity", "Dammqm"));
        var key = await SendAsync(server, "web-site", wrong, wrong, TestData.Lead(("customerCity", null)), TestData.Lead());
        await SendAsync(server, "portal", wrong);
        using var agent = await StaffBrowser.SignInAsync(server, "agent", StaffRole.Agent);
        using var viewer = await StaffBrowser.SignInAsync(server, "viewer", StaffRole.Viewer);

        var senders = await ReadAsync(viewer, ConsoleRoutes.Senders + "?lang=en");
        var row = senders.QuerySelectorAll("#senders tbody tr").Single(one => one.QuerySelector("th")!.TextContent.Trim() == "web-site");
        Assert.Equal(3, await CountLeadsAsync(viewer, row.QuerySelector("td.number a")));

        var page = string.Create(CultureInfo.InvariantCulture, $"{ConsoleRoutes.Senders}/{key}?lang=en");
        var seen = await ReadAsync(viewer, page);
        var most = seen.QuerySelector("#errors tbody tr")!;
        Assert.Contains("Dammqm", most.TextContent, StringComparison.Ordinal);
        Assert.Equal(2, await CountLeadsAsync(viewer, most.QuerySelector("td.number a")));
        Assert.Empty(seen.QuerySelectorAll("#errors a.button, #of-all-senders"));

        var ofAgent = await ReadAsync(agent, page);
        Assert.Contains("other senders", ofAgent.QuerySelector("#of-all-senders")!.TextContent, StringComparison.Ordinal);
        // A missing value has nothing that could be replaced.
        var correct = Assert.Single(ofAgent.QuerySelectorAll("#errors a.button"));
        Assert.Equal("/staff/correct?field=customerCity&value=Dammqm", correct.GetAttribute("href"));
        await ReadAsync(agent, correct.GetAttribute("href")!);
    }

    [Fact]
    public async Task Senders_are_for_those_who_may_read_leads_and_each_look_at_them_is_recorded_once()
    {
        await using var server = await RunningServer.StartAsync();
        var key = await SendAsync(server, "web-site", TestData.Lead(("customerCity", "Dammqm")));
        var reports = server.Services.GetRequiredService<SenderReports>();
        var nobody = new Actor("staff:nobody", "::1");
        await Assert.ThrowsAsync<NotAllowedException>(() => reports.FindAllAsync(nobody, TestContext.Current.CancellationToken));
        await Assert.ThrowsAsync<NotAllowedException>(() => reports.FindAsync(key, null, nobody, TestContext.Current.CancellationToken));

        using var browser = await StaffBrowser.SignInAsync(server, "viewer", StaffRole.Viewer);
        var before = await server.Store.Audit.ReadAsync(0, 1000, TestContext.Current.CancellationToken);
        await ReadAsync(browser, ConsoleRoutes.Senders);
        await ReadAsync(browser, string.Create(CultureInfo.InvariantCulture, $"{ConsoleRoutes.Senders}/{key}"));
        await ReadAsync(browser, ConsoleRoutes.Senders + "/0");
        var after = await server.Store.Audit.ReadAsync(0, 1000, TestContext.Current.CancellationToken);
        Assert.Equal(
            [null, string.Create(CultureInfo.InvariantCulture, $"key:{key}"), "unknown"],
            after
                .Skip(before.Count)
                .Select(entry =>
                {
                    Assert.Equal((AuditActions.SendersRead, "staff:viewer"), (entry.Event.Action, entry.Event.Actor));
                    return entry.Event.Record;
                })
        );
    }

    /// <summary>A request is logged after its response, and could be overtaken by the next one.</summary>
    private static Task<TimeSpan> WaitForRequestsAsync(RunningServer server, long key, int count) =>
        Wait.UntilAsync(
            async () =>
            {
                await server.Services.GetRequiredService<RequestLog>().WriteAsync(TestContext.Current.CancellationToken);
                return (await server.Store.Requests.ReadLastAsync(key, null, 5, TestContext.Current.CancellationToken)).Count == count;
            },
            $"There are not {count} requests in the log."
        );

    private static async Task<int> CountLeadsAsync(StaffBrowser browser, IElement? link)
    {
        var list = await ReadAsync(browser, link!.GetAttribute("href")!);
        var leads = list.QuerySelectorAll("#leads tbody tr").Length;
        Assert.StartsWith(leads.ToString(CultureInfo.InvariantCulture), link.TextContent.Trim(), StringComparison.Ordinal);
        return leads;
    }

    /// <summary>Creates the key of a sender and sends leads with it.</summary>
    /// <returns>The id of the key.</returns>
    private static async Task<long> SendAsync(RunningServer server, string sender, params JsonNode[] leads)
    {
        var key = await server.CreateKeyAsync(sender, "leads:write");
        using var request = TestData.Post(TestData.Bulk(leads), (Headers.ApiKey, key.Text));
        using var response = await server.Client.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        await Wait.UntilAsync(
            async () => await server.Store.Follower.ReadStateAsync(TestContext.Current.CancellationToken) is { PendingBulks: 0 },
            "The errors are not grouped."
        );
        return key.Key.Id;
    }

    private static async Task<IHtmlDocument> ReadAsync(StaffBrowser browser, string path)
    {
        var response = await browser.GetAsync(path);
        Assert.Equal((path, HttpStatusCode.OK), (path, response.Status));
        return new HtmlParser().ParseDocument(response.Text);
    }
}
