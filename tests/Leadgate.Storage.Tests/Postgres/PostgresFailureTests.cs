using Leadgate.Storage.Tests.Support;
using Leadgate.Tests;

namespace Leadgate.Storage.Tests.Postgres;

/// <summary>A server that rejects bulks for a while.</summary>
public sealed class PostgresFailureTests
{
    [Fact]
    public async Task Bulk_that_conflicts_with_another_transaction_is_retried()
    {
        await using var database = new PostgresTestDatabase();
        var store = await database.OpenAsync();
        await RefuseAsync(database, "40P01", times: 3);
        var stored = await Task.WhenAll(
            Enumerable.Range(0, 3).Select(i => store.AppendAsync(TestData.Bulk($"key-{i}"), TestContext.Current.CancellationToken))
        );
        Assert.Equal(3, stored.Select(outcome => outcome.Bulk().Id).Distinct().Count());
        Assert.Equal(["3|3"], await database.RowsAsync("select (select count(*) from bulk), (select count(*) from idempotency_key)"));
    }

    [Fact]
    public async Task Bulk_that_always_conflicts_fails_as_unavailable_and_others_are_stored()
    {
        await using var database = new PostgresTestDatabase();
        var store = await database.OpenAsync();
        await RefuseAsync(database, "40001", times: 6);
        await Assert.ThrowsAsync<StoreUnavailableException>(() =>
            store.AppendAsync(TestData.Bulk(TestData.Lead()), TestContext.Current.CancellationToken)
        );
        Assert.IsType<AppendOutcome.Stored>(
            (await store.AppendAsync(TestData.Bulk(TestData.Lead()), TestContext.Current.CancellationToken))
        );
    }

    [Theory]
    [InlineData("53100", "its disk is full")]
    [InlineData("25006", "it is read-only")]
    [InlineData("57P01", "it was shut down")]
    public async Task Outage_is_described_and_the_next_bulk_is_stored_when_it_is_over(string state, string expected)
    {
        await using var database = new PostgresTestDatabase();
        var store = await database.OpenAsync();
        await RefuseAsync(database, state, times: 1);
        var e = await Assert.ThrowsAsync<StoreUnavailableException>(() =>
            store.AppendAsync(TestData.Bulk(TestData.Lead()), TestContext.Current.CancellationToken)
        );
        Assert.Contains(expected, e.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', e.Message);
        await Wait.UntilAsync(() => TakesAsync(store), "The store does not take bulks again.");
        Assert.Equal(["1"], await database.RowsAsync("select count(*) from bulk"));
    }

    /// <summary>Citus reports a worker that is down with an error of class 08, while the others can be read.</summary>
    [Fact]
    public async Task Reads_go_on_while_only_a_part_of_the_database_cannot_be_written()
    {
        await using var database = new PostgresTestDatabase();
        var store = await database.OpenAsync();
        var id = (await store.AppendAsync(TestData.Bulk(TestData.Lead()), TestContext.Current.CancellationToken)).Bulk().Id;
        await RefuseAsync(database, "08006", times: int.MaxValue);
        await database.RowsAsync("create trigger refuse before update on counter for each row execute function refuse()");
        for (var i = 0; i < 3; i++)
        {
            await Assert.ThrowsAsync<StoreUnavailableException>(() =>
                store.AppendAsync(TestData.Bulk(TestData.Lead()), TestContext.Current.CancellationToken)
            );
            await Assert.ThrowsAsync<StoreUnavailableException>(() => store.CheckAsync(TestContext.Current.CancellationToken));
            Assert.NotNull(await store.FindBulkAsync(id, TestContext.Current.CancellationToken));
        }
    }

    private static async Task<bool> TakesAsync(ILeadStore store)
    {
        try
        {
            await store.AppendAsync(TestData.Bulk(TestData.Lead()), TestContext.Current.CancellationToken);
            return true;
        }
        catch (StoreUnavailableException)
        {
            return false;
        }
    }

    /// <summary>Makes the server reject bulks with an SQLSTATE, so many times.</summary>
    private static async Task RefuseAsync(PostgresTestDatabase database, string state, int times) =>
        await database.RowsAsync(
            $"""
            create sequence refusals;
            create function refuse() returns trigger language plpgsql as $$
            begin
                if nextval('refusals') <= {times} then raise exception 'refused on purpose' using errcode = '{state}'; end if;
                return new;
            end $$;
            create trigger refuse before insert on bulk for each row execute function refuse();
            """
        );
}
