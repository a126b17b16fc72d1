using System.Data.Common;
using System.Globalization;
using Leadgate.Domain.Audit;
using Leadgate.Server.Cli;
using Leadgate.Server.Tests.Support;
using Leadgate.Storage;
using Leadgate.Storage.Engines;
using Leadgate.Storage.Upgrades;
using Leadgate.Tests;
using Leadgate.Tests.Postgres;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Leadgate.Server.Tests.Cli;

/// <summary>Upgrades of a database, and what an older program says to a newer one, on the engine of a derived class.</summary>
public abstract class UpgradeCommandTests(Engine engine) : IAsyncLifetime
{
    private static readonly int Newest = SchemaSteps.All[^1].Number;

    private readonly TemporaryFolder _folder = new();
    private PostgresDatabase? _postgres;
    private string _database = "";

    public async ValueTask InitializeAsync()
    {
        _postgres = engine == Engine.Postgres ? await PostgresDatabase.CreateAsync() : null;
        _database = _postgres?.Address ?? "sqlite:" + _folder.Path("leadgate.db");
    }

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        if (_postgres is not null)
            await _postgres.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task A_check_says_what_is_due_and_the_upgrade_does_it_once()
    {
        await CreateEarlierAsync(16);
        var isFile = engine == Engine.Sqlite;
        var (exitCode, output, _) = await RunAsync("upgrade", "--check");
        Assert.Equal(isFile ? ExitCodes.UpgradeDueWithStop : ExitCodes.UpgradeDue, exitCode);
        Assert.Contains(": schema 16; Leadgate ", output, StringComparison.Ordinal);
        Assert.Contains("\n  18  Adds the line on which a lead begins in the file that it came in.\n", output, StringComparison.Ordinal);
        Assert.Contains(isFile ? "stop the service first" : "nodes of the version before can go on", output, StringComparison.Ordinal);
        Assert.Contains("Time:       about a second for these leads", output, StringComparison.Ordinal);
        Assert.Contains("Backup:     none is known. Make one first", output, StringComparison.Ordinal);

        // Nothing was changed, and other commands say what to do.
        Assert.Contains(": schema 16; Leadgate ", (await RunAsync("upgrade", "--check")).Output, StringComparison.Ordinal);
        Assert.Contains("./leadgate upgrade --check", (await RunAsync("keys", "list")).Error, StringComparison.Ordinal);
        Assert.Equal(0, (await RunAsync("backup", _folder.Path("before"))).ExitCode);

        (exitCode, output, _) = await RunAsync("upgrade", "--yes");
        Assert.Equal(0, exitCode);
        Assert.Contains($"[1/{Newest - 16}] schema 17: Adds saved lists of leads", output, StringComparison.Ordinal);
        Assert.Contains($"\nUpgrade complete: schema {Newest}, in ", output, StringComparison.Ordinal);
        (exitCode, output, _) = await RunAsync("upgrade", "--check");
        Assert.Equal((0, "No upgrade is due."), (exitCode, output.Trim().Split('\n')[^1]));
        await using var store = StoreAddress.Parse(_database).Open(TimeProvider.System, new StoreOptions { Migrates = false });
        var entry = Assert.Single(await store.Audit.ReadAsync(0, 10, TestContext.Current.CancellationToken));
        Assert.Equal((AuditActions.Upgrade, $"from schema 16 to {Newest}"), (entry.Event.Action, entry.Event.Detail));
    }

    [Fact]
    public async Task Nodes_must_be_stopped_before_a_step_that_they_cannot_work_with()
    {
        await CreateEarlierAsync(13);
        var (exitCode, output, _) = await RunAsync("upgrade", "--check");
        Assert.Equal(ExitCodes.UpgradeDueWithStop, exitCode);
        if (engine == Engine.Postgres)
        {
            Assert.Contains(
                "Stop nodes of the version before first: Bulks that a node of before stores are missing in search and counts.",
                output,
                StringComparison.Ordinal
            );
        }
    }

    /// <summary>It could damage what it does not know.</summary>
    [Fact]
    public async Task An_older_program_refuses_a_newer_database_with_every_command_and_a_backup_of_it()
    {
        await StoreAddress.Parse(_database).Open(TimeProvider.System).DisposeAsync();
        await ExecuteAsync(engine == Engine.Sqlite ? "pragma user_version = 9999" : "insert into schema_version (version) values (9999)");
        await File.WriteAllTextAsync(_folder.Path("list.json"), "{}", TestContext.Current.CancellationToken);
        string[][] commands =
        [
            ["serve", "--urls", "http://127.0.0.1:0"],
            ["upgrade", "--check"],
            ["upgrade", "--yes"],
            ["keys", "list"],
            ["keys", "create", "a"],
            ["staff", "list"],
            ["lists", "export", "GENDER"],
            ["lists", "update"],
            ["audit", "verify"],
            ["person", "export", "--phone", "512345678"],
            ["store", "vacuum"],
            ["export", _folder.Path("leads.csv")],
        ];
        foreach (var command in commands)
        {
            var (exitCode, output, error) = await RunAsync(command);
            Assert.True(exitCode == 1, $"{string.Join(' ', command)} ended with {exitCode}: {output}{error}");
            AssertRefused(error);
        }

        // A copy can be made, so that nothing is lost; only the newer program can use it.
        Assert.Equal(0, (await RunAsync("backup", _folder.Path("copy"))).ExitCode);
        AssertRefused((await RunAsync("backup", "verify", _folder.Path("copy"))).Error);
        await using var empty = engine == Engine.Postgres ? await PostgresDatabase.CreateAsync() : null;
        var target = empty?.Address ?? "sqlite:" + _folder.Path("restored.db");
        AssertRefused((await CommandRun.RunAsync("restore", _folder.Path("copy"), "--database", target)).Error);
    }

    private static void AssertRefused(string error)
    {
        Assert.Contains("The database has schema 9999, and Leadgate ", error, StringComparison.Ordinal);
        Assert.Contains($" knows schema {Newest} at most: it is of a newer program. ", error, StringComparison.Ordinal);
        Assert.Contains("restore the backup from before the upgrade", error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", error, StringComparison.Ordinal);
    }

    private Task<(int ExitCode, string Output, string Error)> RunAsync(params string[] command) =>
        CommandRun.RunAsync([.. command, "--database", _database]);

    /// <summary>Creates an empty store of an earlier schema, as a program of that time left it.</summary>
    private async Task CreateEarlierAsync(int schema)
    {
        var prefix = engine == Engine.Sqlite ? "sqlite/" : "postgres/";
        if (engine == Engine.Postgres)
        {
            await ExecuteAsync("create table schema_version (version integer primary key, applied_at timestamptz not null default now())");
        }

        foreach (var step in MigrationFile.All(prefix).Where(step => step.Number <= schema))
        {
            var number = step.Number.ToString(CultureInfo.InvariantCulture);
            await ExecuteAsync(
                engine == Engine.Sqlite
                    ? $"{step.Sql};\npragma user_version = {number}"
                    : $"{step.Sql};\ninsert into schema_version (version) values ({number})"
            );
        }
    }

    private async Task ExecuteAsync(string sql)
    {
        await using DbConnection connection = _postgres is null
            ? new SqliteConnection($"Data Source={_folder.Path("leadgate.db")};Pooling=False")
            : new NpgsqlConnection(_postgres.ConnectionString);
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
    }
}
