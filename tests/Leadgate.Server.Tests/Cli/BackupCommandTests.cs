using System.Data.Common;
using System.Text.RegularExpressions;
using Leadgate.Server.Audit;
using Leadgate.Server.Tests.Support;
using Leadgate.Storage;
using Leadgate.Storage.Engines.Postgres;
using Leadgate.Tests;
using Leadgate.Tests.Postgres;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace Leadgate.Server.Tests.Cli;

/// <summary>Errors of the commands backup and restore.</summary>
public sealed class BackupCommandTests
{
    [Fact]
    public async Task Backup_to_a_full_disk_fails_in_one_line_and_leaves_no_file()
    {
        using var folder = new TemporaryFolder();
        await using var disk = await SmallDisk.InMemoryAsync(folder.Path("disk"), mebibytes: 1);
        await File.WriteAllBytesAsync(Path.Combine(disk.Path, "filler"), new byte[900_000], TestContext.Current.CancellationToken);
        await using var postgres = await PostgresDatabase.CreateAsync();
        foreach (var database in (string[])["sqlite:" + folder.Path("leadgate.db"), postgres.Address])
        {
            await using var service = await ServiceProcess.StartAsync(database);
            await service.Client.PostAsync(
                TestData.Bulk(Enumerable.Range(0, 2000).Select(_ => TestData.Lead(("leadNote", Guid.NewGuid().ToString()))))
            );
            await FailsAsync("backup", Path.Combine(disk.Path, "copy"), "--database", database);
            Assert.Equal(["filler"], Directory.GetFiles(disk.Path).Select(Path.GetFileName));
        }
    }

    [Fact]
    public async Task Invalid_source_or_target_is_reported_in_one_line()
    {
        using var folder = new TemporaryFolder();
        var database = "sqlite:" + folder.Path("leadgate.db");
        Assert.Contains(
            "does not exist",
            await FailsAsync("backup", folder.Path("copy"), "--database", database),
            StringComparison.Ordinal
        );
        Assert.Contains(
            "does not exist",
            await FailsAsync("restore", folder.Path("copy"), "--database", database),
            StringComparison.Ordinal
        );
        await File.WriteAllTextAsync(folder.Path("copy"), "something", TestContext.Current.CancellationToken);
        Assert.Contains(
            "is not a backup",
            await FailsAsync("restore", folder.Path("copy"), "--database", database),
            StringComparison.Ordinal
        );
        Assert.DoesNotContain(
            "hidden-password",
            await FailsAsync("backup", folder.Path("other"), "--database", "postgres://leadgate:hidden-password@127.0.0.1:1/leads"),
            StringComparison.Ordinal
        );
        Assert.Equal([folder.Path("copy")], Directory.GetFileSystemEntries(Path.GetDirectoryName(folder.Path("copy"))!));
    }

