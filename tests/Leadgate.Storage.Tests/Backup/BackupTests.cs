using System.Text.Json.Nodes;
using Leadgate.Domain.Access;
using Leadgate.Domain.Audit;
using Leadgate.Domain.Staff;
using Leadgate.Storage.Backup;
using Leadgate.Storage.Tests.Support;
using Leadgate.Tests;

namespace Leadgate.Storage.Tests.Backup;

/// <summary>Backing up a store into a file and restoring it, on every engine.</summary>
public abstract class BackupTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    /// <summary>The backup file.</summary>
    protected string File => _folder.Path("copy");

    protected abstract TestDatabase CreateDatabase();

    /// <summary>The names of all tables.</summary>
    protected abstract string TablesSql { get; }

    /// <summary>Sets the schema of a store to 9999.</summary>
    protected abstract string NewerSql { get; }

    /// <summary>The statements that create a store of the first schema.</summary>
    protected abstract string FirstSchemaSql { get; }

    [Fact]
    public async Task Every_row_of_every_table_is_restored()
    {
        await using var from = CreateDatabase();
        await FillAsync(from);
        var contents = await BackUpAsync(from);
        Assert.Equal((3, 7, 4, 1, 3L), (contents.Bulks, contents.Leads, contents.LeadsWithErrors, contents.Keys, contents.NewestBulk));

        await using var to = CreateDatabase();
        Assert.Equal(contents, await RestoreAsync(to));
        var tables = await from.RowsAsync(TablesSql);
        Assert.True(tables.Count >= 9);
        Assert.Equal(tables, await to.RowsAsync(TablesSql));
        foreach (var table in tables.Where(table => table != "counter"))
            Assert.Equal(await AllAsync(from, table), await AllAsync(to, table));
        var store = await to.OpenAsync();
        Assert.Equal(1, (await store.FindKeyAsync(TestData.Key("k"), TestContext.Current.CancellationToken))!.Bulk().Id);
    }

    [Fact]
    public async Task Restored_audit_trail_verifies_and_continues()
    {
        await using var from = CreateDatabase();
        var source = await FillAsync(from);
        await BackUpAsync(from);
        await using var to = CreateDatabase();
        await RestoreAsync(to);
        var store = await to.OpenAsync();
        var last = await source.Audit.ReadLastIdAsync(TestContext.Current.CancellationToken);
        Assert.True(last > 0);
        Assert.Equal(last, await store.Audit.ReadLastIdAsync(TestContext.Current.CancellationToken));
        Assert.Equal(
            last + 1,
            (await store.Audit.AppendAsync(AuditEvent.FromCommand("restored"), TestContext.Current.CancellationToken)).Id
        );
        var verification = new AuditVerification();
        foreach (var entry in await store.Audit.ReadAsync(0, 1000, TestContext.Current.CancellationToken))
            verification.Add(entry);
        Assert.Empty(verification.Complete(last + 1));
    }

    [Fact]
    public async Task Nobody_is_signed_in_after_a_restore()
    {
        await using var from = CreateDatabase();
        var source = await FillAsync(from);
        var session = new StaffSession
        {
            IdHash = new byte[] { 1 },
            Actor = "oidc:reem",
            DisplayName = "Reem",
            Role = StaffRole.Admin,
            CreatedAt = TestData.Now.UtcDateTime,
            SeenAt = TestData.Now.UtcDateTime,
            EndsAt = TestData.Now.UtcDateTime.AddHours(12),
        };
        await source.Staff.AddSessionAsync(
            session,
            TestData.Now.UtcDateTime,
            AuditEvent.FromCommand("test"),
            TestContext.Current.CancellationToken
        );
        await BackUpAsync(from);
        await using var to = CreateDatabase();
        await RestoreAsync(to);
        Assert.Equal(["1"], await from.RowsAsync("select count(*) from staff_session"));
        Assert.Equal(["0"], await to.RowsAsync("select count(*) from staff_session"));
    }

    [Fact]
    public async Task No_id_from_before_or_after_the_backup_is_reused()
    {
        await using var from = CreateDatabase();
        var source = await FillAsync(from);
        await BackUpAsync(from);
        for (var i = 0; i < 5; i++)
            await source.AppendAsync(TestData.Bulk(TestData.Lead(), TestData.Lead()), TestContext.Current.CancellationToken);
        var given = await IdsAsync(source);

        await using var to = CreateDatabase();
        await RestoreAsync(to);
        var store = await to.OpenAsync();
        var old = await IdsAsync(store);
        await store.AppendAsync(TestData.Bulk(TestData.Lead(), TestData.Lead(), 42), TestContext.Current.CancellationToken);
        var fresh = (await IdsAsync(store)).Except(old).ToList();
        Assert.Equal(1 + 3 + 2, fresh.Count);
        Assert.Empty(fresh.Intersect(given));
    }

    [Fact]
    public async Task Bulk_stored_during_the_backup_is_in_it_completely_or_not_at_all()
    {
        await using var from = CreateDatabase();
        var source = await FillAsync(from);
        var backup = BackUpAsync(from);
        while (!backup.IsCompleted)
            await source.AppendAsync(TestData.Bulk(TestData.Lead(), TestData.Lead(), 42), TestContext.Current.CancellationToken);
        var contents = await backup;

        await using var to = CreateDatabase();
        Assert.Equal(contents, await RestoreAsync(to));
        Assert.Equal(
            ["0"],
            await to.RowsAsync(
                """
                select count(*) from bulk where total_records <>
                    (select count(*) from lead where bulk_id = bulk.id) + (select count(*) from lead_with_errors where bulk_id = bulk.id)
                """
            )
        );
    }

    [Fact]
    public async Task Existing_file_is_not_overwritten_and_no_other_is_left()
    {
        await using var from = CreateDatabase();
        await from.OpenAsync();
        await System.IO.File.WriteAllTextAsync(File, "precious", TestContext.Current.CancellationToken);
        var e = await Assert.ThrowsAsync<StoreSetupException>(() => BackUpAsync(from));
        Assert.Contains("already exists", e.Message, StringComparison.Ordinal);
        Assert.Equal("precious", await System.IO.File.ReadAllTextAsync(File, TestContext.Current.CancellationToken));
        Assert.Equal([File], Directory.GetFiles(Path.GetDirectoryName(File)!));
    }

    [Fact]
    public async Task Only_the_owner_can_read_the_backup_and_its_checksum_is_beside_it()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has other rights.");
        await using var from = CreateDatabase();
        await from.OpenAsync();
        await BackUpAsync(from);
        Assert.Equal(["copy", "copy.sha256"], Directory.GetFiles(Path.GetDirectoryName(File)!).Select(Path.GetFileName).Order());
        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, System.IO.File.GetUnixFileMode(File));
    }

    [Fact]
    public async Task Database_without_a_store_cannot_be_backed_up()
    {
        await using var from = CreateDatabase();
        await from.RowsAsync("create table something (text text)");
        var e = await Assert.ThrowsAsync<StoreSetupException>(() => BackUpAsync(from));
        Assert.Contains("does not hold a store", e.Message, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(Path.GetDirectoryName(File)!));
    }

    [Fact]
    public async Task Existing_store_is_not_restored_over()
    {
        await using var from = CreateDatabase();
        await FillAsync(from);
        await BackUpAsync(from);
        await using var to = CreateDatabase();
        await to.OpenAsync();
        await to.CloseAsync();
        var e = await Assert.ThrowsAsync<StoreSetupException>(() => RestoreAsync(to));
        Assert.Contains("already", e.Message, StringComparison.Ordinal);
        Assert.Equal(["0"], await to.RowsAsync("select count(*) from bulk"));
    }

    [Theory]
    [InlineData(0.0)]
    [InlineData(0.01)]
    [InlineData(0.5)]
    [InlineData(1.0)]
    public async Task Truncated_backup_is_rejected_with_and_without_its_checksum(double share)
    {
        await using var from = CreateDatabase();
        await FillAsync(from);
        await BackUpAsync(from);
        await using (var copy = new FileStream(File, FileMode.Open))
            copy.SetLength(Math.Min((long)(copy.Length * share), copy.Length - 1));
        await AssertRejectedAsync();
        System.IO.File.Delete(File + ".sha256");
        await AssertRejectedAsync();
    }

    [Fact]
    public async Task Damaged_backup_is_rejected_with_and_without_its_checksum()
    {
        await using var from = CreateDatabase();
        await FillAsync(from);
        await BackUpAsync(from);
        await DamageAsync(1);
        await AssertRejectedAsync();
        await DamageAsync(4096);
        System.IO.File.Delete(File + ".sha256");
        await AssertRejectedAsync();
    }

    [Fact]
    public async Task Backup_without_its_checksum_is_restored_only_on_request()
    {
        await using var from = CreateDatabase();
        await FillAsync(from);
        await BackUpAsync(from);
        System.IO.File.Delete(File + ".sha256");
        await using var to = CreateDatabase();
        var address = await to.AddressAsync();
        var e = await Assert.ThrowsAsync<StoreSetupException>(() =>
            new StoreRestore(File, address, Tell).RunAsync(TestContext.Current.CancellationToken)
        );
        Assert.Contains("--without-checksum", e.Message, StringComparison.Ordinal);
        Assert.Empty(await to.RowsAsync(TablesSql));
        await using var other = CreateDatabase();
        await RestoreAsync(other);
    }

    /// <summary>What is added runs within the service, with the rights of its account.</summary>
    [Fact]
    public async Task Backup_with_unknown_triggers_or_views_is_rejected_with_their_names()
    {
        await using var from = CreateDatabase();
        await FillAsync(from);
        foreach (var statement in Additions)
            await from.RowsAsync(statement);
        await BackUpAsync(from);
        var e = await AssertRejectedAsync();
        foreach (var name in (string[])["added_trigger", "added_view"])
            Assert.Contains(name, e.Message, StringComparison.Ordinal);
        Assert.Contains("tampered", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Store_of_a_newer_schema_is_backed_up_but_not_restored()
    {
        await using var from = CreateDatabase();
        await from.OpenAsync();
        await from.CloseAsync();
        await from.RowsAsync(NewerSql);
        await BackUpAsync(from);
        Assert.Contains("newer program", (await AssertRejectedAsync()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Store_of_the_first_schema_is_backed_up_as_it_is_and_upgraded_when_restored()
    {
        await using var from = CreateDatabase();
        await from.RowsAsync(FirstSchemaSql);
        var before = await from.RowsAsync(TablesSql);
        Assert.Equal(0, (await BackUpAsync(from)).Keys);
        Assert.Equal(before, await from.RowsAsync(TablesSql));
        await using var to = CreateDatabase();
        await RestoreAsync(to);
        Assert.IsType<AppendOutcome.Stored>(
            (await (await to.OpenAsync()).AppendAsync(TestData.Bulk(TestData.Lead()), TestContext.Current.CancellationToken))
        );
    }

    public void Dispose()
    {
        _folder.Dispose();
        GC.SuppressFinalize(this);
    }

    private protected async Task<StoreContents> BackUpAsync(TestDatabase from) =>
        await new StoreBackup(await from.AddressAsync(), File, Tell).RunAsync(TestContext.Current.CancellationToken);

    /// <summary>Statements that add a trigger and a view.</summary>
    protected abstract IReadOnlyList<string> Additions { get; }

    private protected async Task<StoreContents> RestoreAsync(TestDatabase to) =>
        await new StoreRestore(File, await to.AddressAsync(), Tell, requiresChecksum: System.IO.File.Exists(File + ".sha256")).RunAsync(
            TestContext.Current.CancellationToken
        );

    /// <summary>
    /// Asserts that the backup is rejected in one line and that nothing is left in the target.
    /// </summary>
    private async Task<StoreSetupException> AssertRejectedAsync()
    {
        await using var to = CreateDatabase();
        var e = await Assert.ThrowsAsync<StoreSetupException>(() => RestoreAsync(to));
        Tell(e.Message);
        Assert.DoesNotContain('\n', e.Message);
        Assert.Empty(await to.RowsAsync(TablesSql));
        return e;
    }

    private async Task DamageAsync(int bytes)
    {
        await using var copy = new FileStream(File, FileMode.Open);
        copy.Position = copy.Length / 2 / 4096 * 4096;
        var there = new byte[bytes];
        await copy.ReadExactlyAsync(there, TestContext.Current.CancellationToken);
        copy.Position -= bytes;
        await copy.WriteAsync(there.Select(one => (byte)~one).ToArray(), TestContext.Current.CancellationToken);
    }

    private static async Task<ILeadStore> FillAsync(TestDatabase database)
    {
        var store = await database.OpenAsync();
        await store.AppendAsync(TestData.Bulk("k"), TestContext.Current.CancellationToken);
        await store.AppendAsync(
            TestData.Bulk(
                TestData.Lead(("leadNote", "ملاحظة 😀\nسطر"), ("unknownThing", new JsonObject { ["b"] = 1 })),
                TestData.Lead(("priority", null)),
                "text",
                42
            ),
            TestContext.Current.CancellationToken
        );
        await store.AppendAsync(TestData.Bulk(TestData.Lead(("vehicles", null)), null), TestContext.Current.CancellationToken);
        var text = ApiKeyToken.Generate("TEST");
        await store.Keys.AddAsync(
            new ApiKey
            {
                Name = "موقع",
                Scopes = Scopes.LeadsWrite,
                Hint = ApiKeyToken.GetHint(text),
                Hash = ApiKeyToken.Hash(text),
                CreatedAt = TestData.Now.UtcDateTime,
            },
            AuditEvent.FromCommand(AuditActions.KeyCreate),
            TestContext.Current.CancellationToken
        );
        return store;
    }

    private static async Task<IReadOnlyList<string>> AllAsync(TestDatabase database, string table) =>
        [
            .. (await database.RowsAsync($"select * from {table}"))
                .Where(row => !row.StartsWith("health|", StringComparison.Ordinal))
                .Order(StringComparer.Ordinal),
        ];

    /// <summary>Every id that can be read.</summary>
    private static async Task<HashSet<string>> IdsAsync(ILeadStore store)
    {
        var leads = await store.FindLeadsAsync(new LeadQuery { Limit = 1000 }, TestData.Catalog, TestContext.Current.CancellationToken);
        return
        [
            .. leads.SelectMany(lead =>
                lead.VehicleIds.Select(id => $"vehicle {id}").Append($"lead {lead.Id}").Append($"bulk {lead.Origin.BulkId}")
            ),
        ];
    }

    private static void Tell(string line) => TestContext.Current.TestOutputHelper!.WriteLine(line);
}
