using Leadgate.Storage.Tests.Support;

namespace Leadgate.Storage.Tests.Postgres;

/// <summary>A server that refuses for a while.</summary>
public sealed class PostgresFailureTests
{
    [Fact]
    public async Task A_bulk_that_loses_against_another_transaction_is_tried_again()
    {
        await using var place = new PostgresPlace();
        var store = await place.OpenAsync();
        await RefuseAsync(place, "40P01", times: 3);
        var stored = await Task.WhenAll(
            Enumerable.Range(0, 3).Select(i => store.AppendAsync(Some.Bulk($"key-{i}"), TestContext.Current.CancellationToken))
        );
        Assert.Equal(3, stored.Select(outcome => outcome.Bulk().Id).Distinct().Count());
        Assert.Equal(["3|3"], await place.Database.RowsAsync("select (select count(*) from bulk), (select count(*) from idempotency_key)"));
    }

    [Fact]
    public async Task A_bulk_that_always_loses_is_told_to_come_again_and_the_store_stays_open_for_others()
    {
        await using var place = new PostgresPlace();
        var store = await place.OpenAsync();
        await RefuseAsync(place, "40001", times: 6);
        await Assert.ThrowsAsync<StoreUnavailableException>(() =>
            store.AppendAsync(Some.Bulk(Some.Lead()), TestContext.Current.CancellationToken)
        );
        Assert.IsType<AppendOutcome.Stored>((await store.AppendAsync(Some.Bulk(Some.Lead()), TestContext.Current.CancellationToken)));
    }

    [Theory]
    [InlineData("53100", "its disk is full")]
    [InlineData("25006", "it is read-only")]
    [InlineData("57P01", "it was shut down")]
    public async Task What_the_operator_has_to_mend_is_said_and_the_next_bulk_is_taken_when_it_is_mended(string state, string told)
    {
        await using var place = new PostgresPlace();
        var store = await place.OpenAsync();
        await RefuseAsync(place, state, times: 1);
        var e = await Assert.ThrowsAsync<StoreUnavailableException>(() =>
            store.AppendAsync(Some.Bulk(Some.Lead()), TestContext.Current.CancellationToken)
        );
        Assert.Contains(told, e.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', e.Message);
        while (!await TakesAsync(store))
            TestContext.Current.CancellationToken.ThrowIfCancellationRequested();
        Assert.Equal(["1"], await place.Database.RowsAsync("select count(*) from bulk"));
    }

    private static async Task<bool> TakesAsync(ILeadStore store)
    {
        try
        {
            await store.AppendAsync(Some.Bulk(Some.Lead()), TestContext.Current.CancellationToken);
            return true;
        }
        catch (StoreUnavailableException)
        {
            return false;
        }
    }

    /// <summary>Lets the server refuse bulks with an SQLSTATE, so many times.</summary>
    private static async Task RefuseAsync(PostgresPlace place, string state, int times) =>
        await place.Database.RowsAsync(
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
