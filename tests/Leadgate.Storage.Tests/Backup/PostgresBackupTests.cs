using Leadgate.Domain.Audit;
using Leadgate.Storage.Backup;
using Leadgate.Storage.Tests.Postgres;
using Leadgate.Storage.Tests.Support;
using Leadgate.Tests;

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

    protected override StorePlace NewPlace() => new PostgresPlace();

    [Fact]
    public async Task A_store_in_a_schema_of_its_own_is_copied_alone_and_restored_beside_what_is_there()
    {
        const string Schema = "Leads \"1\"";
        await using var place = new PostgresPlace();
        await place.RowsAsync("create table public.other (text text); create schema \"Leads \"\"1\"\"\"");
        await using (var store = await OpenAsync(place, Schema))
            await store.AppendAsync(Some.Bulk(Some.Lead()), TestContext.Current.CancellationToken);
        await new StoreBackup(Address(place, Schema), File, _ => { }).RunAsync(TestContext.Current.CancellationToken);

        await using var to = new PostgresPlace();
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
    public async Task What_is_no_backup_of_ours_is_refused()
    {
        await using var place = new PostgresPlace();
        await place.OpenAsync();
        await BackUpAsync(place);
        await place.CloseAsync();
        await place.RowsAsync("drop table schema_version cascade");
        await Assert.ThrowsAsync<StoreSetupException>(() => BackUpAsync(place));
        await System.IO.File.WriteAllTextAsync(File, "PGDMP and nothing more", TestContext.Current.CancellationToken);
        System.IO.File.Delete(File + ".sha256");
        await using var to = new PostgresPlace();
        Assert.Contains(
            "pg_restore failed",
            (await Assert.ThrowsAsync<StoreSetupException>(() => RestoreAsync(to))).Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task A_copy_for_the_other_engine_is_refused_with_what_fits()
    {
        await using var place = new PostgresPlace();
        await place.OpenAsync();
        await BackUpAsync(place);
        await using var to = new Sqlite.SqlitePlace();
        Assert.Contains(
            "--database postgres://",
            (await Assert.ThrowsAsync<StoreSetupException>(() => RestoreAsync(to))).Message,
            StringComparison.Ordinal
        );
        Assert.False(System.IO.File.Exists(to.File));
    }

    [Fact]
    public async Task A_server_that_cannot_be_reached_is_told_in_one_line_and_leaves_no_file()
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
    public void The_program_is_the_oldest_that_the_server_takes(int server, string? chosen) =>
        Assert.Equal(chosen, PostgresProgram.Choose([("17", 17), ("14", 14), ("15", 15)], server));

    [Theory]
    [InlineData(
        "pg_restore: warning: a\npg_restore: error: could not read from input file: end of file\nDETAIL: Reem",
        "could not read from input file: end of file"
    )]
    [InlineData("cannot be run", "cannot be run")]
    [InlineData("", "it ended with 3")]
    public void The_reason_is_the_first_error_that_the_program_tells(string error, string reason) =>
        Assert.Equal(reason, PostgresProgram.FirstLine(error, 3));

    private static StoreAddress Address(PostgresPlace place, string schema)
    {
        var path = $"\"{schema.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
        return StoreAddress.Parse($"{place.Database.Address}?Search%20Path={Uri.EscapeDataString(path)}");
    }

    private static async Task<ILeadStore> OpenAsync(PostgresPlace place, string schema)
    {
        var store = Address(place, schema).Open(TimeProvider.System);
        await store.Lists.ReplaceAsync(Some.Lists, AuditEvent.FromCommand(AuditActions.ListsChange), TestContext.Current.CancellationToken);
        return store;
    }
}
