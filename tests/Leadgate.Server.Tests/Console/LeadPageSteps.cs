using System.Net.Http.Json;
using System.Text.Json.Nodes;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Leadgate.Contract;
using Leadgate.Contract.Persons;
using Leadgate.Domain.Staff;
using Leadgate.Server.Access;
using Leadgate.Server.Console.LeadPages;
using Leadgate.Server.Persons;
using Leadgate.Server.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace Leadgate.Server.Tests.Console;

/// <summary>The steps that tests of the page of a lead share.</summary>
internal static class LeadPageSteps
{
    public static string GetValue(IHtmlDocument page, string name) =>
        page.QuerySelector($"[name='{name}']") is { } field ? GetValue(field) : throw new InvalidOperationException("No field " + name);

    public static string Squeeze(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    /// <summary>Sends the form of a page as a browser does, with some fields changed.</summary>
    public static Task<BrowserResponse> PostAsync(
        StaffBrowser browser,
        IHtmlDocument page,
        long id,
        params (string Name, string Value)[] changes
    )
    {
        var fields = page.QuerySelectorAll("main form [name]")
            .Where(field =>
                field is not IHtmlButtonElement && field is not IHtmlInputElement { Type: "radio" or "checkbox", IsChecked: false }
            )
            .Select(field => (Name: field.GetAttribute("name")!, Value: GetValue(field)))
            .Where(field => !changes.Any(change => change.Name == field.Name))
            .Concat(changes);
        return browser.PostAsync(LeadPageEndpoints.GetPath(id), [.. fields]);
    }

    public static async Task<IHtmlDocument> GetAsync(StaffBrowser browser, long id) =>
        HtmlPage.Parse(await browser.GetAsync(LeadPageEndpoints.GetPath(id)));

    public static async Task<JsonNode> ReadLeadAsync(this SharedServer shared, long id) =>
        (await shared.Client.GetFromJsonAsync<JsonNode>($"{Routes.Api}/leads/{id}", TestContext.Current.CancellationToken))!;

    /// <summary>Sends a lead.</summary>
    /// <returns>Its id.</returns>
    public static async Task<long> SendLeadAsync(this SharedServer shared, params (string Name, JsonNode? Value)[] changes)
    {
        var bulk = await shared.Client.PostAsync(TestData.Bulk(TestData.Lead(changes)));
        return (await shared.Client.ReadBulkAsync(bulk)).GetProperty("leads")[0].GetProperty("leadExternalId").GetInt64();
    }

    /// <summary>Erases whoever has a phone number, from one lead.</summary>
    public static async Task EraseAsync(this RunningServer server, string phone)
    {
        var outcome = await server
            .Services.GetRequiredService<PersonRequests>()
            .EraseAsync(
                new PersonErasureRequest { Phone = phone, Vacuum = false },
                Actor.CommandLine,
                _ => { },
                TestContext.Current.CancellationToken
            );
        var counts = Assert.IsType<ErasePersonOutcome.Done>(outcome).Counts;
        Assert.Equal(1, counts.Leads + counts.Mentions);
    }

    public static Task<StaffBrowser> SignInAsync(this SharedServer shared, StaffRole role) =>
        StaffBrowser.SignInAsync(shared.Running, "lead-" + Guid.NewGuid().ToString("N")[..12], role);

    private static string GetValue(IElement field) =>
        field switch
        {
            IHtmlSelectElement select => select.Value ?? "",
            IHtmlTextAreaElement area => area.Value,
            _ => ((IHtmlInputElement)field).Value,
        };
}
