using System.Net;
using Leadgate.Contract;
using Leadgate.Server.Hosting;
using Leadgate.Server.Tests.Support;
using Leadgate.Tests;
using Leadgate.Tests.Postgres;

namespace Leadgate.Server.Tests.Persons;

/// <summary>PostgreSQL keeps samples of the values of each column, which an erasure must reach too.</summary>
public sealed class ErasureFromStatisticsTests
{
    private const string Phone = "512340000";

    /// <summary>Where a value is among the samples that the server keeps for planning queries.</summary>
    private const string Samples = $"""
        select tablename, attname from pg_stats
        where concat_ws(' ', most_common_vals::text, histogram_bounds::text, most_common_elems::text) ~ 'Raghad|{Phone}'
        order by tablename, attname
        """;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task No_sample_holds_erased_values(bool partitioned)
    {
        await using var database = await PostgresDatabase.CreateAsync();
        await using var server = await RunningServer.StartAsync(
            new Dictionary<string, string> { [Setting.Database.Variable] = database.Address }
        );
        if (partitioned)
            await database.RowsAsync(Repository.Read("docs", "examples", "partition.sql"));
        var key = await server.Store.CreateKeyAsync("admin", "admin", "leads:write");
        await server.RefreshKeysAsync();
        for (var i = 0; i < 3; i++)
        {
            var lead = TestData.Lead(("firstName", "Raghad"), ("phoneNumber", Phone), ("leadNote", "Call Raghad"));
            using var stored = await SendAsync(
                server,
                key.Text,
                TestData.Post(TestData.Bulk(lead), (Headers.IdempotencyKey, $"{i}-{Phone}"))
            );
            Assert.Equal(HttpStatusCode.OK, stored.StatusCode);
        }

        await database.RowsAsync("analyze");
        var found = await database.RowsAsync(Samples);
        Assert.All(
            ["idempotency_key|key", "lead|first_name", "lead|lead_note", "lead|phone_number"],
            column => Assert.Contains(column, found)
        );

        using var request = new HttpRequestMessage(HttpMethod.Post, Routes.PersonErase);
        request.Content = new StringContent($$"""{"phone": "0{{Phone}}"}""", null, "application/json");
        using var erased = await SendAsync(server, key.Text, request);
        var counts = await erased.JsonAsync();
        Assert.Equal(
            (3, 0, 3),
            (
                counts.GetProperty("leads").GetInt32(),
                counts.GetProperty("mentions").GetInt32(),
                counts.GetProperty("idempotencyKeys").GetInt32()
            )
        );
        Assert.Empty(await database.RowsAsync(Samples));
    }

    private static Task<HttpResponseMessage> SendAsync(RunningServer server, string key, HttpRequestMessage request)
    {
        request.Headers.Add(Headers.ApiKey, key);
        return server.Client.SendAsync(request, TestContext.Current.CancellationToken);
    }
}
