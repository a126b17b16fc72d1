using System.Text;
using System.Text.Json.Nodes;
using Leadgate.Domain.Audit;
using Leadgate.Domain.Leads;
using Leadgate.Domain.Lists;
using Leadgate.Domain.Privacy;
using Leadgate.Domain.Revisions;
using Leadgate.Storage.Revisions;
using Leadgate.Storage.Tests.Support;

namespace Leadgate.Storage.Tests;

/// <summary>Correcting leads, on every engine.</summary>
public abstract class RevisionStoreTests
{
    private static readonly CancellationToken Cancellation = TestContext.Current.CancellationToken;

    protected abstract TestDatabase CreateDatabase();

    [Fact]
    public async Task Lead_that_becomes_valid_moves_to_the_valid_ones_under_the_same_id()
    {
        await using var database = CreateDatabase();
        var store = await database.OpenAsync();
        var wrong = TestData.Lead(("priority", "Zaynab"), ("utm", "x"));
        await store.AppendAsync(TestData.BulkOfLines((TestData.Lead(), 1), (wrong, 3)), Cancellation);
        var before = await FindAsync(store, 2);
        Assert.Equal((1, true, 3), (before.Version, before.Valid is null, before.Line));
        database.Time.Advance(TimeSpan.FromHours(1));

        var corrected = await CorrectAsync(store, before, """{"priority":"Hot"}""");
        Assert.Equal(2, corrected!.Version);
        Assert.Equal(before.VehicleIds, corrected.VehicleIds);
        var after = await FindAsync(store, 2);
        Assert.Equal((2, 1, 3, false), (after.Version, after.Index, after.Line, after.Valid is null));
        Assert.Equal(before.VehicleIds, after.VehicleIds);
        Assert.Equal("""{"utm":"x"}""", Encoding.UTF8.GetString(after.Valid!.Extra.Span));
        Assert.Equal(
            TestData.Json(TestData.Checked(TestData.Lead(("priority", "Hot"), ("utm", "x"))).Leads[0]),
            TestData.Json(after).Replace("\"index\":1,\"line\":3", "\"index\":0", StringComparison.Ordinal)
        );
        Assert.Empty(await database.RowsAsync("select * from lead_with_errors"));
        Assert.Equal([1L, 2], (await store.ReadLeadsAsync(1, 0, 10, TestData.Catalog, Cancellation)).Select(lead => lead.Id));

        var bulk = await store.FindBulkAsync(1, Cancellation);
        Assert.Equal((1, 1), (bulk!.ErrorRecords, bulk.CorrectedRecords));
        var revision = Assert.Single(await store.Revisions.ReadAsync(1, 2, Cancellation));
        Assert.Equal(
            (2, TestData.Now.UtcDateTime.AddHours(1), "tester", "api", 1, 0),
            (revision.Version, revision.At, revision.By, revision.Through, revision.ErrorsBefore, revision.ErrorsAfter)
        );
        Assert.Equal("""[{"field":"priority","from":"Zaynab","to":"Hot"}]""", Encoding.UTF8.GetString(revision.Changes.Span));
        Assert.Equal("lead:2", (await store.Audit.ReadAsync(0, 100, Cancellation))[^1].Event.Record);
    }

    [Fact]
    public async Task Lead_that_still_has_errors_stays_with_what_is_left_of_them()
    {
        await using var database = CreateDatabase();
        var store = await database.OpenAsync();
        var lead = TestData.Lead(("priority", "Zaynab"), ("phoneNumber", "12"), ("leadReference", "old-1"));
        await store.AppendAsync(TestData.Bulk(lead), Cancellation);
        await CorrectAsync(store, await FindAsync(store, 1), """{"priority":"Hot","leadReference":"new-1","source":"Website"}""");

        var after = await FindAsync(store, 1);
        Assert.Equal((2, true), (after.Version, after.Valid is null));
        Assert.Equal(["phoneNumber", "subSource"], after.ReadErrors(TestData.Catalog).Select(error => error.Path).Order());
        Assert.Contains("\"new-1\"", Encoding.UTF8.GetString(after.Sent.Span), StringComparison.Ordinal);
        Assert.Empty(await store.FindLeadsAsync(new LeadQuery { LeadReference = "old-1" }, TestData.Catalog, Cancellation));
        Assert.Single(await store.FindLeadsAsync(new LeadQuery { LeadReference = "new-1" }, TestData.Catalog, Cancellation));
        Assert.Equal(0, (await store.FindBulkAsync(1, Cancellation))!.CorrectedRecords);
    }

