using System.Net;
using Leadgate.Contract;
using Leadgate.Server.Tests.Support;
using Leadgate.Tests;

namespace Leadgate.Server.Tests.Durability;

/// <summary>A service process whose database file cannot grow.</summary>
public sealed class FullDiskTests
{
    [Fact]
    [Promise("8.1")]
    [Promise("9.4")]
    public async Task Full_disk_is_reported_with_503_and_the_service_recovers_when_space_is_freed()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Only Linux can limit the files of a running process.");
        using var folder = new TemporaryFolder();
        await using var service = await ServiceProcess.StartLimitedAsync("sqlite:" + folder.Path("leadgate.db"));
        var before = await service.Client.PostAsync(TestData.Bulk(TestData.Lead()));

        await service.LimitFilesAsync(0);
        await service.Client.ShouldRefuseBulksAsync("retried");
        Assert.Equal(HttpStatusCode.ServiceUnavailable, await service.Client.GetStatusAsync(Routes.Ready));
        Assert.Equal(HttpStatusCode.OK, await service.Client.GetStatusAsync(Routes.Live));
        Assert.Equal(HttpStatusCode.OK, await service.Client.GetStatusAsync(Routes.Lists + "/GENDER"));
        Assert.Equal(1, (await service.Client.ReadBulkAsync(before)).GetProperty("totalRecords").GetInt32());

        await service.LimitFilesAsync(null);
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
}
