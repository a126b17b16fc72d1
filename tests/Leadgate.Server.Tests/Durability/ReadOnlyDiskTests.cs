using System.Diagnostics;
using System.Net;
using Leadgate.Contract;
using Leadgate.Server.Tests.Support;
using Leadgate.Tests;

namespace Leadgate.Server.Tests.Durability;

/// <summary>
/// A real process whose database turns read-only while it has it open. Nobody can remount a disk so under open files; an ext4 that finds
/// an error does it to itself, and an administrator does it to a file (chattr +i).
/// </summary>
public sealed class ReadOnlyDiskTests
{
    [Fact]
    [Promise("8.3")]
    [Promise("9.4")]
    public async Task A_file_that_turns_read_only_is_told_with_503_and_when_it_is_writable_the_service_goes_on_by_itself()
    {
        using var folder = new TemporaryFolder();
        await using var disk = await SmallDisk.Ext4Async(folder.Path("disk"));
        var file = Path.Combine(disk.Path, "leadgate.db");
        await using var service = await ServiceProcess.StartAsync("sqlite:" + file);
        var before = await service.Client.PostAsync(TestData.Bulk(TestData.Lead()));

        await SetImmutableAsync('+', file, file + "-wal");
        await OnlyReadingWorksAsync(service, before);
        await SetImmutableAsync('-', file, file + "-wal");

        using var taken = await service.Client.SendAsync(
            TestData.Post(TestData.Bulk(TestData.Lead()), (Headers.IdempotencyKey, "kept")),
            TestContext.Current.CancellationToken
        );
        Assert.Equal(HttpStatusCode.OK, taken.StatusCode);
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(service, Routes.Ready));
        Assert.Equal(2, (await service.Client.GetJsonAsync(Routes.Bulks)).GetProperty("leads").GetArrayLength());
    }

    [Fact]
    [Promise("2.6")]
    [Promise("8.3")]
    [Promise("9.4")]
    public async Task A_disk_that_turns_read_only_is_told_with_503_and_after_a_restart_all_that_was_acknowledged_is_there()
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
            await OnlyReadingWorksAsync(service, acknowledged[^1]);
            foreach (var id in acknowledged)
                Assert.Equal(2, (await service.Client.ReadBulkAsync(id)).GetProperty("leads").GetArrayLength());
        }

        await disk.MountAgainAsync();
        await using var restarted = await ServiceProcess.StartAsync(database);
        foreach (var id in acknowledged)
            Assert.Equal(2, (await restarted.Client.ReadBulkAsync(id)).GetProperty("leads").GetArrayLength());
        using var taken = await restarted.Client.SendAsync(
            TestData.Post(TestData.Bulk(TestData.Lead()), (Headers.IdempotencyKey, "kept")),
            TestContext.Current.CancellationToken
        );
        Assert.Equal(HttpStatusCode.OK, taken.StatusCode);
        Assert.Equal(
            (acknowledged.Count * 2) + 1,
            (await restarted.Client.GetJsonAsync(Routes.Bulks)).GetProperty("leads").GetArrayLength()
        );
    }

    private static async Task OnlyReadingWorksAsync(ServiceProcess service, long bulk)
    {
        for (var i = 0; i < 3; i++)
        {
            using var refused = await service.Client.SendAsync(
                TestData.Post(TestData.Bulk(TestData.Lead()), (Headers.IdempotencyKey, "kept")),
                TestContext.Current.CancellationToken
            );
            await refused.ShouldBeProblemAsync(HttpStatusCode.ServiceUnavailable, "store-unavailable");
            Assert.NotNull(refused.Headers.RetryAfter?.Delta);
        }

        Assert.Equal(HttpStatusCode.ServiceUnavailable, await StatusAsync(service, Routes.Ready));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(service, Routes.Live));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(service, Routes.Lists + "/GENDER"));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(service, Routes.Bulks));
        Assert.NotEqual(0, (await service.Client.ReadBulkAsync(bulk)).GetProperty("totalRecords").GetInt32());
    }

    private static async Task SetImmutableAsync(char sign, params string[] files)
    {
        using var process = Process.Start("chattr", [sign + "i", .. files]);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(0, process.ExitCode);
    }

    private static async Task<HttpStatusCode> StatusAsync(ServiceProcess service, string path)
    {
        using var answer = await service.Client.GetAsync(path, TestContext.Current.CancellationToken);
        return answer.StatusCode;
    }
}
