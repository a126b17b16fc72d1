using System.Net;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using AngleSharp.Html.Dom;
using Leadgate.Contract;
using Leadgate.Domain.Staff;
using Leadgate.Server.Console.LeadPages;
using Leadgate.Server.Tests.Support;
using static Leadgate.Server.Tests.Console.LeadPageSteps;

namespace Leadgate.Server.Tests.Console;

/// <summary>Two people who correct one lead at the same time.</summary>
public sealed class LeadConflictTests(SharedServer shared) : IClassFixture<SharedServer>
{
    [Fact]
    public async Task Of_two_people_the_second_chooses_for_each_field_and_loses_nothing()
    {
        var id = await shared.SendLeadAsync(("firstName", "Old"), ("occupation", "Baker"));
        using var first = await shared.SignInAsync(StaffRole.Agent);
        using var second = await shared.SignInAsync(StaffRole.Agent);
        const string query = "?list=order%3Dnewest";
        var mine = HtmlPage.Parse(await second.GetAsync(LeadPageEndpoints.GetPath(id) + query));
        var theirs = await GetAsync(first, id);
        await PostAsync(first, theirs, id, ("firstName", "Theirs"), ("do", "save"));

        var refused = await PostAsync(second, mine, id, ("firstName", "Mine"), ("occupation", "Pilot"), ("do", "save"));
        Assert.Equal(HttpStatusCode.Conflict, refused.Status);
        var conflict = HtmlPage.Parse(refused);
        Assert.Equal(["Old|Theirs|Mine", "Baker|Baker|Pilot"], ReadRows(conflict));
        Assert.NotNull(conflict.QuerySelector("#firstName-theirs[checked]"));
        Assert.NotNull(conflict.QuerySelector("#occupation-mine[checked]"));

        var saved = await PostAsync(second, conflict, id, ("do", "save"));
        Assert.Equal((HttpStatusCode.SeeOther, LeadPageEndpoints.GetPath(id) + query), (saved.Status, saved.Location));
        var lead = await shared.ReadLeadAsync(id);
        Assert.Equal(("Theirs", "Pilot"), ((string)lead["firstName"]!, (string)lead["occupation"]!));
    }

