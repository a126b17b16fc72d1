using System.Net;
using Leadgate.Contract;
using Leadgate.Server.Tests.Support;
using Leadgate.Tests;

namespace Leadgate.Server.Tests.Durability;

/// <summary>A real process whose database cannot grow.</summary>
public sealed class FullDiskTests
{
    [Fact]
    [Promise("8.3")]
    [Promise("9.4")]
    public async Task A_full_disk_is_told_with_503_and_when_it_has_room_again_the_service_goes_on()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Only Linux limits the files of a running process.");
        using var folder = new TemporaryFolder();
        await using var service = await ServiceProcess.StartLimitedAsync("sqlite:" + folder.Path("leadgate.db"));
        var before = await service.Client.PostAsync(TestData.Bulk(TestData.Lead()));

        await service.LimitFilesAsync(0);
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
        Assert.Equal(1, (await service.Client.ReadBulkAsync(before)).GetProperty("totalRecords").GetInt32());

        await service.LimitFilesAsync(null);
        using var taken = await service.Client.SendAsync(
            TestData.Post(TestData.Bulk(TestData.Lead()), (Headers.IdempotencyKey, "kept")),
            TestContext.Current.CancellationToken
        );
        Assert.Equal(HttpStatusCode.OK, taken.StatusCode);
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(service, Routes.Ready));
        Assert.Equal(2, (await service.Client.GetJsonAsync(Routes.Bulks)).GetProperty("leads").GetArrayLength());
    }

    private static async Task<HttpStatusCode> StatusAsync(ServiceProcess service, string path)
    {
        using var answer = await service.Client.GetAsync(path, TestContext.Current.CancellationToken);
        return answer.StatusCode;
    }
}
