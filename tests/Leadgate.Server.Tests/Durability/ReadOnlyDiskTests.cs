using System.Diagnostics;
using System.Net;
using Leadgate.Contract;
using Leadgate.Server.Tests.Support;
using Leadgate.Tests;

namespace Leadgate.Server.Tests.Durability;

/// <summary>
/// A service process whose database becomes read-only while it is open. A disk with open files cannot be remounted read-only, but ext4
/// becomes read-only when it detects an error, and an administrator can protect a file (chattr +i).
/// </summary>
public sealed class ReadOnlyDiskTests
{
    [Fact]
    [Promise("8.1")]
    [Promise("9.4")]
    public async Task Read_only_file_is_reported_with_503_and_the_service_recovers_when_it_is_writable()
    {
        using var folder = new TemporaryFolder();
        await using var disk = await SmallDisk.Ext4Async(folder.Path("disk"));
        var file = Path.Combine(disk.Path, "leadgate.db");
        await using var service = await ServiceProcess.StartAsync("sqlite:" + file);
        var before = await service.Client.PostAsync(TestData.Bulk(TestData.Lead()));

        await SetImmutableAsync('+', file, file + "-wal");
        await AssertOnlyReadsSucceedAsync(service, before);
        await SetImmutableAsync('-', file, file + "-wal");

        using var stored = await service.Client.SendAsync(
            TestData.Post(TestData.Bulk(TestData.Lead()), (Headers.IdempotencyKey, "retried")),
            TestContext.Current.CancellationToken
        );
        Assert.Equal(HttpStatusCode.OK, stored.StatusCode);
        await Wait.UntilAsync(
            async () => await service.Client.GetStatusAsync(Routes.Ready) == HttpStatusCode.OK,
            "The service has not recovered."
        );
        Assert.Equal(2, (await service.Client.GetJsonAsync(Routes.Bulks)).GetProperty("leads").GetArrayLength());
    }

    [Fact]
    [Promise("2.6")]
    [Promise("8.1")]
    [Promise("9.4")]
    public async Task Read_only_disk_is_reported_with_503_and_every_acknowledged_bulk_is_stored_after_a_restart()
    {
        using var folder = new TemporaryFolder();
        await using var disk = await SmallDisk.Ext4Async(folder.Path("disk"));
        var database = "sqlite:" + Path.Combine(disk.Path, "leadgate.db");
        var acknowledged = new List<long>();
        await using (var service = await ServiceProcess.StartAsync(database))
        {
            for (var i = 0; i < 20; i++)
                acknowledged.Add(await service.Client.PostAsync(TestData.Bulk(TestData.Lead(), TestData.Lead(("priority", null)))));
            await disk.FailAsync();
            await AssertOnlyReadsSucceedAsync(service, acknowledged[^1]);
            foreach (var id in acknowledged)
                Assert.Equal(2, (await service.Client.ReadBulkAsync(id)).GetProperty("leads").GetArrayLength());
        }

        await disk.MountAgainAsync();
        await using var restarted = await ServiceProcess.StartAsync(database);
        foreach (var id in acknowledged)
            Assert.Equal(2, (await restarted.Client.ReadBulkAsync(id)).GetProperty("leads").GetArrayLength());
        using var stored = await restarted.Client.SendAsync(
            TestData.Post(TestData.Bulk(TestData.Lead()), (Headers.IdempotencyKey, "retried")),
            TestContext.Current.CancellationToken
        );
        Assert.Equal(HttpStatusCode.OK, stored.StatusCode);
        Assert.Equal(
            (acknowledged.Count * 2) + 1,
            (await restarted.Client.GetJsonAsync(Routes.Bulks)).GetProperty("leads").GetArrayLength()
        );
    }

    private static async Task AssertOnlyReadsSucceedAsync(ServiceProcess service, long bulk)
    {
        await service.Client.ShouldRefuseBulksAsync("retried");
        Assert.Equal(HttpStatusCode.ServiceUnavailable, await service.Client.GetStatusAsync(Routes.Ready));
        Assert.Equal(HttpStatusCode.OK, await service.Client.GetStatusAsync(Routes.Live));
        Assert.Equal(HttpStatusCode.OK, await service.Client.GetStatusAsync(Routes.Lists + "/GENDER"));
        Assert.Equal(HttpStatusCode.OK, await service.Client.GetStatusAsync(Routes.Bulks));
        Assert.NotEqual(0, (await service.Client.ReadBulkAsync(bulk)).GetProperty("totalRecords").GetInt32());
    }

    private static async Task SetImmutableAsync(char sign, params string[] files)
    {
        using var process = Process.Start("chattr", [sign + "i", .. files]);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(0, process.ExitCode);
    }
}
