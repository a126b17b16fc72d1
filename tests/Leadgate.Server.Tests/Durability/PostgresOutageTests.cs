using System.Net;
using Leadgate.Contract;
using Leadgate.Server.Hosting;
using Leadgate.Server.Tests.Support;
using Leadgate.Tests;
using Leadgate.Tests.Postgres;

namespace Leadgate.Server.Tests.Durability;

/// <summary>A node whose PostgreSQL server crashes and is restarted.</summary>
public sealed class PostgresOutageTests
{
    [Fact]
    [Promise("8.1")]
    [Promise("9.4")]
    public async Task During_an_outage_bulks_get_503_and_lists_are_served_and_afterwards_the_node_recovers_by_itself()
    {
        await using var postgres = await PostgresServer.StartNewAsync();
        await postgres.ExecuteAsync("create database leads");
        await using var server = await RunningServer.StartAsync(
            new Dictionary<string, string> { [Setting.Database.Variable] = PostgresServer.Address("leads", postgres) }
        );
        var before = await server.Client.PostAsync(TestData.Bulk(TestData.Lead()));

        await postgres.KillAsync();
        await server.Client.ShouldRefuseBulksAsync("retried");
        Assert.Equal(HttpStatusCode.ServiceUnavailable, await server.Client.GetStatusAsync(Routes.Ready));
        Assert.Equal(HttpStatusCode.OK, await server.Client.GetStatusAsync(Routes.Lists + "/GENDER"));

        await postgres.StartAsync();
        await Wait.UntilAsync(
            async () => await server.Client.GetStatusAsync(Routes.Ready) == HttpStatusCode.OK,
            "The node did not recover."
        );
        using var stored = await server.Client.SendAsync(
            TestData.Post(TestData.Bulk(TestData.Lead()), (Headers.IdempotencyKey, "retried")),
            TestContext.Current.CancellationToken
        );
        Assert.Equal(HttpStatusCode.OK, stored.StatusCode);
        Assert.Equal(1, (await server.Client.ReadBulkAsync(before)).GetProperty("totalRecords").GetInt32());
        Assert.Equal(2, (await server.Client.GetJsonAsync(Routes.Bulks)).GetProperty("leads").GetArrayLength());
    }
}
