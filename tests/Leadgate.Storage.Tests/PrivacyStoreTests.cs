using System.Text;
using System.Text.Json.Nodes;
using Leadgate.Domain.Audit;
using Leadgate.Domain.Leads;
using Leadgate.Domain.Lists;
using Leadgate.Domain.Privacy;
using Leadgate.Storage.Tests.Support;

namespace Leadgate.Storage.Tests;

/// <summary>Erasing personal data, on every engine.</summary>
public abstract class PrivacyStoreTests
{
    protected abstract TestDatabase CreateDatabase();

    /// <summary>The rows of a query, the values of a row joined by a bar.</summary>
    protected abstract Task<IReadOnlyList<string>> RowsAsync(TestDatabase database, string sql);

    [Fact]
    public async Task Erased_lead_keeps_its_row_and_every_column_without_personal_data()
    {
        await using var database = CreateDatabase();
        var store = await database.OpenAsync();
        var vehicles = new JsonArray(new JsonObject { ["modelMemo"] = "string", ["plate"] = "x" }, new JsonObject { ["plate"] = "y" });
        await store.AppendAsync(
            TestData.Bulk(TestData.Lead(("whatIsThis", "x"), ("vehicles", vehicles)), TestData.Lead()),
            TestContext.Current.CancellationToken
        );
        var before = await ReadAsync(store);
        await EraseAsync(
            store,
            new ValidLeadErasure(
                1,
                before[0].Id,
                LeadMatch.Find(
                    before[0].Valid!,
                    before[0].StoredWarnings,
                    DataSubject.TryCreate("555555555", null, TestData.Catalog[ReferenceLists.PhoneCode], out _)!
                )!
            )
        );

        var after = await ReadAsync(store);
        var (was, now) = (before[0].Valid!, after[0].Valid!);
        Assert.All(
            LeadFields.All.Where(field => field.Kind != FieldKind.Vehicles),
            field =>
            {
                if (field.Name == "leadName")
                    Assert.Equal(Erasure.ErasedText, now[field].Text);
                else if (field.IsPersonal)
                    Assert.True(now[field].IsAbsent, field.Name);
                else
                    Assert.Equal(was[field], now[field]);
            }
        );
        Assert.True(now.Extra.IsEmpty && after[0].StoredWarnings.IsEmpty);
        Assert.All(
            now.Vehicles,
            vehicle =>
            {
                Assert.All(VehicleFields.All.Where(field => field.IsPersonal), field => Assert.True(vehicle[field].IsAbsent, field.Name));
                Assert.True(vehicle.Extra.IsEmpty);
            }
        );
        Assert.Equal(TestData.Json(before[1]), TestData.Json(after[1]));
        Assert.Equal(["1"], await RowsAsync(database, "select count(*) from lead where erased_at is not null"));
    }

    [Fact]
    public async Task Only_the_named_fields_of_another_persons_lead_are_erased()
    {
        await using var database = CreateDatabase();
        var store = await database.OpenAsync();
        var vehicles = new JsonArray(
            new JsonObject { ["modelMemo"] = "string" },
            new JsonObject { ["modelMemo"] = "for 0512345678", ["modelPreferences"] = "red" }
        );
        await store.AppendAsync(
            TestData.Bulk(TestData.Lead(("utm", "x"), ("friend", "0512345678"), ("leadNote", "ask 0512345678"), ("vehicles", vehicles))),
            TestContext.Current.CancellationToken
        );
        var note = LeadFields.All.Single(field => field.Name == "leadNote");
        var stored = Assert.Single(await ReadAsync(store));
        await EraseAsync(
            store,
            new ValidLeadErasure(
                1,
                1,
                LeadMatch.Find(
                    stored.Valid!,
                    stored.StoredWarnings,
                    DataSubject.TryCreate("512345678", null, TestData.Catalog[ReferenceLists.PhoneCode], out _)!
                )!
            )
        );
        var lead = Assert.Single(await ReadAsync(store)).Valid!;
        Assert.True(lead[note].IsAbsent);
        Assert.Equal("""{"utm":"x","friend":null}""", Encoding.UTF8.GetString(lead.Extra.Span).Replace(" ", "", StringComparison.Ordinal));
        Assert.Equal(
            [null, "red"],
            [
                lead.Vehicles[1][VehicleFields.All.Single(field => field.Name == "modelMemo")].Text,
                lead.Vehicles[1][VehicleFields.All.Single(field => field.Name == "modelPreferences")].Text,
            ]
        );
        Assert.Equal("555555555", lead[LeadFields.PhoneNumber].Text);
        Assert.Equal("string", lead.Vehicles[0][VehicleFields.All.Single(field => field.Name == "modelMemo")].Text);
        Assert.Equal(["0"], await RowsAsync(database, "select count(*) from lead where erased_at is not null"));
    }