    [Fact]
    public async Task Valid_lead_is_replaced_with_its_vehicles_which_keep_their_ids()
    {
        await using var database = CreateDatabase();
        var store = await database.OpenAsync();
        var two = new JsonArray(new JsonObject { ["modelYear"] = 2024 }, new JsonObject { ["modelYear"] = 2025 });
        await store.AppendAsync(TestData.Bulk(TestData.Lead(("vehicles", two)), TestData.Lead()), Cancellation);
        var before = await FindAsync(store, 1);

        await CorrectAsync(store, before, """{"firstName":"Zaynab","vehicles":[{"modelYear":2023},{"modelYear":2025},{"totalQty":3}]}""");
        var after = await FindAsync(store, 1);
        Assert.Equal("Zaynab", after.Valid![LeadFields.Table.All.Single(field => field.Name == "firstName")].Text);
        Assert.Equal([2023, 2025, null], after.Valid.Vehicles.Select(vehicle => vehicle[VehicleFields.All[1]].Item?.Value));
        Assert.Equal(before.VehicleIds, after.VehicleIds.Take(2));
        Assert.Equal(3, after.VehicleIds.Distinct().Count());
        Assert.DoesNotContain(after.VehicleIds[2], (await FindAsync(store, 2)).VehicleIds);

        await CorrectAsync(store, after, """{"vehicles":null,"dateOfBirth":"1990-02-03"}""");
        Assert.Empty((await FindAsync(store, 1)).VehicleIds);
        Assert.Equal(["1990-02-03"], await database.RowsAsync("select cast(date_of_birth as text) from lead where id = 1"));
        Assert.Equal([2, 3], (await store.Revisions.ReadAsync(1, 1, Cancellation)).Select(revision => revision.Version));
    }

    [Fact]
    public async Task More_vehicles_of_a_lead_with_errors_get_new_ids()
    {
        await using var database = CreateDatabase();
        var store = await database.OpenAsync();
        await store.AppendAsync(TestData.Bulk(TestData.Lead(("priority", null)), TestData.Lead()), Cancellation);
        var before = await FindAsync(store, 1);
        await CorrectAsync(store, before, """{"vehicles":[{"modelYear":2023},{"modelYear":2025}]}""");
        var more = await FindAsync(store, 1);
        Assert.Equal(2, more.VehicleIds.Count);
        Assert.Empty(more.VehicleIds.Intersect((await FindAsync(store, 2)).VehicleIds));
        await CorrectAsync(store, more, """{"priority":"Hot"}""");
        Assert.Equal(more.VehicleIds, (await FindAsync(store, 1)).VehicleIds);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("Hot")]
    public async Task Second_of_two_corrections_of_one_version_on_two_nodes_changes_nothing(string? priority)
    {
        await using var database = CreateDatabase();
        var (one, other) = (await database.OpenAsync(), await database.OpenAsync());
        await one.AppendAsync(TestData.Bulk(TestData.Lead(("priority", priority))), Cancellation);
        var (mine, theirs) = (await FindAsync(one, 1), await FindAsync(other, 1));
        var outcomes = await Task.WhenAll(
            CorrectAsync(one, mine, """{"priority":"Warm","firstName":"Zaynab"}"""),
            CorrectAsync(other, theirs, """{"priority":"Cold","firstName":"Ziyad"}""")
        );
        Assert.Single(outcomes, outcome => outcome is null);
        var after = await FindAsync(other, 1);
        var changes = Assert.Single(await one.Revisions.ReadAsync(1, 1, Cancellation)).Changes;
        Assert.Equal(2, after.Version);
        Assert.Contains(
            after.Valid![LeadFields.Table.All.Single(field => field.Name == "firstName")].Text!,
            Encoding.UTF8.GetString(changes.Span),
            StringComparison.Ordinal
        );
        Assert.Equal(priority is null ? 1 : 0, (await one.FindBulkAsync(1, Cancellation))!.CorrectedRecords);
        Assert.Equal(["1"], await database.RowsAsync("select count(*) from audit_entry where action = 'lead-correct'"));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("Hot")]
    public async Task Lead_that_was_erased_meanwhile_is_not_corrected(string? priority)
    {
        await using var database = CreateDatabase();
        var store = await database.OpenAsync();
        await store.AppendAsync(TestData.Bulk(TestData.Lead(("priority", priority))), Cancellation);
        var before = await FindAsync(store, 1);
        Assert.True(await EraseAsync(store, Erase(before)));
        Assert.Null(await CorrectAsync(store, before, """{"priority":"Warm"}"""));
        var after = await FindAsync(store, 1);
        Assert.True(after.IsErased);
        Assert.Empty(await store.Revisions.ReadAsync(1, 1, Cancellation));

        // Nor with the version that it has now.
        Assert.Null(await CorrectAsync(store, before with { Version = after.Version }, """{"priority":"Warm"}"""));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("Hot")]
    public async Task Lead_that_was_corrected_meanwhile_is_not_erased_as_it_was(string? priority)
    {
        await using var database = CreateDatabase();
        var store = await database.OpenAsync();
        await store.AppendAsync(TestData.Bulk(TestData.Lead(("priority", priority)), TestData.Lead()), Cancellation);
        var (before, other) = (await FindAsync(store, 1), await FindAsync(store, 2));
        await CorrectAsync(store, before, """{"priority":"Warm"}""");
        Assert.False(await EraseAsync(store, Erase(before), Erase(other)));
        Assert.False((await FindAsync(store, 1)).IsErased || (await FindAsync(store, 2)).IsErased);
        Assert.Equal(1, (await FindAsync(store, 2)).Version);

        Assert.True(await EraseAsync(store, Erase(await FindAsync(store, 1)), Erase(other)));
        Assert.True((await FindAsync(store, 1)).IsErased && (await FindAsync(store, 2)).IsErased);
    }