    [Fact]
    public async Task Backup_restore_vacuum_and_migration_are_audited_and_the_restored_trail_stays_proved()
    {
        using var folder = new TemporaryFolder();
        var (database, copy, restored) = (folder.Path("leadgate.db"), folder.Path("copy"), folder.Path("restored.db"));
        await StoreTemplate.CopySqliteAsync(database);
        string[] files = ["--audit-key-file", folder.Path("key.pem"), "--audit-checkpoint-file", folder.Path("checkpoints.jsonl")];
        using (AuditKeyFile.Open(new AuditFiles(folder.Path("key.pem"), "", IsKeyRequired: true), NullLogger.Instance)) { }

        await SucceedsAsync(["backup", copy, "--database", "sqlite:" + database, .. files]);
        await SucceedsAsync(["store", "vacuum", "--database", "sqlite:" + database]);
        await SucceedsAsync(["backup", copy + "2", "--database", "sqlite:" + database, .. files]);
        await SucceedsAsync(["restore", copy, "--database", "sqlite:" + restored, .. files]);
        Assert.Equal(["lists-change", "backup", "store-vacuum", "backup"], await ReadActionsAsync(database));
        Assert.Equal(["lists-change", "backup", "restore"], await ReadActionsAsync(restored));

        var verified = await SucceedsAsync(["audit", "verify", "--database", "sqlite:" + restored, .. files]);
        Assert.Contains("Restored: a backup was restored at ", verified, StringComparison.Ordinal);
        Assert.Contains("Proved: entries 1 to 3 are those of the checkpoint of ", verified, StringComparison.Ordinal);

        await using var postgres = await PostgresDatabase.CreateAsync();
        await SucceedsAsync(["migrate", "--from", "sqlite:" + restored, "--to", postgres.Address]);
        Assert.Equal(["lists-change", "backup", "restore", "migrate"], await ReadActionsAsync(restored));
        Assert.Contains(
            "Proved: entries 1 to 3 ",
            await SucceedsAsync(["audit", "verify", "--database", postgres.Address, .. files]),
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData(Engine.Sqlite)]
    [InlineData(Engine.Postgres)]
    public async Task Backups_in_a_folder_are_verified_by_restoring_them_and_the_oldest_are_deleted(Engine engine)
    {
        using var folder = new TemporaryFolder();
        await using var server = await RunningServer.StartAsync(engine: engine);
        await server.Client.PostAsync(TestData.Bulk(TestData.Lead(), TestData.Lead(("priority", null))));
        var backups = folder.Path("backups");
        string[] files = ["--audit-key-file", folder.Path("key.pem"), "--audit-checkpoint-file", folder.Path("checkpoints.jsonl")];
        string[] command = ["backup", "--folder", backups, "--keep", "1", "--verify", "--database", server.Database, .. files];
        Assert.Contains("it holds the same", await SucceedsAsync(command), StringComparison.Ordinal);
        Assert.NotNull(await server.Store.Backups.ReadLastAsync(TestContext.Current.CancellationToken));
        var first = Assert.Single(Directory.GetFiles(backups), file => !file.EndsWith(".sha256", StringComparison.Ordinal));

        // As if it had been made the day before, beside a file of another store.
        foreach (var name in (string[])[first, first + ".sha256"])
            File.Move(name, Regex.Replace(name, "-[0-9]{8}T", "-20260101T"));
        await File.WriteAllTextAsync(Path.Combine(backups, "other-20260101T000000Z.db"), "", TestContext.Current.CancellationToken);
        Assert.Contains("No longer kept, and deleted: ", await SucceedsAsync(command), StringComparison.Ordinal);
        Assert.Equal(3, Directory.GetFiles(backups).Length);

        var second = Directory.GetFiles(backups, "*.sha256").Single()[..^".sha256".Length];
        string[] verify = ["backup", "verify", second, "--database", server.Database];
        Assert.Matches(
            "^The backup is good: 1 bulks, 2 leads \\(1 with errors\\).*, intact; every bulk complete, and 2 of the newest leads read$",
            (await SucceedsAsync(verify)).Trim()
        );
        File.Delete(second + ".sha256");
        Assert.Contains("--without-checksum", await FailsAsync(verify), StringComparison.Ordinal);
        await SucceedsAsync([.. verify, "--without-checksum"]);

        // What no checksum can see: the database had lost a lead before it was backed up.
        await ExecuteAsync(StoreAddress.Parse(server.Database), "delete from vehicle; delete from lead");
        await SucceedsAsync(["backup", folder.Path("bad"), "--database", server.Database, .. files]);
        Assert.Contains(
            "leads of 1 bulks are missing",
            await FailsAsync("backup", "verify", folder.Path("bad"), "--database", server.Database),
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData("Name the file of the backup", "backup")]
    [InlineData("Name the file of the backup", "backup", "a", "--folder", "b")]
    [InlineData("--keep must be", "backup", "a", "--keep", "1")]
    [InlineData("--keep must be", "backup", "--folder", "a", "--keep", "0")]
    public async Task What_does_not_fit_together_is_refused(string message, params string[] arguments) =>
        Assert.Contains(message, await FailsAsync(arguments), StringComparison.Ordinal);

    private static async Task ExecuteAsync(StoreAddress database, string sql)
    {
        await using DbConnection connection =
            database.Scheme == StoreAddress.Sqlite
                ? new SqliteConnection($"Data Source={database.Rest};Pooling=False")
                : new NpgsqlConnection(PostgresAddress.Parse(database.Rest).ConnectionString);
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
    }

    private static async Task<IEnumerable<string>> ReadActionsAsync(string file)
    {
        await using var store = StoreAddress.Parse("sqlite:" + file).Open(TimeProvider.System);
        return (await store.Audit.ReadAsync(0, 100, TestContext.Current.CancellationToken)).Select(entry => entry.Event.Action);
    }

    private static async Task<string> SucceedsAsync(string[] arguments)
    {
        var (exitCode, output, error) = await CommandRun.RunAsync(arguments);
        Assert.Equal((0, ""), (exitCode, error));
        return output;
    }

    private static async Task<string> FailsAsync(params string[] arguments)
    {
        var (exitCode, _, error) = await CommandRun.RunAsync(arguments);
        Assert.Equal(1, exitCode);
        Assert.Single(error.Trim().Split('\n'));
        Assert.StartsWith("leadgate: ", error, StringComparison.Ordinal);
        return error;
    }
}
