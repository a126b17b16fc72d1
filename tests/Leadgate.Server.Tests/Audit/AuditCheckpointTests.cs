using Leadgate.Domain.Audit;
using Leadgate.Server.Audit;
using Leadgate.Server.Hosting;
using Leadgate.Server.Tests.Support;
using Leadgate.Storage;
using Leadgate.Tests;
using Microsoft.Extensions.Logging.Abstractions;

namespace Leadgate.Server.Tests.Audit;

/// <summary>The checkpoints that the service writes by itself, and the key that it signs them with.</summary>
public sealed class AuditCheckpointTests
{
    /// <summary>How often the service looks for new entries.</summary>
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);

    private readonly CountingClock _time = new(new DateTimeOffset(2026, 3, 9, 9, 0, 0, TimeSpan.Zero));

    [Fact]
    public async Task Service_signs_the_trail_at_its_start_then_each_minute_with_new_entries_and_at_its_stop()
    {
        await using var server = await RunningServer.StartAsync(time: _time);
        await WaitForAsync(server, 1);
        await AppendAsync(server, 1);
        await WaitForAsync(server, 2);

        // Nothing new, nothing to sign.
        await _time.AdvanceAsync(TimeSpan.FromMinutes(2), Interval);
        await AppendAsync(server, 1);
        await server.StopAsync();

        var checkpoints = Read(server);
        Assert.Equal(["start", "interval", "stop"], checkpoints.Select(one => one.Checkpoint.Reason));
        Assert.All(
            checkpoints,
            one => Assert.Contains(server.LogLines, line => SignedCheckpoint.Find(line)?.ToJsonLine() == one.ToJsonLine())
        );
        var key = AuditPublicKey.FromPem(await File.ReadAllTextAsync(server.AuditFiles.PublicKey, TestContext.Current.CancellationToken))!;
        Assert.All(checkpoints, one => Assert.True(key.Verify(one.Checkpoint.ToText(), one.Signature)));
        Assert.Equal(await server.Store.Audit.ReadLastIdAsync(TestContext.Current.CancellationToken), checkpoints[^1].Checkpoint.LastId);
    }

    [Fact]
    public async Task Many_new_entries_are_signed_before_the_minute_is_over()
    {
        await using var server = await RunningServer.StartAsync(time: _time);
        await WaitForAsync(server, 1);
        var before = _time.GetUtcNow();
        await AppendAsync(server, 500);
        await _time.AdvanceAsync(Interval, Interval);
        var checkpoints = Read(server);
        Assert.Equal(["start", "interval"], checkpoints.Select(one => one.Checkpoint.Reason));
        Assert.Equal(before.UtcDateTime + Interval, checkpoints[1].Checkpoint.At);
    }

    [Fact]
    public async Task Trail_that_was_changed_while_the_service_ran_is_logged_at_the_next_checkpoint()
    {
        await using var server = await RunningServer.StartAsync(time: _time);
        await WaitForAsync(server, 1);
        await AppendAsync(server, 1);
        await WaitForAsync(server, 2);
        var file = server.Database["sqlite:".Length..];
        await using (var connection = new Microsoft.Data.Sqlite.SqliteConnection($"Data Source={file};Pooling=false"))
        {
            await connection.OpenAsync(TestContext.Current.CancellationToken);
            await using var command = connection.CreateCommand();
            command.CommandText =
                "drop trigger audit_entry_is_not_deleted; delete from audit_entry where id = (select max(id) from audit_entry)";
            await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
        }

        await AppendAsync(server, 1);
        await server.StopAsync();
        Assert.Contains(
            server.LogLines,
            line =>
                line.StartsWith("Critical ", StringComparison.Ordinal)
                && line.Contains("not the one of the checkpoint", StringComparison.Ordinal)
        );
    }

    [Fact]
    public async Task Key_is_created_once_for_its_owner_only()
    {
        if (OperatingSystem.IsWindows())
            return;
        using var folder = new TemporaryFolder();
        var files = new AuditFiles(folder.Path("folder/key.pem"), folder.Path("c"), IsKeyRequired: true);
        var ids = await Task.WhenAll(
            Enumerable
                .Range(0, 4)
                .Select(_ =>
                    Task.Run(() =>
                    {
                        using var key = AuditKeyFile.Open(files, NullLogger.Instance);
                        return key.PublicKey.Id;
                    })
                )
        );
        Assert.Single(ids.Distinct());
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(files.Key));
        Assert.Equal(
            ["key.pem", "key.pem.pub"],
            Directory.GetFiles(folder.Path("folder")).Select(Path.GetFileName).Order(StringComparer.Ordinal)
        );
    }

    [Fact]
    public async Task Key_in_a_place_that_the_service_can_only_read_signs_and_the_log_says_that_its_public_key_was_not_written()
    {
        using var folder = new TemporaryFolder();
        var files = new AuditFiles(folder.Path("key.pem"), folder.Path("c"), IsKeyRequired: true);

        // Root writes to read-only files too, but nobody to a folder as if it were a file.
        Directory.CreateDirectory(files.PublicKey);
        using var key = AuditSigningKey.Create();
        await File.WriteAllTextAsync(files.Key, key.ToPem(), TestContext.Current.CancellationToken);
        using var log = new CapturedLog();
        var logger = log.CreateLogger("audit");
        using (var opened = AuditKeyFile.Open(files, logger))
            Assert.Equal(key.PublicKey.Id, opened.PublicKey.Id);
        Assert.Contains(files.PublicKey, Assert.Single(log.Lines), StringComparison.Ordinal);

        // A key that was just created is of no use to those who verify without its public key.
        File.Delete(files.Key);
        Assert.Throws<StoreSetupException>(() => AuditKeyFile.Open(files, logger));
    }

    [Fact]
    public async Task Service_does_not_start_without_the_key_that_the_operator_named_and_does_without_one_that_nobody_named()
    {
        using var folder = new TemporaryFolder();
        var file = folder.Path("file");
        await File.WriteAllTextAsync(file, "no key", TestContext.Current.CancellationToken);
        await StoreTemplate.CopySqliteAsync(folder.Path("leadgate.db"));
        var settings = RunningServer.Settings("sqlite:" + folder.Path("leadgate.db"));
        foreach (var named in (string[])[file, file + "/key.pem"])
        {
            var e = await Assert.ThrowsAsync<StoreSetupException>(() =>
                LeadgateApp.BuildAsync(settings with { AuditFiles = new(named, folder.Path("c"), IsKeyRequired: true) }, _time)
            );
            Assert.Contains(named, e.Message, StringComparison.Ordinal);
        }

        await using var app = await LeadgateApp.BuildAsync(
            settings with
            {
                AuditFiles = new(file + "/key.pem", folder.Path("c"), IsKeyRequired: false),
            },
            _time
        );
        await Assert.ThrowsAsync<StoreSetupException>(() =>
            LeadgateApp.BuildAsync(settings with { AuditFiles = new(file, folder.Path("c"), IsKeyRequired: false) }, _time)
        );
    }

    private static List<SignedCheckpoint> Read(RunningServer server) =>
        File.Exists(server.AuditFiles.Checkpoints)
            ? [.. CheckpointFile.Read(server.AuditFiles.Checkpoints, line => Assert.Fail($"Line {line} is damaged."))]
            : [];

    /// <summary>Lets the service look again and again until it has signed so many times.</summary>
    private async Task WaitForAsync(RunningServer server, int count)
    {
        await _time.WaitForTimersAsync(Interval);
        for (var looks = 0; Read(server).Count < count; looks++)
        {
            Assert.True(looks < 100, $"There are not {count} checkpoints.");
            await _time.AdvanceAsync(Interval, Interval);
        }
    }

    private static Task AppendAsync(RunningServer server, int count) =>
        server.Store.Audit.AppendAsync(
            [.. Enumerable.Range(0, count).Select(_ => new AuditEvent("test", "key:1", ""))],
            TestContext.Current.CancellationToken
        );
}