    [Fact]
    public async Task Original_json_of_old_leads_with_errors_is_erased_and_their_errors_can_still_be_counted()
    {
        await using var database = CreateDatabase();
        var store = await database.OpenAsync();
        var invalid = TestData.Lead(("priority", "Zaynab"), ("phoneNumber", "+512340000"));
        await store.AppendAsync(TestData.Bulk(invalid, invalid, invalid, TestData.Lead()), TestContext.Current.CancellationToken);
        database.Time.Advance(TimeSpan.FromDays(3));
        await store.AppendAsync(TestData.Bulk(invalid), TestContext.Current.CancellationToken);

        var before = TestData.Now.UtcDateTime.AddDays(1);
        var (count, last) = await store.Privacy.DropSentAsync(before, default, 2, Gone, TestContext.Current.CancellationToken);
        Assert.Equal(2, count);
        (count, last) = await store.Privacy.DropSentAsync(before, last, 2, Gone, TestContext.Current.CancellationToken);
        Assert.Equal(1, count);
        Assert.Equal(0, (await store.Privacy.DropSentAsync(before, default, 2, Gone, TestContext.Current.CancellationToken)).Count);

        var leads = (await ReadAsync(store)).Where(lead => lead.Valid is null).ToList();
        Assert.Equal(3, leads.Count);
        Assert.All(
            leads,
            lead =>
            {
                Assert.Equal(Encoding.UTF8.GetString(Erasure.ErasedLead.Span), Encoding.UTF8.GetString(lead.Sent.Span));
                var errors = lead.ReadErrors(TestData.Catalog);
                Assert.Equal(
                    ["phoneNumber invalid-format", "priority not-in-list"],
                    errors.Select(error => $"{error.Path} {error.Code.Word}")
                );
                Assert.All(errors, error => Assert.Equal((true, IssueWording.Erased), (error.Value.IsEmpty, error.Wording)));
            }
        );
        Assert.Contains(
            "Zaynab",
            (await RowsAsync(database, "select sent from lead_with_errors where bulk_id = 2"))[0],
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task Old_leads_with_errors_are_deleted_and_their_bulks_keep_the_counts()
    {
        await using var database = CreateDatabase();
        var store = await database.OpenAsync();
        await store.AppendAsync(
            TestData.Bulk(TestData.Lead(("priority", null)), TestData.Lead(), TestData.Lead(("priority", null))),
            TestContext.Current.CancellationToken
        );
        database.Time.Advance(TimeSpan.FromDays(3));
        await store.AppendAsync(TestData.Bulk(TestData.Lead(("priority", null))), TestContext.Current.CancellationToken);
        Assert.Equal(
            1,
            await store.Privacy.DeleteLeadsWithErrorsAsync(
                TestData.Now.UtcDateTime.AddDays(1),
                1,
                Gone,
                TestContext.Current.CancellationToken
            )
        );
        Assert.Equal(
            1,
            await store.Privacy.DeleteLeadsWithErrorsAsync(
                TestData.Now.UtcDateTime.AddDays(1),
                5,
                Gone,
                TestContext.Current.CancellationToken
            )
        );
        Assert.Single(await ReadAsync(store));
        Assert.Equal(["2"], await RowsAsync(database, "select bulk_id from lead_with_errors"));
        Assert.Equal(
            ["1", "1"],
            (await store.Audit.ReadAsync(0, 100, TestContext.Current.CancellationToken))
                .Where(entry => entry.Event.Action == AuditActions.Retention)
                .Select(entry => entry.Event.Detail)
        );
        Assert.Equal(
            (3, 2),
            await store.FindBulkAsync(1, TestContext.Current.CancellationToken) is { } bulk
                ? (bulk.TotalRecords, bulk.ErrorRecords)
                : default
        );
    }

    [Fact]
    public async Task Only_idempotency_keys_that_name_the_person_are_deleted()
    {
        await using var database = CreateDatabase();
        var store = await database.OpenAsync();
        await store.AppendAsync(TestData.Bulk("lead-of-512345678"), TestContext.Current.CancellationToken);
        await store.AppendAsync(TestData.Bulk("lead-of-587654321"), TestContext.Current.CancellationToken);
        var keys = await store.Privacy.FindKeysAsync(
            key => key.Contains("512345678", StringComparison.Ordinal),
            TestContext.Current.CancellationToken
        );
        Assert.Equal([new CallerKey("tester", "lead-of-512345678")], keys);
        await store.Privacy.EraseAsync([], keys, new AuditEvent(AuditActions.PersonErase, "a", "b"), TestContext.Current.CancellationToken);
        Assert.Equal(["lead-of-587654321"], await RowsAsync(database, "select key from idempotency_key"));
        Assert.Equal(
            AuditActions.PersonErase,
            (await store.Audit.ReadAsync(0, 100, TestContext.Current.CancellationToken))[^1].Event.Action
        );
    }

    [Fact]
    public async Task Consent_view_shows_who_consented_to_what_and_when()
    {
        await using var database = CreateDatabase();
        var store = await database.OpenAsync();
        await store.AppendAsync(
            TestData.Bulk(TestData.Lead(("acceptNewsLetter", null), ("acceptMarketing", false))),
            TestContext.Current.CancellationToken
        );
        Assert.Equal(
            ["acceptMarketing|0|tester|1|1", "acceptPrivatePolicy|1|tester|1|1"],
            await RowsAsync(
                database,
                """
                select consent, given, recorded_by, (select count(*) from lead where lead_date = given_at),
                    (select count(*) from bulk where created_at = recorded_at)
                from consent order by consent
                """
            )
        );
    }

    [Fact]
    public async Task Vacuum_changes_nothing_that_can_be_read()
    {
        await using var database = CreateDatabase();
        var store = await database.OpenAsync();
        await store.AppendAsync(TestData.Bulk(TestData.Lead(), TestData.Lead(("priority", null))), TestContext.Current.CancellationToken);
        var before = (await ReadAsync(store)).Select(TestData.Json);
        await store.Privacy.VacuumAsync(TestContext.Current.CancellationToken);
        Assert.Equal(before, (await ReadAsync(store)).Select(TestData.Json));
        await store.AppendAsync(TestData.Bulk(TestData.Lead()), TestContext.Current.CancellationToken);
    }

    private static AuditEvent Gone(int count) => AuditEvent.FromService(AuditActions.Retention, detail: $"{count}");

    private static Task<bool> EraseAsync(ILeadStore store, LeadErasure erasure) =>
        store.Privacy.EraseAsync([erasure], [], new AuditEvent(AuditActions.PersonErase, "a", "b"), TestContext.Current.CancellationToken);

    private static Task<IReadOnlyList<StoredLead>> ReadAsync(ILeadStore store) =>
        store.ReadLeadsAsync(1, 0, 100, TestData.Catalog, TestContext.Current.CancellationToken);
}