    [Fact]
    public async Task Values_of_old_revisions_are_erased_except_consents_and_revisions_go_with_a_lead_that_is_deleted()
    {
        await using var database = CreateDatabase();
        var store = await database.OpenAsync();
        await store.AppendAsync(TestData.Bulk(TestData.Lead(), TestData.Lead(("priority", null), ("mobile", "x"))), Cancellation);
        await CorrectAsync(store, await FindAsync(store, 1), """{"firstName":"Zaynab","acceptMarketing":false}""");
        await CorrectAsync(store, await FindAsync(store, 2), """{"lastName":"Zaynab","mobile":null}""");
        database.Time.Advance(TimeSpan.FromDays(3));
        await store.AppendAsync(TestData.Bulk(TestData.Lead()), Cancellation);
        await CorrectAsync(store, await FindAsync(store, 3), """{"firstName":"Zaynab"}""");

        var before = TestData.Now.UtcDateTime.AddDays(2);
        Assert.Equal(2, await store.Privacy.DropRevisionValuesAsync(before, 10, Gone, Cancellation));
        Assert.Equal(0, await store.Privacy.DropRevisionValuesAsync(before, 10, Gone, Cancellation));
        Assert.Equal(
            [
                """[{"field":"firstName","from":null,"to":null},{"field":"acceptMarketing","from":true,"to":false}]""",
                """[{"field":"lastName","from":null,"to":null},{"field":"erased","from":null,"to":null}]""",
                """[{"field":"firstName","from":"Abdullah","to":"Zaynab"}]""",
            ],
            await database.RowsAsync("select cast(changes as text) from lead_revision order by lead_id")
        );

        await store.Privacy.DeleteLeadsWithErrorsAsync(before, 10, Gone, Cancellation);
        Assert.Equal(["1", "3"], await database.RowsAsync("select lead_id from lead_revision order by lead_id"));
    }

    [Fact]
    public async Task Consent_view_shows_when_and_by_whom_a_consent_was_corrected()
    {
        await using var database = CreateDatabase();
        var store = await database.OpenAsync();
        var consents = new (string, JsonNode?)[] { ("acceptMarketing", true), ("acceptNewsLetter", true), ("acceptPrivatePolicy", null) };
        await store.AppendAsync(TestData.Bulk(TestData.Lead(consents)), Cancellation);
        database.Time.Advance(TimeSpan.FromHours(1));
        await CorrectAsync(store, await FindAsync(store, 1), """{"acceptMarketing":false}""", "agent");
        database.Time.Advance(TimeSpan.FromHours(1));
        await CorrectAsync(store, await FindAsync(store, 1), """{"firstName":"Zaynab"}""", "another");
        var rows = await database.RowsAsync("select consent, given, recorded_by, given_at = recorded_at from consent order by consent");
        Assert.Equal(["acceptMarketing|0|agent", "acceptNewsLetter|1|tester"], rows.Select(row => string.Join('|', row.Split('|')[..3])));
        Assert.Contains(rows[0].Split('|')[3], (string[])["1", "True", "true", "t"]);
    }

