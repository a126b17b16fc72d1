using Leadgate.Storage.Tests.Support;
using Leadgate.Tests;

namespace Leadgate.Storage.Tests.Postgres;

/// <summary>Partitioning the tables by month, as docs/scale.md describes it.</summary>
public sealed class PartitionTests
{
    [Fact]
    public async Task Partitions_are_closed_and_dropped_while_bulks_arrive()
    {
        await using var database = new PartitionedTestDatabase();
        var store = await database.OpenAsync();
        var stopping = false;
        var sending = Task.WhenAll(
            Enumerable
                .Range(0, 4)
                .Select(async _ =>
                {
                    var ids = new List<long>();
                    while (!Volatile.Read(ref stopping))
                        ids.Add(
                            (
                                await store.AppendAsync(
                                    TestData.Bulk(TestData.Lead(), TestData.Lead(("priority", null))),
                                    TestContext.Current.CancellationToken
                                )
                            )
                                .Bulk()
                                .Id
                        );
                    return ids;
                })
        );
        foreach (var month in (string[])["2026_01", "2026_02", "2026_03"])
        {
            await HasBulksAsync(database, "bulk_open");
            await database.RowsAsync($"call close_month('{month}')");
        }

        Volatile.Write(ref stopping, true);
        var sent = (await sending).SelectMany(ids => ids).ToList();
        Assert.Equal(
            [$"{sent.Count}|{sent.Count}|{sent.Count}|{sent.Count}"],
            await database.RowsAsync(
                """
                select (select count(*) from bulk), (select count(*) from lead), (select count(*) from vehicle),
                    (select count(*) from lead_with_errors)
                """
            )
        );
        foreach (
            var (months, bulks) in (
                await database.RowsAsync("select tableoid::regclass::text, min(id), max(id) from bulk group by 1 order by 2")
            )
                .Select(row => row.Split('|'))
                .Select(row => (row[0], (long.Parse(row[1], null), long.Parse(row[2], null))))
                .ToList()
        )
        {
            Assert.Matches("^bulk_(2026_0[123]|open)$", months);
            Assert.Equal(
                [$"{bulks.Item1}|{bulks.Item2}"],
                await database.RowsAsync(
                    $"select min(bulk_id), max(bulk_id) from {months.Replace("bulk", "lead", StringComparison.Ordinal)}"
                )
            );
        }

        var dropped = await database.RowsAsync("select id from bulk_2026_01");
        await database.RowsAsync("drop table bulk_2026_01, lead_2026_01, vehicle_2026_01, lead_with_errors_2026_01, lead_revision_2026_01");
        Assert.Null(await store.FindBulkAsync(long.Parse(dropped[0], null), TestContext.Current.CancellationToken));
        Assert.NotNull(await store.FindBulkAsync(sent.Max(), TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Earlier_bulks_are_found_after_partitioning_also_in_the_readable_view()
    {
        await using var database = new PostgresTestDatabase();
        var store = await database.OpenAsync();
        var before = (await store.AppendAsync(TestData.Bulk(TestData.Lead()), TestContext.Current.CancellationToken)).Bulk();
        await PartitionedTestDatabase.PartitionAsync(database);
        var after = (await store.AppendAsync(TestData.Bulk(TestData.Lead()), TestContext.Current.CancellationToken)).Bulk();
        Assert.Equal(
            [$"{before.Id}|bulk_first", $"{after.Id}|bulk_open"],
            await database.RowsAsync("select id, tableoid::regclass::text from bulk order by id")
        );
        Assert.Equal(2, (await database.RowsAsync("select * from lead_readable")).Count);
        Assert.Single(await store.ReadLeadsAsync(before.Id, 0, 10, TestData.Catalog, TestContext.Current.CancellationToken));
    }

    private static Task<TimeSpan> HasBulksAsync(PostgresTestDatabase database, string table) =>
        Wait.UntilAsync(async () => (await database.RowsAsync($"select from {table} limit 1")).Count > 0, $"{table} has no bulks.");
}
