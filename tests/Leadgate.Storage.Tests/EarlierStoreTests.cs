using System.IO.Compression;
using System.Text;
using Leadgate.Domain.Access;
using Leadgate.Domain.Audit;
using Leadgate.Domain.Leads;
using Leadgate.Domain.Lists;
using Leadgate.Domain.Staff;
using Leadgate.Storage.Backup;
using Leadgate.Storage.Tests.Support;
using Leadgate.Tests;

namespace Leadgate.Storage.Tests;

/// <summary>
/// A store that an earlier program wrote keeps everything when this program opens it. The stores of schema 6 in <c>Data</c> were made with
/// the program of commit 045ca84; <c>Data/fill-store.sh</c> says what is in them and how to make such a store.
/// </summary>
public abstract class EarlierStoreTests
{
    /// <summary>A database with the earlier store, which no store has been opened on yet.</summary>
    private protected abstract Task<TestDatabase> CreateDatabaseAsync();

    /// <summary>The tables that have another name now, or whose rows say which schema it is.</summary>
    private static readonly string[] Changed = ["sequence", "counter", "schema_version"];

    protected abstract string TablesSql { get; }

    protected abstract string ColumnsSql(string table);

    /// <summary>Writes the name of the reference with other letters in what was sent.</summary>
    protected abstract string RenameReferenceSql { get; }

    /// <summary>The counters of the earlier store.</summary>
    protected abstract string CountersBeforeSql { get; }

    [Fact]
    public async Task Every_row_of_every_table_is_kept()
    {
        await using var database = await CreateDatabaseAsync();
        var columns = new Dictionary<string, string>();
        foreach (var table in (await database.RowsAsync(TablesSql)).Except(Changed))
            columns[table] = string.Join(", ", await database.RowsAsync(ColumnsSql(table)));
        var before = await RowsAsync(database, columns);
        var counters = await database.RowsAsync(CountersBeforeSql);
        Assert.Equal(12, columns.Count);
        Assert.NotEmpty(counters);

        await database.OpenAsync();
        Assert.Equal(before, await RowsAsync(database, columns));
        Assert.Subset((await database.RowsAsync("select name, value from counter")).ToHashSet(), counters.ToHashSet());
    }

    [Fact]
    public async Task Store_that_must_not_be_migrated_is_rejected_and_unchanged()
    {
        await using var database = await CreateDatabaseAsync();
        var address = await database.AddressAsync();
        var (tables, counters) = (await database.RowsAsync(TablesSql), await database.RowsAsync(CountersBeforeSql));
        var e = Assert.Throws<StoreSetupException>(() => address.Open(database.Time, new StoreOptions { Migrates = false }));
        Assert.Contains("has schema 6 and this program needs ", e.Message, StringComparison.Ordinal);
        Assert.Equal(tables, await database.RowsAsync(TablesSql));
        Assert.Equal(counters, await database.RowsAsync(CountersBeforeSql));

        await address.Open(database.Time).DisposeAsync();
        await address.Open(database.Time, new StoreOptions { Migrates = false }).DisposeAsync();
    }

