using System.Text.Json.Nodes;
using Leadgate.Contract;
using Leadgate.Domain.Audit;
using Leadgate.Server.Hosting;
using Leadgate.Server.Tests.Support;
using Leadgate.Tests;

namespace Leadgate.Server.Tests.Persons;

/// <summary>Deletion of expired data by the settings, on both engines.</summary>
public abstract class RetentionTests(Engine engine) : EngineTests(engine)
{
    private readonly CountingClock _time = new(new DateTimeOffset(2026, 3, 9, 9, 0, 0, TimeSpan.Zero));

    [Fact]
    public async Task The_original_data_is_deleted_first_then_the_lead_with_errors_and_valid_leads_stay()
    {
        await using var server = await StartAsync(
            new Dictionary<string, string> { [Setting.KeepSentDays.Variable] = "3", [Setting.KeepErrorLeadsDays.Variable] = "10" },
            _time
        );
        await server.Client.PostAsync(TestData.Bulk(TestData.Lead(("priority", "Zaynab")), TestData.Lead()));
        await AdvanceAsync(server, 2);
        Assert.Contains("Zaynab", (await server.Client.ReadBulkAsync(1)).GetRawText(), StringComparison.Ordinal);

        await AdvanceAsync(server, 2);
        await Wait.UntilAsync(
            async () => !(await server.Client.ReadBulkAsync(1)).GetRawText().Contains("Zaynab", StringComparison.Ordinal),
            "The original data was not deleted."
        );
        Assert.Equal(2, (await server.Client.ReadBulkAsync(1)).GetProperty("leads").GetArrayLength());

        await AdvanceAsync(server, 7);
        await Wait.UntilAsync(
            async () => (await server.Client.ReadBulkAsync(1)).GetProperty("leads").GetArrayLength() == 1,
            "The lead with errors was not deleted."
        );
        var bulk = await server.Client.ReadBulkAsync(1);
        Assert.Equal((2, 1), (bulk.GetProperty("totalRecords").GetInt32(), bulk.GetProperty("errorRecords").GetInt32()));
        await Wait.UntilAsync(
            async () => await GetEntriesAsync(server) is var entries && entries.Count(entry => entry.Action == AuditActions.Retention) == 2,
            "The audit trail has no entry for it."
        );
        Assert.Equal(
            ["original data of 1 leads with errors", "1 leads with errors"],
            (await GetEntriesAsync(server)).Where(entry => entry.Action == AuditActions.Retention).Select(entry => entry.Detail)
        );
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Everything_old_is_deleted_in_one_run_however_much_it_is(bool keepsLeads)
    {
        var setting = keepsLeads ? Setting.KeepSentDays : Setting.KeepErrorLeadsDays;
        await using var server = await StartAsync(new Dictionary<string, string> { [setting.Variable] = "1" }, _time);
        await server.Client.PostAsync(TestData.Bulk(Enumerable.Range(0, 1001).Select(_ => JsonValue.Create("Zaynab"))));
        await AdvanceAsync(server, 2);
        await Wait.UntilAsync(
            async () => (await GetEntriesAsync(server)).Count(entry => entry.Action == AuditActions.Retention) == 3,
            "Not everything was deleted."
        );
        Assert.DoesNotContain("Zaynab", (await server.Client.ReadBulkAsync(1)).GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_audit_trail_is_trimmed_at_its_beginning_and_still_verifies()
    {
        await using var server = await StartAsync(
            new Dictionary<string, string> { [Setting.KeepAuditDays.Variable] = "5" },
            _time,
            isFirstStart: true
        );
        await server.Store.Audit.AppendAsync(new AuditEvent("old", "", ""), TestContext.Current.CancellationToken);
        await AdvanceAsync(server, 4);
        await server.Store.Audit.AppendAsync(new AuditEvent("new", "", ""), TestContext.Current.CancellationToken);
        Assert.Contains(await GetEntriesAsync(server), entry => entry.Action == "old");
        await AdvanceAsync(server, 2);
        await Wait.UntilAsync(
            async () => (await GetEntriesAsync(server)).All(entry => entry.Action != "old"),
            "The old entry was not deleted."
        );
        var verification = new AuditVerification();
        foreach (var entry in await server.Store.Audit.ReadAsync(0, 100, TestContext.Current.CancellationToken))
            verification.Add(entry);
        Assert.Empty(verification.Complete(await server.Store.Audit.ReadLastIdAsync(TestContext.Current.CancellationToken)));
        Assert.Equal(["new", AuditActions.AuditTrim], (await GetEntriesAsync(server)).Select(entry => entry.Action));
    }

    [Fact]
    public async Task Nothing_is_deleted_unless_a_setting_says_so()
    {
        await using var server = await StartAsync(time: _time);
        await server.Client.PostAsync(TestData.Bulk(TestData.Lead(("priority", "Zaynab"))));
        await AdvanceAsync(server, 800);
        Assert.Contains("Zaynab", (await server.Client.GetJsonAsync(Routes.Bulks)).GetRawText(), StringComparison.Ordinal);
    }

    /// <summary>Advances day by day, so that each timer sees every day.</summary>
    private async Task AdvanceAsync(RunningServer server, int days)
    {
        await _time.WaitForTimersAsync(TimeSpan.FromDays(1));
        for (var i = 0; i < Math.Min(days, 20); i++)
            _time.Advance(TimeSpan.FromDays(days > 20 ? (double)days / 20 : 1));
        await server.Client.GetJsonAsync(Routes.Ready);
    }

    private static async Task<List<AuditEvent>> GetEntriesAsync(RunningServer server) =>
        [.. (await server.Store.Audit.ReadAsync(0, 100, TestContext.Current.CancellationToken)).Select(entry => entry.Event)];
}
