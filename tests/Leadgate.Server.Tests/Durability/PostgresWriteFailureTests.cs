using System.Net;
using Leadgate.Contract;
using Leadgate.Server.Hosting;
using Leadgate.Server.Tests.Support;
using Leadgate.Tests;
using Leadgate.Tests.Postgres;

namespace Leadgate.Server.Tests.Durability;

/// <summary>A node whose PostgreSQL server is available but cannot write.</summary>
public sealed class PostgresWriteFailureTests
{
    [Fact]
    [Promise("8.1")]
    public async Task Full_disk_of_the_server_is_reported_with_503_and_the_node_recovers_when_space_is_freed()
    {
        Assert.SkipUnless(Environment.IsPrivilegedProcess && OperatingSystem.IsLinux(), "Only root on Linux can mount a small disk.");
        await using var postgres = await PostgresServer.StartNewAsync();
        await using var disk = await SmallDisk.InMemoryAsync(postgres.NewFolder("small"), mebibytes: 32, owner: "postgres");
        await postgres.ExecuteAsync($"create tablespace small location '{disk.Path}'");
        await postgres.ExecuteAsync("create database leads tablespace small");
        await using var server = await StartAsync(postgres);
        var before = await server.Client.PostAsync(TestData.Bulk(TestData.Lead()));

        await postgres.ExecuteAsync("create table filler (text text)", "leads");
        await Assert.ThrowsAsync<Npgsql.PostgresException>(() =>
            postgres.ExecuteAsync("insert into filler select repeat('x', 1000) from generate_series(1, 1000000)", "leads")
        );
        var bulk = TestData.Bulk(Enumerable.Range(0, 50).Select(_ => TestData.Lead()));
        var refused = await FirstRefusalAsync(server, bulk);
        using (refused)
        {
            var problem = await refused.ShouldBeProblemAsync(HttpStatusCode.ServiceUnavailable, "store-unavailable");
            Assert.NotNull(refused.Headers.RetryAfter?.Delta);
            Assert.Equal(1, (await server.Client.ReadBulkAsync(before)).GetProperty("totalRecords").GetInt32());
        }

        Assert.Contains(server.LogLines, line => line.Contains("its disk is full", StringComparison.Ordinal));
        await postgres.ExecuteAsync("drop table filler", "leads");
        await Wait.UntilAsync(async () => await StatusAsync(server, bulk) == HttpStatusCode.OK, "The node did not recover.");
    }

    [Fact]
    [Promise("8.1")]
    [Promise("9.4")]
    public async Task Read_only_server_is_reported_with_503_and_the_node_recovers_when_it_is_writable()
    {
        await using var postgres = await PostgresServer.StartNewAsync();
        await postgres.ExecuteAsync("create database leads");
        await using var server = await StartAsync(postgres);
        await server.Client.PostAsync(TestData.Bulk(TestData.Lead()));

        await SetReadOnlyAsync(postgres, "on");
        await Wait.UntilAsync(
            async () => await StatusAsync(server, TestData.Bulk(TestData.Lead())) == HttpStatusCode.ServiceUnavailable,
            "The node still stores bulks."
        );
        using (var ready = await server.Client.GetAsync(Routes.Ready, TestContext.Current.CancellationToken))
            Assert.Equal(HttpStatusCode.ServiceUnavailable, ready.StatusCode);

        await SetReadOnlyAsync(postgres, "off");
        await Wait.UntilAsync(
            async () => await StatusAsync(server, TestData.Bulk(TestData.Lead())) == HttpStatusCode.OK,
            "The node did not recover."
        );
    }

    [Fact]
    public async Task Address_of_a_replica_alone_fails_the_start_with_one_line()
    {
        await using var primary = await PostgresServer.StartNewAsync();
        await using var replica = await PostgresServer.StartReplicaAsync(primary, "replica");
        var (exitCode, _, error) = await ServiceProcess.RunToEndAsync(
            "serve",
            "--urls",
            "http://127.0.0.1:0",
            "--database",
            PostgresServer.Address("postgres", replica)
        );
        Assert.Equal(1, exitCode);
        Assert.Contains("Use the address of the primary", error, StringComparison.Ordinal);
        Assert.Single(error.Trim().Split('\n'));
    }

    private static Task<RunningServer> StartAsync(PostgresServer postgres) =>
        RunningServer.StartAsync(
            new Dictionary<string, string> { [Setting.Database.Variable] = PostgresServer.Address("leads", postgres) }
        );

    private static async Task SetReadOnlyAsync(PostgresServer postgres, string value)
    {
        await postgres.ExecuteAsync("alter system set default_transaction_read_only = " + value);
        await postgres.ExecuteAsync("select pg_reload_conf()");
    }

    /// <summary>Bulks that fit on existing pages of the tables are still stored.</summary>
    private static async Task<HttpResponseMessage> FirstRefusalAsync(RunningServer server, string bulk)
    {
        for (var i = 0; i < 1000; i++)
        {
            var response = await server.Client.SendAsync(TestData.Post(bulk), TestContext.Current.CancellationToken);
            if (response.StatusCode != HttpStatusCode.OK)
                return response;
            response.Dispose();
        }

        throw new InvalidOperationException("The disk is not full.");
    }

    private static async Task<HttpStatusCode> StatusAsync(RunningServer server, string bulk)
    {
        using var response = await server.Client.SendAsync(TestData.Post(bulk), TestContext.Current.CancellationToken);
        return response.StatusCode;
    }
}