    [Fact]
    public async Task Leads_that_became_valid_are_found_once_by_the_time_of_the_correction_and_in_pages()
    {
        await using var database = CreateDatabase();
        var store = await database.OpenAsync();
        var wrong = TestData.Lead(("priority", "Zaynab"));
        await store.AppendAsync(TestData.Bulk(wrong, wrong, TestData.Lead(), wrong, wrong), Cancellation);
        foreach (var id in (long[])[4, 1, 2])
        {
            database.Time.Advance(TimeSpan.FromHours(1));
            await CorrectAsync(store, await FindAsync(store, id), """{"priority":"Hot"}""");
        }

        // Neither a correction of a valid lead, nor one that leaves errors, makes a lead valid.
        await CorrectAsync(store, await FindAsync(store, 3), """{"priority":"Hot"}""");
        await CorrectAsync(store, await FindAsync(store, 1), """{"firstName":"Reem"}""");
        await CorrectAsync(store, await FindAsync(store, 5), """{"firstName":"Reem"}""");
        var start = TestData.Now.UtcDateTime;
        Assert.Equal([4L, 2, 1], await FindCorrectedAsync(null, null, null, newestFirst: true));
        Assert.Equal([1L, 2, 4], await FindCorrectedAsync(null, null, null, newestFirst: false));
        Assert.Equal([2L, 1], await FindCorrectedAsync(null, null, 4, newestFirst: true));
        Assert.Equal([4L], await FindCorrectedAsync(null, null, 2, newestFirst: false));
        Assert.Equal([2L, 1], await FindCorrectedAsync(start.AddHours(2), null, null, newestFirst: true));
        Assert.Equal([4L, 1], await FindCorrectedAsync(null, start.AddHours(3), null, newestFirst: true));
        Assert.Equal([1L], await FindCorrectedAsync(start.AddHours(2), start.AddHours(3), null, newestFirst: false));
        Assert.Equal([4L], await store.Revisions.FindCorrectedAsync(null, null, null, true, 1, Cancellation));

        Task<List<long>> FindCorrectedAsync(DateTime? from, DateTime? before, long? after, bool newestFirst) =>
            store.Revisions.FindCorrectedAsync(from, before, after, newestFirst, 10, Cancellation);
    }

    private static async Task<StoredLead> FindAsync(ILeadStore store, long id) =>
        await store.Revisions.FindAsync(id, TestData.Catalog, Cancellation) ?? throw new InvalidOperationException($"No lead {id}.");

    private static Task<CorrectedLead?> CorrectAsync(ILeadStore store, StoredLead before, string patch, string by = "tester")
    {
        var sent = before.Valid is { } valid ? LeadSource.Write(valid, TestData.Catalog) : before.Sent;
        var after = TestData.Validate(LeadPatch.Read(Encoding.UTF8.GetBytes(patch))!.Apply(sent), before.Index, before.Line);
        var changes = LeadChanges.Compare(sent, after.HasErrors ? after.SentJson : LeadSource.Write(after, TestData.Catalog));
        return store.Revisions.CorrectAsync(
            new LeadCorrection(
                before,
                after,
                by,
                "api",
                LeadChanges.ToJson([.. changes.Where(change => patch.Contains($"\"{change.Field}\"", StringComparison.Ordinal))]),
                before.Valid is null ? before.ReadErrors(TestData.Catalog).Count : 0,
                new AuditEvent(AuditActions.LeadCorrect, "a", "b", $"lead:{before.Id}")
            ),
            Cancellation
        );
    }

    private static LeadErasure Erase(StoredLead lead) =>
        lead.Valid is { } valid
            ? new ValidLeadErasure(
                lead.Origin.BulkId,
                lead.Id,
                LeadMatch.Find(
                    valid,
                    default,
                    DataSubject.TryCreate("555555555", null, TestData.Catalog[ReferenceLists.PhoneCode], out _)!
                )!
            )
            {
                Version = lead.Version,
            }
            : new InvalidLeadErasure(
                lead.Origin.BulkId,
                lead.Id,
                IsWhole: true,
                ErasesReference: true,
                Erasure.ErasedLead,
                Erasure.EraseErrors(lead.StoredErrors, lead.Sent, default),
                JsonChange.Removed
            )
            {
                Version = lead.Version,
            };

    private static Task<bool> EraseAsync(ILeadStore store, params IReadOnlyList<LeadErasure> leads) =>
        store.Privacy.EraseAsync(leads, [], new AuditEvent(AuditActions.PersonErase, "a", "b"), Cancellation);

    private static AuditEvent Gone(int count) => AuditEvent.FromService(AuditActions.Retention, detail: $"{count}");
}