    [Fact]
    public async Task Bulks_and_leads_are_read_as_they_were()
    {
        await using var database = await CreateDatabaseAsync();
        var store = await database.OpenAsync();
        var catalog = await store.Lists.ReadAsync(TestContext.Current.CancellationToken);
        var leads = (await store.FindLeadsAsync(new LeadQuery { Limit = 100 }, catalog, TestContext.Current.CancellationToken))
            .OrderBy(lead => lead.Id)
            .ToList();
        Assert.Equal(Enumerable.Range(1, 11).Select(id => (long)id), leads.Select(lead => lead.Id));
        Assert.Equal([1L, 2, 2, 2, 3, 4, 5, 6, 6, 6, 6], leads.Select(lead => lead.Origin.BulkId));
        Assert.Equal([3L, 10, 11], leads.Where(lead => lead.Valid is null).Select(lead => lead.Id));
        Assert.All(leads, lead => Assert.Equal("web-site", lead.Origin.CreatedBy));

        var bulks = new List<(int, int)>();
        for (var id = 1; id <= 6; id++)
        {
            var bulk = (await store.FindBulkAsync(id, TestContext.Current.CancellationToken))!;
            bulks.Add((bulk.TotalRecords, bulk.ErrorRecords));
        }

        Assert.Equal([(1, 0), (3, 1), (1, 0), (1, 0), (1, 0), (4, 2)], bulks);
        Assert.Null(await store.FindBulkAsync(7, TestContext.Current.CancellationToken));

        // Lists and texts, vehicles, unknown properties, errors as they were answered, and a person who was erased.
        Assert.Equal("Very hot", leads[0].Valid![Field("priority")].Item!.Label);
        Assert.Equal("هدى", Text(leads[3], Field("firstName")));
        Assert.Equal([4L, 5], leads[3].VehicleIds);
        Assert.Equal("""{"unknownThing":{"a":[1,"x"]}}""", Encoding.UTF8.GetString(leads[4].Valid!.Extra.Span));
        Assert.Equal("""{"colour":"red"}""", Encoding.UTF8.GetString(leads[4].Valid!.Vehicles[0].Extra.Span));
        Assert.Equal("Bahia", Text(leads[5], LeadFields.CustomerRegion));
        Assert.Contains("\"priority\":\"Tepid\"", Encoding.UTF8.GetString(leads[2].Sent.Span), StringComparison.Ordinal);
        // In the words of that program, which are not those of today.
        Assert.Equal(
            [
                "priority not-in-list \"Tepid\"",
                "Priority: \"Tepid\" is not known. Send an item of the list LEAD_PRIORITY, such as Warm, Cold or Hot.",
                "الأولوية: القيمة «Tepid» غير معروفة. أرسل عنصرًا من القائمة LEAD_PRIORITY، مثل: دافئ، بارد أو ساخن.",
                "Warm, Cold, Hot",
                "source not-in-list ",
                "The value was erased.",
                "مُحيت القيمة.",
                "",
                " invalid-type 42",
                "This lead is a number. Send it as an object with fields.",
                "سجل العميل يجب أن يُرسل ككائن JSON فيه حقول، والمرسل رقم.",
                "",
            ],
            leads.SelectMany(lead => lead.ReadErrors(catalog)).SelectMany(Describe)
        );
        Assert.Equal("42", Encoding.UTF8.GetString(leads[10].Sent.Span));
        Assert.Equal(("", "512345678"), (Text(leads[7], LeadFields.PhoneNumber), Text(leads[6], LeadFields.PhoneNumber)));
        Assert.DoesNotContain(leads, lead => Encoding.UTF8.GetString(lead.Sent.Span).Contains("587654321", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Errors_and_warnings_say_the_same_in_the_form_of_today()
    {
        await using var database = await CreateDatabaseAsync();
        var store = await database.OpenAsync();
        var before = await ReadAsync();
        Assert.True(await store.IssueConversion.IsNeededAsync(TestContext.Current.CancellationToken));
        await store.IssueConversion.ConvertNextAsync(
            (sent, _) => TestData.Validate(sent),
            _ => Task.CompletedTask,
            TestContext.Current.CancellationToken
        );
        Assert.False(await store.IssueConversion.IsNeededAsync(TestContext.Current.CancellationToken));
        var after = await ReadAsync();
        Assert.Equal(before.SelectMany(Describe), after.SelectMany(Describe));
        Assert.Equal(5, after.Count(lead => !lead.StoredErrors.IsEmpty || !lead.StoredWarnings.IsEmpty));
        Assert.All(
            after.SelectMany(lead => (ReadOnlyMemory<byte>[])[lead.StoredErrors, lead.StoredWarnings]),
            stored => Assert.True(stored.IsEmpty || stored.Span.StartsWith("[1,"u8))
        );

        async Task<IReadOnlyList<StoredLead>> ReadAsync() =>
            await store.FindLeadsAsync(new LeadQuery { Limit = 100 }, TestData.Catalog, TestContext.Current.CancellationToken);

        IEnumerable<string> Describe(StoredLead lead) =>
            lead.ReadErrors(TestData.Catalog).Concat(lead.ReadWarnings(TestData.Catalog)).SelectMany(EarlierStoreTests.Describe);
    }

    /// <summary>The earlier schema had no reference of leads with errors: the migration takes it from what was sent.</summary>
    [Fact]
    public async Task Leads_are_found_by_their_reference_also_those_with_errors_but_none_that_was_erased()
    {
        await using var database = await CreateDatabaseAsync();
        var store = await database.OpenAsync();
        var catalog = await store.Lists.ReadAsync(TestContext.Current.CancellationToken);
        var query = new LeadQuery { LeadReference = "string" };
        var found = await store.FindLeadsAsync(query, catalog, TestContext.Current.CancellationToken);
        Assert.Equal([1L, 2, 3, 4, 5, 6, 7, 9], found.Select(lead => lead.Id).Order());
    }

    [Fact]
    public async Task The_reference_is_taken_from_what_was_sent_in_any_case_and_the_operator_is_told_that_it_takes_time()
    {
        await using var database = await CreateDatabaseAsync();
        await database.RowsAsync(RenameReferenceSql);
        var told = new List<int>();
        await using var store = (await database.AddressAsync()).Open(
            database.Time,
            new StoreOptions { ReportMigration = (from, _) => told.Add(from) }
        );
        var catalog = await store.Lists.ReadAsync(TestContext.Current.CancellationToken);
        var query = new LeadQuery { LeadReference = "string", IsError = true };
        Assert.Equal([3L], (await store.FindLeadsAsync(query, catalog, TestContext.Current.CancellationToken)).Select(lead => lead.Id));
        Assert.Equal([6], told);
    }

    [Fact]
    public async Task Keys_accounts_lists_and_the_audit_trail_are_kept_and_continue()
    {
        await using var database = await CreateDatabaseAsync();
        var store = await database.OpenAsync();
        Assert.Equal(
            [
                (1, "web-site", Scopes.LeadsWrite | Scopes.LeadsRead, false, null, null),
                (2, "limited-shop", Scopes.LeadsWrite, false, 5, 70),
                (3, "former-partner", Scopes.Admin, true, null, null),
            ],
            (await store.Keys.ReadAsync(TestContext.Current.CancellationToken)).Select(key =>
                (key.Id, key.Name, key.Scopes, key.RevokedAt is not null, key.RequestsPerMinute, key.LeadsPerMinute)
            )
        );
        var account = Assert.Single(await store.Staff.ReadAccountsAsync(TestContext.Current.CancellationToken));
        Assert.Equal(("huda", StaffRole.Agent), (account.Name, account.Role));
        var catalog = await store.Lists.ReadAsync(TestContext.Current.CancellationToken);
        Assert.Equal(2, catalog.Version);
        Assert.Contains(catalog[ReferenceLists.LeadPriority].Active, item => item.Label == "Very hot");

        var token = ApiKeyToken.Generate("TEST");
        var added = await store.Keys.AddAsync(
            new ApiKey
            {
                Name = "new-shop",
                Scopes = Scopes.LeadsWrite,
                Hint = ApiKeyToken.GetHint(token),
                Hash = ApiKeyToken.Hash(token),
                CreatedAt = TestData.Now.UtcDateTime,
            },
            AuditEvent.FromCommand(AuditActions.KeyCreate),
            TestContext.Current.CancellationToken
        );
        Assert.Equal(4, added.Id);

        var verification = new AuditVerification();
        var entries = await store.Audit.ReadAsync(0, 100, TestContext.Current.CancellationToken);
        foreach (var entry in entries)
            verification.Add(entry);
        Assert.Equal(
            [
                AuditActions.KeyCreate,
                AuditActions.KeyCreate,
                AuditActions.KeyLimit,
                AuditActions.KeyCreate,
                AuditActions.KeyRevoke,
                AuditActions.StaffCreate,
                AuditActions.ListsChange,
                AuditActions.ListsChange,
                AuditActions.PersonErase,
                AuditActions.KeyCreate,
            ],
            entries.Select(entry => entry.Event.Action)
        );
        Assert.Empty(verification.Complete(await store.Audit.ReadLastIdAsync(TestContext.Current.CancellationToken)));
    }

    [Fact]
    public async Task Repeated_request_finds_its_bulk_and_new_ids_follow_the_old_ones()
    {
        await using var database = await CreateDatabaseAsync();
        var fingerprint = Convert.FromHexString((await database.RowsAsync("select fingerprint from idempotency_key"))[0]);
        var key = new IdempotencyKey("web-site", "order-1", fingerprint);
        var store = await database.OpenAsync();
        var found = Assert.IsType<AppendOutcome.AlreadyStored>(await store.FindKeyAsync(key, TestContext.Current.CancellationToken));
        Assert.Equal(5, found.Bulk.Id);
        Assert.Equal(
            found,
            await store.AppendAsync(new NewBulk(TestData.Checked(TestData.Lead()), "web-site", key), TestContext.Current.CancellationToken)
        );

        var added = Assert.IsType<AppendOutcome.Stored>(
            await store.AppendAsync(
                TestData.Bulk(TestData.Lead(), TestData.Lead(("priority", null))),
                TestContext.Current.CancellationToken
            )
        );
        Assert.True(added.Bulk.Id > 6);
        Assert.All(added.Ids.Leads.ToArray(), id => Assert.True(id > 11));
        Assert.All(added.Ids.FirstVehicles.ToArray(), id => Assert.True(id > 11));
    }

    /// <summary>The way back: a backup from before, which was not upgraded, is restored into a new database.</summary>
    [Fact]
    public async Task A_backup_from_before_an_upgrade_brings_back_what_there_was()
    {
        using var folder = new TemporaryFolder();
        await using var database = await CreateDatabaseAsync();
        var tables = await database.RowsAsync(TablesSql);
        var address = await database.AddressAsync();
        var before = await new StoreBackup(address, folder.Path("before"), _ => { }).RunAsync(TestContext.Current.CancellationToken);
        Assert.Equal((6, 11, 3, 3), (before.Bulks, before.Leads, before.LeadsWithErrors, before.Keys));
        Assert.Equal(tables, await database.RowsAsync(TablesSql));

        var store = await database.OpenAsync();
        await store.AppendAsync(TestData.Bulk(TestData.Lead()), TestContext.Current.CancellationToken);
        await using var empty = CreateEmptyDatabase();
        var restore = new StoreRestore(folder.Path("before"), await empty.AddressAsync(), _ => { });
        Assert.Equal(before, await restore.RunAsync(TestContext.Current.CancellationToken));
        var restored = await empty.OpenAsync();
        var added = Assert.IsType<AppendOutcome.Stored>(
            await restored.AppendAsync(TestData.Bulk(TestData.Lead()), TestContext.Current.CancellationToken)
        );
        Assert.True(added.Bulk.Id > StoreRestore.SkippedBulkIds, "An id of after the backup is given out again.");
    }

    private protected abstract TestDatabase CreateEmptyDatabase();

    private static IEnumerable<string> Describe(Issue error) =>
        [
            $"{error.Path} {error.Code.Word} {Encoding.UTF8.GetString(error.Value.Span)}",
            IssueMessages.Format(error, arabic: false),
            IssueMessages.Format(error, arabic: true),
            string.Join(", ", IssueMessages.GetSuggestions(error)),
        ];

    /// <summary>Unpacks a file of the test's data.</summary>
    protected static Stream Open(string name) =>
        new GZipStream(File.OpenRead(Path.Combine(AppContext.BaseDirectory, "Data", name)), CompressionMode.Decompress);

    private static LeadField Field(string name) => LeadFields.All.Single(field => field.Name == name);

    private static string Text(StoredLead lead, LeadField field) => Encoding.UTF8.GetString(lead.Valid![field].Utf8.Span);

    private static async Task<List<string>> RowsAsync(TestDatabase database, Dictionary<string, string> columns)
    {
        var rows = new List<string>();
        foreach (var (table, names) in columns)
        {
            var read = await database.RowsAsync($"select {names} from {table}");
            Assert.True(read.Count > 0 || table == "staff_session", $"{table} is empty, so that nothing can be seen of it.");
            rows.AddRange(read.Select(row => $"{table}|{row}").Order(StringComparer.Ordinal));
        }

        return rows;
    }
}
