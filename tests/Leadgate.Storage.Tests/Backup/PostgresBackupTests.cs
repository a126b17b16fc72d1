using Leadgate.Domain.Audit;
using Leadgate.Storage.Backup;
using Leadgate.Storage.Tests.Postgres;
using Leadgate.Storage.Tests.Support;
using Leadgate.Tests;
using Npgsql;

namespace Leadgate.Storage.Tests.Backup;

/// <summary>Backups of PostgreSQL stores.</summary>
public sealed class PostgresBackupTests : BackupTests
{
    protected override string TablesSql =>
        "select table_name from information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE' order by table_name";

    protected override string NewerSql => "insert into schema_version (version) values (9999)";

    protected override string FirstSchemaSql =>
        Repository.Read("src", "Leadgate.Storage", "Engines", "Postgres", "Migrations", "0001_first_schema.sql")
        + """
            ;
            create table schema_version (version integer primary key, applied_at timestamptz not null default now());
            insert into schema_version (version) values (1);
            """;

    protected override IReadOnlyList<string> Additions =>
        [
            "create trigger added_trigger before insert on bulk for each row execute function audit_entry_is_kept()",
            "create view added_view as select * from api_key",
        ];

    protected override TestDatabase CreateDatabase() => new PostgresTestDatabase();

    [Fact]
    public async Task Store_in_its_own_schema_is_backed_up_alone_and_restored_beside_other_tables()
    {
        const string Schema = "Leads \"1\"";
        await using var database = new PostgresTestDatabase();
        await database.RowsAsync("create table public.other (text text); create schema \"Leads \"\"1\"\"\"");
        await using (var store = await OpenAsync(database, Schema))
            await store.AppendAsync(TestData.Bulk(TestData.Lead()), TestContext.Current.CancellationToken);
        await new StoreBackup(Address(database, Schema), File, _ => { }).RunAsync(TestContext.Current.CancellationToken);

        await using var to = new PostgresTestDatabase();
        await to.RowsAsync("create table other (number integer)");
        var e = await Assert.ThrowsAsync<StoreSetupException>(() => RestoreAsync(to));
        Assert.Contains("Search%20Path=%22Leads%20%22%221%22%22%22", e.Message, StringComparison.Ordinal);
        Assert.Empty(await to.RowsAsync("select nspname from pg_namespace where nspname like 'Leads%'"));
        Assert.Equal(
            1,
            (await new StoreRestore(File, Address(to, Schema), _ => { }).RunAsync(TestContext.Current.CancellationToken)).Bulks
        );
        Assert.Equal(["other"], await to.RowsAsync(TablesSql));
    }

    [Fact]
    public async Task Store_in_a_later_schema_of_the_search_path_is_backed_up()
    {
        await using var database = new PostgresTestDatabase();
        await database.RowsAsync("create schema first; create schema second");
        await using (var store = await OpenAsync(database, "second"))
            await store.AppendAsync(TestData.Bulk(TestData.Lead()), TestContext.Current.CancellationToken);
        var address = StoreAddress.Parse($"{database.Address}&Search%20Path=first%2Csecond");
        Assert.Equal(1, (await new StoreBackup(address, File, _ => { }).RunAsync(TestContext.Current.CancellationToken)).Bulks);
    }

    [Fact]
    public async Task Password_is_read_from_a_password_file()
    {
        await using var database = new PostgresTestDatabase();
        await database.OpenAsync();
        await database.CloseAsync();
        var server = new NpgsqlConnectionStringBuilder(database.ConnectionString);
        using var folder = new TemporaryFolder();
        var passwords = folder.Path("passwords");
        OwnerOnly.CreateFile(passwords);
        await System.IO.File.WriteAllTextAsync(passwords, $"*:*:*:*:{server.Password}\n", TestContext.Current.CancellationToken);

        var where = $"{server.Username}@{server.Host}:{server.Port}/{server.Database}";
        var address = StoreAddress.Parse($"postgres://{where}?passfile={Uri.EscapeDataString(passwords)}");
        await using (var store = address.Open(TimeProvider.System))
            await store.AppendAsync(TestData.Bulk(TestData.Lead()), TestContext.Current.CancellationToken);
        Assert.Equal(1, (await new StoreBackup(address, File, _ => { }).RunAsync(TestContext.Current.CancellationToken)).Bulks);
    }

    [Fact]
    public async Task File_that_is_not_a_backup_is_rejected()
    {
        await using var database = new PostgresTestDatabase();
        await database.OpenAsync();
        await BackUpAsync(database);
        await database.CloseAsync();
        await database.RowsAsync("drop table schema_version cascade");
        await Assert.ThrowsAsync<StoreSetupException>(() => BackUpAsync(database));
        await System.IO.File.WriteAllTextAsync(File, "PGDMP and nothing more", TestContext.Current.CancellationToken);
        System.IO.File.Delete(File + ".sha256");
        await using var to = new PostgresTestDatabase();
        Assert.Contains(
            "pg_restore failed",
            (await Assert.ThrowsAsync<StoreSetupException>(() => RestoreAsync(to))).Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task Backup_of_the_other_engine_is_rejected_with_a_hint()
    {
        await using var database = new PostgresTestDatabase();
        await database.OpenAsync();
        await BackUpAsync(database);
        await using var to = new Sqlite.SqliteTestDatabase();
        Assert.Contains(
            "--database postgres://",
            (await Assert.ThrowsAsync<StoreSetupException>(() => RestoreAsync(to))).Message,
            StringComparison.Ordinal
        );
        Assert.False(System.IO.File.Exists(to.File));
    }

    [Fact]
    public async Task Unreachable_server_is_reported_in_one_line_and_leaves_no_file()
    {
        var e = await Assert.ThrowsAsync<StoreSetupException>(() =>
            new StoreBackup(StoreAddress.Parse("postgres://user:secret@127.0.0.1:1/leads"), File, _ => { }).RunAsync(
                TestContext.Current.CancellationToken
            )
        );
        Assert.Contains("cannot be reached", e.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", e.Message, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(Path.GetDirectoryName(File)!));
    }

    [Theory]
    [InlineData(15, "15")]
    [InlineData(16, "17")]
    [InlineData(18, null)]
    public void Oldest_program_that_supports_the_server_is_chosen(int server, string? chosen) =>
        Assert.Equal(chosen, PostgresProgram.Choose([("17", 17), ("14", 14), ("15", 15)], server));

    [Theory]
    [InlineData(
        "pg_restore: warning: a\npg_restore: error: could not read from input file: end of file\nDETAIL: Reem",
        "could not read from input file: end of file"
    )]
    [InlineData("cannot be run", "cannot be run")]
    [InlineData("", "it ended with 3")]
    public void Reason_is_the_first_error_of_the_program(string error, string reason) =>
        Assert.Equal(reason, PostgresProgram.FirstLine(error, 3));

    private static StoreAddress Address(PostgresTestDatabase database, string schema)
    {
        var path = $"\"{schema.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
        return StoreAddress.Parse($"{database.Address}&Search%20Path={Uri.EscapeDataString(path)}");
    }

    private static async Task<ILeadStore> OpenAsync(PostgresTestDatabase database, string schema)
    {
        var store = Address(database, schema).Open(TimeProvider.System);
        await store.Lists.ReplaceAsync(
            TestData.Lists,
            AuditEvent.FromCommand(AuditActions.ListsChange),
            TestContext.Current.CancellationToken
        );
        return store;
    }
}
