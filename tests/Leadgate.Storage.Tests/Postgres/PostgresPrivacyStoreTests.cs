using System.Globalization;
using Leadgate.Domain.Audit;
using Leadgate.Storage.Tests.Support;

namespace Leadgate.Storage.Tests.Postgres;

public sealed class PostgresPrivacyStoreTests : PrivacyStoreTests
{
    /// <summary>ANALYZE leaves the samples of a table that became empty, and of a partition.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task No_sample_of_a_deleted_reference_is_left(bool isPartitioned)
    {
        await using var database = isPartitioned ? new PartitionedTestDatabase() : new PostgresTestDatabase();
        var store = await database.OpenAsync();
        await AppendAsync("old-reference");
        if (isPartitioned)
        {
            await database.RowsAsync("call close_month('2026_01')");
            database.Time.Advance(TimeSpan.FromDays(3));
            await AppendAsync("new-reference");
        }

        await database.RowsAsync("analyze");
        Assert.NotEmpty(await FindAsync("old-reference"));
        var before = TestData.Now.UtcDateTime.AddDays(1);
        Assert.Equal(
            3,
            await store.Privacy.DeleteLeadsWithErrorsAsync(
                before,
                10,
                count => AuditEvent.FromService(AuditActions.Retention, detail: $"{count}"),
                TestContext.Current.CancellationToken
            )
        );
        await store.Privacy.RenewStatisticsAsync(TestContext.Current.CancellationToken);
        Assert.Empty(await FindAsync("old-reference"));
        Assert.Equal(isPartitioned, (await FindAsync("new-reference")).Count > 0);

        Task AppendAsync(string reference) =>
            store.AppendAsync(
                TestData.Bulk(Enumerable.Repeat(TestData.Lead(("priority", null), ("leadReference", reference)), 3)),
                TestContext.Current.CancellationToken
            );

        Task<IReadOnlyList<string>> FindAsync(string reference) =>
            database.RowsAsync(
                $"""
                select tablename from pg_stats
                where concat_ws(' ', most_common_vals::text, histogram_bounds::text, most_common_elems::text) ~ '{reference}'
                """
            );
    }

    /// <summary>Each node has blocks of ids of its own, so a later bulk may have leads with smaller ids.</summary>
    [Fact]
    public async Task Retention_reaches_every_lead_also_where_ids_of_two_nodes_are_in_another_order_than_their_bulks()
    {
        await using var database = new PostgresTestDatabase();
        ILeadStore[] nodes = [await database.OpenAsync(), await database.OpenAsync()];
        var leads = Enumerable.Range(0, 3).Select(_ => TestData.Lead()).Concat([TestData.Lead(("priority", null))]).ToList();
        for (var i = 0; i < 6; i++)
            await nodes[i % 2].AppendAsync(TestData.Bulk(leads), TestContext.Current.CancellationToken);
        var all = await database.RowsAsync(
            "select bulk_id, id from lead union all select bulk_id, id from lead_with_errors order by 1 desc, 2 desc"
        );
        Assert.NotEqual(all.OrderByDescending(lead => long.Parse(lead.Split('|')[1], CultureInfo.InvariantCulture)), all);

        var (dropped, last) = (0, default(LeadCursor));
        for (var count = 1; count > 0; dropped += count)
        {
            (count, last) = await nodes[0]
                .Privacy.DropSentAsync(
                    TestData.Now.UtcDateTime.AddDays(1),
                    last,
                    1,
                    _ => AuditEvent.FromService(AuditActions.Retention),
                    TestContext.Current.CancellationToken
                );
        }

        Assert.Equal(6, dropped);
    }

    protected override TestDatabase CreateDatabase() => new PostgresTestDatabase();

    protected override Task<IReadOnlyList<string>> RowsAsync(TestDatabase database, string sql) =>
        ((PostgresTestDatabase)database).RowsAsync(sql);
}
