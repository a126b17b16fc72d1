using System.Text;
using Leadgate.Domain.Audit;
using Leadgate.Domain.Revisions;
using Leadgate.Domain.Staff;
using Leadgate.Server.Leads;
using Leadgate.Server.Staff;
using Leadgate.Server.Tests.Support;
using Leadgate.Tests;
using Microsoft.Extensions.DependencyInjection;

namespace Leadgate.Server.Tests.Leads;

/// <summary>Corrections by staff, who correct the leads of all senders by their role.</summary>
public sealed class LeadCorrectionsTests(SharedServer shared) : IClassFixture<SharedServer>
{
    private static readonly CancellationToken Cancellation = TestContext.Current.CancellationToken;

    private LeadCorrections Corrections => shared.Running.Services.GetRequiredService<LeadCorrections>();

    [Fact]
    [Promise("11.2")]
    public async Task Viewer_reads_and_agent_corrects_the_leads_of_all_senders()
    {
        var id = await PostAsync();
        var (viewer, agent) = (For(StaffRole.Viewer), For(StaffRole.Agent));
        Assert.Equal(1, (await Corrections.FindAsync(id, viewer.Access, Cancellation))!.Version);
        Assert.IsType<CorrectionOutcome.Forbidden>(await CorrectAsync(id, [1], viewer));
        Assert.IsType<CorrectionOutcome.Corrected>(await CorrectAsync(id, [1], agent));

        var revision = Assert.Single((await Corrections.FindRevisionsAsync(id, viewer.Access, Cancellation))!);
        Assert.Equal(("Agent", CorrectionOrigins.Console), (revision.By, revision.Through));
        var entries = await shared.Running.Store.Audit.ReadAsync(0, 1000, Cancellation);
        var entry = entries.Last(entry => entry.Event.Action == AuditActions.LeadCorrect).Event;
        Assert.Equal(("staff:agent", $"lead:{id}", "fields priority; errors 1 to 0; console"), (entry.Actor, entry.Record, entry.Detail));
    }

    [Fact]
    [Promise("11.2")]
    public async Task Second_of_two_members_of_staff_is_shown_the_lead_as_it_is_now()
    {
        var id = await PostAsync();
        var outcomes = await Task.WhenAll(
            CorrectAsync(id, [1], For(StaffRole.Agent), """{"priority":"Hot"}"""),
            CorrectAsync(id, [1], For(StaffRole.Admin), """{"priority":"Cold"}""")
        );
        var conflict = Assert.IsType<CorrectionOutcome.Conflict>(Assert.Single(outcomes, one => one is not CorrectionOutcome.Corrected));
        Assert.Equal(2, conflict.Lead.Version);
        Assert.Empty(conflict.Lead.Errors);
    }

    [Fact]
    [Promise("11.2")]
    public async Task Corrections_of_any_version_at_once_are_all_made()
    {
        var id = await PostAsync();
        var outcomes = await Task.WhenAll(
            Enumerable.Range(0, 4).Select(n => CorrectAsync(id, null, For(StaffRole.Agent), $$"""{"leadNote":"{{n}}"}"""))
        );
        Assert.All(outcomes, outcome => Assert.IsType<CorrectionOutcome.Corrected>(outcome));
        Assert.Equal([2, 3, 4, 5], outcomes.Cast<CorrectionOutcome.Corrected>().Select(outcome => outcome.Lead.Version!.Value).Order());
    }

    private static CorrectionCaller For(StaffRole role) =>
        CorrectionCaller.For(new StaffMember("staff:" + StaffRoles.GetName(role), role.ToString(), null, role), "127.0.0.1");

    private async Task<long> PostAsync()
    {
        var bulk = await shared.Client.PostAndReadAsync(TestData.Bulk(TestData.Lead(("priority", "Tepid"))));
        return bulk.GetProperty("leads")[0].GetProperty("leadExternalId").GetInt64();
    }

    private Task<CorrectionOutcome> CorrectAsync(
        long id,
        IReadOnlyCollection<int>? expected,
        CorrectionCaller caller,
        string patch = """{"priority":"Hot"}"""
    ) => Corrections.CorrectAsync(id, expected, LeadPatch.Read(Encoding.UTF8.GetBytes(patch))!, default, caller, Cancellation);
}
