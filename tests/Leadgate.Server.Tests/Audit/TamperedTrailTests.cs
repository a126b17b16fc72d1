using System.Globalization;
using Leadgate.Domain.Audit;
using Leadgate.Server.Audit;
using Leadgate.Server.Tests.Support;
using Leadgate.Storage;
using Leadgate.Tests;
using Leadgate.Tests.Postgres;
using Microsoft.Extensions.Logging.Abstractions;

namespace Leadgate.Server.Tests.Audit;

/// <summary>
/// What <c>audit verify</c> reports after somebody who can write everything in the database changed the audit trail so that it agrees with
/// itself; on both engines.
/// </summary>
public abstract class TamperedTrailTests(Engine engine) : IAsyncDisposable
{
    private const int Entries = 6;
    private readonly TemporaryFolder _folder = new();
    private readonly AuditSigningKey _key = AuditSigningKey.Create();
    private PostgresDatabase? _postgres;

    private string Database => _postgres?.Address ?? "sqlite:" + _folder.Path("leadgate.db");

    private AuditFiles Files => new(_folder.Path("key.pem"), _folder.Path("checkpoints.jsonl"), IsKeyRequired: true);

    [Theory]
    [InlineData("cut", "has entries that are missing here, 5 to 6")]
    [InlineData("cut to nothing", "has entries that are missing here, 1 to 6")]
    [InlineData("cut and continued", "has another hash for entry 6")]
    [InlineData("rehash", "has another hash for entry 6")]
    [InlineData("swap", "has another hash for entry 6")]
    [InlineData("trim", "has no valid signature")]
    [InlineData("replace", "this store's id differs")]
    [InlineData("replace with the same id", "has another hash for entry 6")]
    public async Task Changed_trail_that_agrees_with_itself_is_reported_by_its_checkpoints(string what, string finding)
    {
        await PrepareAsync();
        Assert.Equal((0, ""), await VerifyAsync(Files.Checkpoints));
        await TamperAsync(what);

        // The chain of hashes alone does not show it.
        var nothing = _folder.Path("nothing.jsonl");
        await File.WriteAllTextAsync(nothing, "", TestContext.Current.CancellationToken);
        var (exitCode, output, error) = await CommandRun.RunAsync(
            "audit",
            "verify",
            "--database",
            Database,
            "--checkpoints",
            nothing,
            "--audit-key-file",
            nothing
        );
        Assert.Equal((0, ""), (exitCode, error));
        Assert.Contains("Not proved: without a checkpoint", output, StringComparison.Ordinal);

        (exitCode, error) = await VerifyAsync(Files.Checkpoints);
        Assert.Equal(1, exitCode);
        Assert.Contains(finding, error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Lowered_counter_and_a_prepared_deletion_are_reported_without_checkpoints()
    {
        await PrepareAsync();
        await RunAsync("update counter set value = 2 where name in ('audit', 'audit_trimmed')");
        var (exitCode, error) = await VerifyAsync(Files.Checkpoints);
        Assert.Equal(1, exitCode);
        Assert.Contains("The counter of entries was lowered to 2.", error, StringComparison.Ordinal);
        Assert.Contains("The database allows entries 1 to 2 to be deleted", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Trim_by_the_service_is_signed_and_the_rest_stays_proved()
    {
        await PrepareAsync();
        await using (var store = Open())
        {
            using var checkpoints = CreateCheckpoints(store);
            await checkpoints.TryWriteAsync(CheckpointReasons.BeforeTrim, TestContext.Current.CancellationToken);
            Assert.Equal(
                4,
                await store.Audit.TrimAsync(
                    TimeProvider.System.GetUtcNow().UtcDateTime.AddDays(1),
                    4,
                    _key,
                    TestContext.Current.CancellationToken
                )
            );
            await checkpoints.TryWriteAsync(CheckpointReasons.AfterTrim, TestContext.Current.CancellationToken);
        }

        var (exitCode, output, error) = await CommandRun.RunAsync(Verify(Files.Checkpoints));
        Assert.Equal((0, ""), (exitCode, error));
        Assert.Matches(
            $"Trimmed: entries 1 to 4 \\(4 entries, dated \\S+Z to \\S+Z; hash of the last [0-9a-f]{{64}}\\) were deleted at \\S+Z; "
                + $"entry 7 records it, signed with the key {_key.PublicKey.Id}\\.",
            output
        );
        Assert.Contains("Proved: entries 5 to 7 are those of the checkpoint of ", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Forged_checkpoints_do_not_help_and_a_log_serves_as_well_as_a_file()
    {
        await PrepareAsync();
        await TamperAsync("cut");
        using var other = AuditSigningKey.Create();
        await using (var store = Open())
        {
            using var forged = new AuditCheckpoints(
                store,
                other,
                _folder.Path("forged.jsonl"),
                TimeProvider.System,
                NullLogger<AuditCheckpoints>.Instance
            );
            await forged.TryWriteAsync(CheckpointReasons.Interval, TestContext.Current.CancellationToken);
        }

        var (exitCode, error) = await VerifyAsync(_folder.Path("forged.jsonl"));
        Assert.Equal(1, exitCode);
        Assert.Contains($"1 checkpoints are signed with the key {other.PublicKey.Id}, which is not among", error, StringComparison.Ordinal);

        var signed = Assert.Single(CheckpointFile.Read(Files.Checkpoints, _ => { }));
        await File.WriteAllTextAsync(
            _folder.Path("log"),
            "something else\n2026-11-26T20:21:00.000Z info: x[800] Audit checkpoint: "
                + $"{signed.Checkpoint.ToText()} signature={signed.Signature}\n",
            TestContext.Current.CancellationToken
        );
        (exitCode, error) = await VerifyAsync(_folder.Path("log"));
        Assert.Equal(1, exitCode);
        Assert.Contains("has entries that are missing here, 5 to 6", error, StringComparison.Ordinal);
    }

    public async ValueTask DisposeAsync()
    {
        if (_postgres is not null)
            await _postgres.DisposeAsync();
        _folder.Dispose();
        _key.Dispose();
        GC.SuppressFinalize(this);
    }

    protected abstract string DropGuards { get; }

    protected abstract string FormatBytes(string hex);

    private async Task PrepareAsync()
    {
        if (engine == Engine.Postgres)
            _postgres = await StoreTemplate.CopyPostgresAsync();
        else
            await StoreTemplate.CopySqliteAsync(_folder.Path("leadgate.db"));
        await File.WriteAllTextAsync(Files.PublicKey, _key.PublicKey.ToPem(), TestContext.Current.CancellationToken);
        await using var store = Open();
        for (var last = await store.Audit.ReadLastIdAsync(TestContext.Current.CancellationToken); last < Entries; last++)
            await store.Audit.AppendAsync(new AuditEvent($"action {last}", "key:1", ""), TestContext.Current.CancellationToken);
        using var checkpoints = CreateCheckpoints(store);
        Assert.True(await checkpoints.TryWriteAsync(CheckpointReasons.Interval, TestContext.Current.CancellationToken));
    }

    private async Task TamperAsync(string what)
    {
        await RunAsync(DropGuards);
        List<AuditEntry> trail;
        await using (var store = Open())
            trail = [.. await store.Audit.ReadAsync(0, 100, TestContext.Current.CancellationToken)];
        var events = trail.ConvertAll(entry => entry.Event);
        switch (what)
        {
            case "cut":
                events.RemoveRange(4, 2);
                break;
            case "cut to nothing":
                events.Clear();
                break;
            case "cut and continued":
                events.RemoveRange(4, 2);
                events.AddRange([
                    new AuditEvent("new", "key:2", ""),
                    new AuditEvent("new", "key:2", ""),
                    new AuditEvent("new", "key:2", ""),
                ]);
                break;
            case "rehash":
                events[1] = events[1] with { Actor = "somebody else" };
                break;
            case "swap":
                (events[1], events[2]) = (events[2], events[1]);
                break;
            case "trim":
                events.Add(new AuditTrim(0, 3, trail[2].Hash, 3, trail[0].At, trail[2].At).ToEvent(key: null));
                break;
            default:
                events = events.ConvertAll(entry => entry with { Origin = "another store" });
                break;
        }

        await RunAsync("delete from audit_entry");
        var previous = AuditEntry.InitialHash;
        for (var i = 0; i < events.Count; i++)
        {
            var entry = AuditEntry.Next(i + 1, i < trail.Count ? trail[i].At : trail[^1].At, events[i], previous);
            previous = entry.Hash;
            if (what != "trim" || entry.Id > 3)
                await RunAsync(FormatInsert(entry));
        }

        await SetCounterAsync("audit", events.Count);
        if (what == "trim")
            await SetCounterAsync("audit_trimmed", 3);
        if (what == "replace")
            await SetCounterAsync("store_id", 99);
    }

    private string FormatInsert(AuditEntry entry)
    {
        var what = entry.Event;
        string?[] texts = [WireText(entry.At), what.Action, what.Actor, what.Origin, what.Record, what.Detail];
        var values = string.Join(", ", texts.Select(text => text is null ? "null" : $"'{text}'"));
        var hashes = string.Join(", ", new[] { entry.Previous, entry.Hash }.Select(hash => FormatBytes(Convert.ToHexString(hash.Span))));
        return string.Create(CultureInfo.InvariantCulture, $"insert into audit_entry values ({entry.Id}, {values}, {hashes})");
    }

    private static string WireText(DateTime at) => at.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    private Task SetCounterAsync(string name, long value) =>
        RunAsync(string.Create(CultureInfo.InvariantCulture, $"update counter set value = {value} where name = '{name}'"));

    private ILeadStore Open() => StoreAddress.Parse(Database).Open(TimeProvider.System);

    private AuditCheckpoints CreateCheckpoints(ILeadStore store)
    {
        var key = AuditSigningKey.FromPem(_key.ToPem());
        return new AuditCheckpoints(store, key, Files.Checkpoints, TimeProvider.System, NullLogger<AuditCheckpoints>.Instance);
    }

    private string[] Verify(string checkpoints) =>
        ["audit", "verify", "--database", Database, "--checkpoints", checkpoints, "--public-key", Files.PublicKey];

    private async Task<(int ExitCode, string Error)> VerifyAsync(string checkpoints)
    {
        var (exitCode, _, error) = await CommandRun.RunAsync(Verify(checkpoints));
        return (exitCode, error);
    }

    private async Task RunAsync(string sql)
    {
        if (_postgres is not null)
        {
            await _postgres.RowsAsync(sql);
            return;
        }

        await using var connection = new Microsoft.Data.Sqlite.SqliteConnection($"Data Source={_folder.Path("leadgate.db")};Pooling=false");
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
    }
}
