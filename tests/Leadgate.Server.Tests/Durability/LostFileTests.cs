using System.Globalization;
using System.Net;
using Leadgate.Contract;
using Leadgate.Server.Tests.Support;
using Leadgate.Tests;

namespace Leadgate.Server.Tests.Durability;

/// <summary>A database file, or one of the files beside it, that is removed or replaced while the service writes to it.</summary>
public sealed class LostFileTests
{
    private const int Senders = 4;
    private const int BulksBefore = 20;

    [Theory]
    [InlineData("", false)]
    [InlineData("", true)]
    [InlineData("-wal", false)]
    [InlineData("-wal", true)]
    [InlineData("-shm", false)]
    [Promise("2.6")]
    [Promise("8.1")]
    [Promise("9.4")]
    public async Task No_bulk_is_acknowledged_until_the_file_is_back(string suffix, bool isReplaced)
    {
        using var folder = new TemporaryFolder();
        await using var server = await RunningServer.StartAsync();
        var file = server.Database["sqlite:".Length..] + suffix;
        var acknowledged = await SendUntilRefusedAsync(server.Client, () => Remove(file, folder.Path("away"), isReplaced));

        for (var i = 0; i < 3; i++)
        {
            using var refused = await PostAsync(server.Client, "refused");
            await refused.ShouldBeProblemAsync(HttpStatusCode.ServiceUnavailable, "store-unavailable");
        }

        Assert.Equal(HttpStatusCode.ServiceUnavailable, await server.Client.GetStatusAsync(Routes.Ready));
        Assert.Equal(HttpStatusCode.ServiceUnavailable, await server.Client.GetStatusAsync(Routes.Bulks));
        Assert.Equal(HttpStatusCode.OK, await server.Client.GetStatusAsync(Routes.Live));
        Assert.Equal(HttpStatusCode.OK, await server.Client.GetStatusAsync(Routes.Lists + "/GENDER"));
        Assert.Equal(isReplaced, File.Exists(file));

        File.Move(folder.Path("away"), file, overwrite: true);
        using var stored = await PostAsync(server.Client, "refused");
        Assert.Equal(HttpStatusCode.OK, stored.StatusCode);
        Assert.Equal(HttpStatusCode.OK, await server.Client.GetStatusAsync(Routes.Ready));
        foreach (var (key, id) in acknowledged)
        {
            var bulk = await server.Client.ReadBulkAsync(id);
            Assert.Equal(key, bulk.GetProperty("leads")[0].GetProperty("leadReference").GetString());
        }
    }

    /// <summary>Sends bulks until each sender has got a 503, which must come soon after the file is lost.</summary>
    /// <returns>The keys and ids of the bulks that were acknowledged.</returns>
    private static async Task<List<(string Key, long Id)>> SendUntilRefusedAsync(HttpClient client, Action lose)
    {
        var (sent, isLost) = (0, false);
        var acknowledged = await Task.WhenAll(
            Enumerable
                .Range(0, Senders)
                .Select(async sender =>
                {
                    var stored = new List<(string, long)>();
                    for (var i = 0; ; i++)
                    {
                        var wasLost = Volatile.Read(ref isLost);
                        var key = string.Create(CultureInfo.InvariantCulture, $"{sender}-{i}");
                        using var response = await PostAsync(client, key);
                        var body = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
                        if (response.StatusCode == HttpStatusCode.ServiceUnavailable)
                            return stored;
                        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
                        Assert.False(wasLost, "A bulk that was sent after the file was lost was acknowledged.");
                        stored.Add((key, long.Parse(body, CultureInfo.InvariantCulture)));
                        if (Interlocked.Increment(ref sent) == BulksBefore)
                        {
                            lose();
                            Volatile.Write(ref isLost, true);
                        }
                    }
                })
        );
        return [.. acknowledged.SelectMany(bulks => bulks)];
    }

    private static void Remove(string file, string away, bool isReplaced)
    {
        File.Move(file, away);
        if (isReplaced)
            File.Copy(away, file);
    }

    private static Task<HttpResponseMessage> PostAsync(HttpClient client, string key) =>
        client.SendAsync(
            TestData.Post(TestData.Bulk(TestData.Lead(("leadReference", key))), (Headers.IdempotencyKey, key)),
            TestContext.Current.CancellationToken
        );
}