    [Fact]
    public async Task Form_that_is_sent_twice_changes_nothing_the_second_time()
    {
        var id = await shared.SendLeadAsync(("firstName", "Old"));
        using var browser = await shared.SignInAsync(StaffRole.Agent);
        var page = await GetAsync(browser, id);
        await PostAsync(browser, page, id, ("firstName", "New"), ("do", "save"));
        var again = await PostAsync(browser, page, id, ("firstName", "New"), ("do", "save"));
        Assert.Equal(HttpStatusCode.SeeOther, again.Status);
        Assert.Contains("was saved already", (await GetAsync(browser, id)).QuerySelector("#notice")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(2, (await shared.ReadLeadAsync(id))["version"]!.GetValue<int>());
    }

    [Theory]
    [InlineData("mine", "second")]
    [InlineData("theirs", "first,second")]
    public async Task Vehicle_that_was_marked_for_removal_is_removed_or_kept_by_choice(string use, string left)
    {
        var id = await SendVehiclesAsync("first", "second");
        var (browser, conflict) = await CollideAsync(id, [("firstName", "Theirs")], [("vehicles[0].remove", "on")]);
        using var _ = browser;
        Assert.Equal(["first|first|Remove this vehicle"], ReadRows(conflict));
        Assert.NotNull(conflict.QuerySelector("#vehicle-0-remove-mine[checked]"));

        var saved = await PostAsync(browser, conflict, id, ("use:vehicles[0].remove", use), ("do", "save"));
        Assert.Equal(HttpStatusCode.SeeOther, saved.Status);
        Assert.Equal(left, await ReadVehiclesAsync(id));
        Assert.Equal("Theirs", (string)(await shared.ReadLeadAsync(id))["firstName"]!);
    }

    [Fact]
    public async Task Removal_beside_other_edits_is_a_row_of_its_own()
    {
        var id = await SendVehiclesAsync("first", "second");
        var (browser, conflict) = await CollideAsync(
            id,
            [("vehicles[1].modelMemo", "theirs")],
            [("vehicles[1].remove", "on"), ("occupation", "Pilot")]
        );
        using var _ = browser;
        Assert.Contains("second|theirs|Remove this vehicle", ReadRows(conflict));
        Assert.NotNull(conflict.QuerySelector("#vehicle-1-remove-theirs[checked]"));
        await PostAsync(browser, conflict, id, ("use:vehicles[1].remove", "mine"), ("do", "save"));
        Assert.Equal("first", await ReadVehiclesAsync(id));
        Assert.Equal("Pilot", (string)(await shared.ReadLeadAsync(id))["occupation"]!);
    }

    [Fact]
    public async Task Of_two_vehicles_that_were_added_neither_replaces_the_other_unseen()
    {
        var id = await SendVehiclesAsync("first");
        var (browser, conflict) = await CollideAsync(id, [("vehicles[1].modelMemo", "theirs")], [("vehicles[1].modelMemo", "mine")]);
        using var _ = browser;
        Assert.Equal(["(empty)|theirs|mine"], ReadRows(conflict));
        Assert.NotNull(conflict.QuerySelector("#vehicle-1-modelMemo-theirs[checked]"));
        await PostAsync(browser, conflict, id, ("do", "save"));
        Assert.Equal("first,theirs", await ReadVehiclesAsync(id));
    }

    [Fact]
    public async Task Edits_stay_with_their_vehicle_when_somebody_else_removed_the_one_before_it()
    {
        var id = await SendVehiclesAsync("first", "second");
        var (browser, conflict) = await CollideAsync(
            id,
            [("vehicles[0].remove", "on")],
            [("vehicles[0].modelMemo", "mine 1"), ("vehicles[1].modelMemo", "mine 2")]
        );
        using var _ = browser;
        Assert.Equal(["second|second|mine 2", "first|The vehicle is no longer there.|mine 1"], ReadRows(conflict));
        await PostAsync(browser, conflict, id, ("use:vehicles[0].modelMemo", "mine"), ("do", "save"));
        Assert.Equal("mine 2", await ReadVehiclesAsync(id));
    }

    [Fact]
    public async Task Vehicles_that_somebody_else_changed_are_no_question_to_whoever_did_not_touch_them()
    {
        var id = await SendVehiclesAsync("first", "second");
        var (browser, page) = await CollideAsync(id, [("vehicles[0].remove", "on"), ("vehicles[2].modelMemo", "third")], []);
        using var _ = browser;
        Assert.Contains("Nothing was changed", page.QuerySelector("#notice")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("second,third", await ReadVehiclesAsync(id));
    }

    [Fact]
    public async Task Removal_that_is_sent_twice_is_said_to_be_saved()
    {
        var id = await SendVehiclesAsync("first", "second");
        (string, string)[] edits = [("vehicles[0].remove", "on"), ("vehicles[1].modelMemo", "new")];
        var (browser, page) = await CollideAsync(id, edits, edits);
        using var _ = browser;
        Assert.Contains("was saved already", page.QuerySelector("#notice")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("new", await ReadVehiclesAsync(id));
    }

    /// <summary>The token of a form ends with the session. Without scripts, a button renews the lists of a form.</summary>
    [Theory]
    [InlineData("save", true)]
    [InlineData("lists", false)]
    public async Task Form_that_is_only_shown_again_overwrites_nobody_who_saved_meanwhile(string action, bool isExpired)
    {
        var id = await shared.SendLeadAsync(("firstName", "Old"), ("occupation", "Baker"), ("lastName", "Old"));
        using var first = await shared.SignInAsync(StaffRole.Agent);
        using var second = await shared.SignInAsync(StaffRole.Agent);
        second.Headers.Add("Sec-Fetch-Site", "same-origin");
        var (mine, theirs) = (await GetAsync(second, id), await GetAsync(first, id));
        await PostAsync(first, theirs, id, ("firstName", "Theirs"), ("lastName", "Theirs"), ("do", "save"));

        (string, string)[] typed = [("firstName", "Mine"), ("occupation", "Pilot"), ("do", action)];
        var answer = await PostAsync(second, mine, id, isExpired ? [.. typed, ("form", "old")] : typed);
        Assert.Equal(HttpStatusCode.Conflict, answer.Status);
        var conflict = HtmlPage.Parse(answer);
        Assert.Equal(["Old|Theirs|Mine", "Baker|Baker|Pilot"], ReadRows(conflict));
        await PostAsync(second, conflict, id, ("do", "save"));
        var lead = await shared.ReadLeadAsync(id);
        Assert.Equal(("Theirs", "Theirs", "Pilot"), ((string)lead["firstName"]!, (string)lead["lastName"]!, (string)lead["occupation"]!));
    }

    /// <summary>Vehicles have no ids: the one that is left may be the first that was edited, or the second.</summary>
    [Theory]
    [InlineData("mine", "")]
    [InlineData("theirs", "first edited")]
    public async Task Removal_of_a_vehicle_that_cannot_be_told_from_another_is_asked_about(string use, string left)
    {
        var id = await SendVehiclesAsync("first", "second");
        var (browser, conflict) = await CollideAsync(
            id,
            [("vehicles[1].remove", "on"), ("vehicles[0].modelMemo", "first edited")],
            [("vehicles[0].remove", "on")]
        );
        using var _ = browser;
        Assert.Equal(["first|first edited|Remove this vehicle"], ReadRows(conflict));
        Assert.NotNull(conflict.QuerySelector("#vehicle-0-remove-theirs[checked]"));
        var saved = await PostAsync(browser, conflict, id, ("use:vehicles[0].remove", use), ("do", "save"));
        Assert.Equal(HttpStatusCode.SeeOther, saved.Status);
        Assert.Equal(left, await ReadVehiclesAsync(id));
    }

    [Fact]
    public async Task Removal_is_asked_about_for_each_vehicle_that_it_may_be_about()
    {
        var id = await SendVehiclesAsync("first", "second", "third");
        var (browser, conflict) = await CollideAsync(
            id,
            [("vehicles[0].remove", "on"), ("vehicles[1].modelMemo", "2"), ("vehicles[2].modelMemo", "3")],
            [("vehicles[2].remove", "on")]
        );
        using var _ = browser;
        Assert.Equal(["third|2|Remove this vehicle", "third|3|Remove this vehicle"], ReadRows(conflict));
        await PostAsync(browser, conflict, id, ("use:vehicles[1].remove", "mine"), ("do", "save"));
        Assert.Equal("2", await ReadVehiclesAsync(id));
    }

    [Fact]
    public async Task Removal_of_one_of_two_same_vehicles_that_is_sent_twice_removes_one()
    {
        var id = await SendVehiclesAsync("same", "same");
        var (browser, page) = await CollideAsync(id, [("vehicles[0].remove", "on")], [("vehicles[0].remove", "on")]);
        using var _ = browser;
        Assert.Contains("was saved already", page.QuerySelector("#notice")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("same", await ReadVehiclesAsync(id));
    }

    [Fact]
    public async Task Removal_is_seen_also_where_vehicles_cannot_be_shown_as_fields_any_more()
    {
        var id = await SendVehiclesAsync("first", "second");
        using var browser = await shared.SignInAsync(StaffRole.Agent);
        var page = await GetAsync(browser, id);
        using var patch = new HttpRequestMessage(HttpMethod.Patch, $"{Routes.Api}/leads/{id}");
        var vehicles = Enumerable.Range(1, 21).Select(i => $$"""{"modelMemo":"{{i}}"}""");
        patch.Content = new StringContent($$"""{"vehicles":[{{string.Join(',', vehicles)}}]}""");
        patch.Content.Headers.ContentType = new MediaTypeHeaderValue("application/merge-patch+json");
        patch.Headers.TryAddWithoutValidation("If-Match", "*");
        using var patched = await shared.Client.SendAsync(patch, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, patched.StatusCode);

        var answer = await PostAsync(browser, page, id, ("vehicles[0].remove", "on"), ("do", "save"));
        Assert.Equal(HttpStatusCode.Conflict, answer.Status);
        var conflict = HtmlPage.Parse(answer);
        Assert.Equal(
            ["first|The vehicles can't be shown as fields any more. Correct the lead again.|Remove this vehicle"],
            ReadRows(conflict)
        );
        Assert.Empty(conflict.QuerySelectorAll("#fields input"));
    }

    private static string[] ReadRows(IHtmlDocument conflict) =>
        [
            .. conflict
                .QuerySelectorAll("#fields tbody tr")
                .Select(row => string.Join('|', row.QuerySelectorAll("td > *:not(.label)").Select(cell => cell.TextContent.Trim()))),
        ];

    /// <summary>Two people open a lead, and save it one after the other.</summary>
    /// <returns>The browser of the second, and what it shows then.</returns>
    private async Task<(StaffBrowser Browser, IHtmlDocument Page)> CollideAsync(
        long id,
        (string Name, string Value)[] theirs,
        (string Name, string Value)[] mine
    )
    {
        using var first = await shared.SignInAsync(StaffRole.Agent);
        var second = await shared.SignInAsync(StaffRole.Agent);
        var (mineOpened, theirsOpened) = (await GetAsync(second, id), await GetAsync(first, id));
        var saved = await PostAsync(first, theirsOpened, id, [.. theirs, ("do", "save")]);
        Assert.Equal(HttpStatusCode.SeeOther, saved.Status);
        var answer = await PostAsync(second, mineOpened, id, [.. mine, ("do", "save")]);
        return (second, answer.Status == HttpStatusCode.Conflict ? HtmlPage.Parse(answer) : await GetAsync(second, id));
    }

    private Task<long> SendVehiclesAsync(params string[] memos) =>
        shared.SendLeadAsync(("vehicles", new JsonArray([.. memos.Select(memo => new JsonObject { ["modelMemo"] = memo })])));

    private async Task<string> ReadVehiclesAsync(long id) =>
        string.Join(',', (await shared.ReadLeadAsync(id))["vehicles"]!.AsArray().Select(vehicle => (string)vehicle!["modelMemo"]!));
}
