using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Leadgate.Browser.Tests.Support;
using Leadgate.Contract;
using Leadgate.Domain.Staff;
using Leadgate.Server.Console.LeadPages;
using Leadgate.Server.Hosting;
using Leadgate.Server.Tests.Support;

namespace Leadgate.Browser.Tests;

/// <summary>Two people at two nodes that share one PostgreSQL database.</summary>
public sealed class TwoNodesTests(ConsoleServer console)
{
    [Fact]
    public async Task Second_to_save_a_lead_on_another_node_sees_both_corrections_and_loses_nothing()
    {
        await using var database = await StoreTemplate.CopyPostgresAsync();
        var settings = new Dictionary<string, string> { [Setting.Database.Variable] = database.Address };
        await using var node = await RunningServer.StartAsync(settings);
        await using var other = await RunningServer.StartAsync(settings);
        await StaffBrowser.CreateAccountAsync(node.Store, "reem", StaffRole.Agent);
        await StaffBrowser.CreateAccountAsync(node.Store, "fahad", StaffRole.Agent);
        var id = await SendAsync(node);

        await using var reem = await SignInAsync(node, "reem", isArabic: false);
        await using var fahad = await SignInAsync(other, "fahad", isArabic: true);
        await reem.Visit.GoToAsync(LeadPageEndpoints.GetPath(id));
        await fahad.Visit.GoToAsync(LeadPageEndpoints.GetPath(id));
        await reem.TypeAsync("#phoneNumber", "551007001");
        await reem.FollowAsync("#save");
        await reem.AssertDoneAsync();

        await fahad.TypeAsync("#phoneNumber", "551007002");
        await fahad.TypeAsync("#email", "fahad@example.com");
        await fahad.FollowAsync("#save");
        var conflict = await fahad.ReadAsync("main");
        Assert.Contains("reem", conflict, StringComparison.Ordinal);
        Assert.Contains("551007001", conflict, StringComparison.Ordinal);
        Assert.Contains("551007002", conflict, StringComparison.Ordinal);
        await fahad.CheckAsync("#phoneNumber-theirs");
        await fahad.CheckAsync("#email-mine");
        await fahad.FollowAsync("#save");
        await fahad.AssertDoneAsync();

        await reem.Visit.GoToAsync(LeadPageEndpoints.GetPath(id));
        Assert.Equal("551007001", await reem.Find("#phoneNumber").InputValueAsync());
        Assert.Equal("fahad@example.com", await reem.Find("#email").InputValueAsync());
        Assert.Equal(0, await reem.Find("#errors").CountAsync());
        Assert.Contains("fahad", await reem.ReadAsync("#revision-3"), StringComparison.Ordinal);
    }

    private static async Task<long> SendAsync(RunningServer server)
    {
        var key = await server.CreateKeyAsync("two-nodes", "leads:write", "leads:read");
        using var sender = new HttpClient
        {
            BaseAddress = server.Address,
            DefaultRequestHeaders = { Authorization = new("Bearer", key.Text) },
        };
        using var response = await sender.SendAsync(
            TestData.Post(TestData.Bulk(TestData.Lead(("phoneNumber", "12"), ("email", "nobody")))),
            TestContext.Current.CancellationToken
        );
        var bulk = long.Parse(
            await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken),
            CultureInfo.InvariantCulture
        );
        var path = string.Create(CultureInfo.InvariantCulture, $"{Routes.Bulks}/{bulk}");
        var stored = await sender.GetFromJsonAsync<JsonNode>(path, TestContext.Current.CancellationToken);
        return stored!["leads"]![0]!["leadExternalId"]!.GetValue<long>();
    }

    private async Task<Hand> SignInAsync(RunningServer server, string name, bool isArabic)
    {
        var visit = await console.OpenAtAsync(server.Address, new VisitOptions { IsArabic = isArabic });
        await visit.GoToAsync(Routes.StaffSignIn);
        await visit.SignInAsync(name);
        return new Hand(visit, usesKeyboard: false);
    }
}
