using Leadgate.Server.Hosting;
using Leadgate.Server.Tests.Support;
using Leadgate.Storage;
using Leadgate.Tests;
using Leadgate.Tests.Postgres;

namespace Leadgate.Server.Tests.Durability;

/// <summary>The service on a PostgreSQL server that can lose committed transactions in a power failure.</summary>
public sealed class UnsafeServerTests
{
    [Fact]
    [Promise("2.6")]
    public async Task PROD_does_not_start_and_TEST_logs_a_warning()
    {
        await using var server = await PostgresServer.StartInMemoryAsync();
        var address = PostgresServer.Address("postgres", server);
        var refused = await Assert.ThrowsAsync<StoreSetupException>(() => StartAsync(address, "PROD"));
        Assert.Contains("fsync = off and full_page_writes = off", refused.Message, StringComparison.Ordinal);

        await using var started = await StartAsync(address, "TEST");
        Assert.Contains(started.LogLines, line => line.Contains("fsync = off", StringComparison.Ordinal));
    }

    private static Task<RunningServer> StartAsync(string database, string environment) =>
        RunningServer.StartAsync(
            new Dictionary<string, string> { [Setting.Database.Variable] = database, [Setting.Environment.Variable] = environment }
        );
}
