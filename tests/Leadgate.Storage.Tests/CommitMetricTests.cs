using Leadgate.Storage.Tests.Support;

namespace Leadgate.Storage.Tests;

/// <summary>What a store tells of bulks that wait and of commits; the same on every store.</summary>
public abstract class CommitMetricTests
{
    protected abstract StorePlace NewPlace();

    /// <summary>Lets no bulk be written until the result is disposed of.</summary>
    protected abstract Task<IAsyncDisposable> HoldUpAsync(StorePlace place);

    [Fact]
    public async Task Bulks_that_wait_are_seen_and_each_that_is_committed_is_counted_also_when_its_sender_has_left()
    {
        await using var place = NewPlace();
        await place.OpenAsync();
        await place.CloseAsync();
        using var heard = new Measurements();
        var store = await heard.Of(() => place.OpenAsync());
        using var impatient = new CancellationTokenSource();
        List<Task<AppendOutcome>> waiting;
        await using (await HoldUpAsync(place))
        {
            waiting =
            [
                .. new[] { TestContext.Current.CancellationToken, impatient.Token, TestContext.Current.CancellationToken }.Select(token =>
                    store.AppendAsync(Some.Bulk(Some.Lead(), Some.Lead(("priority", null))), token)
                ),
            ];
            while (heard.Ask("leadgate.queue.bulks") != 3)
                await Task.Yield();
            Assert.True(heard.Ask("leadgate.queue.size") > 3 * 4096);
            await impatient.CancelAsync();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting[1]);
            Assert.Equal(0, heard.Sum("leadgate.bulks.stored"));
        }

        await Task.WhenAll(waiting[0], waiting[2]);
        while (heard.Ask("leadgate.queue.bulks") != 0)
            await Task.Yield();
        Assert.Equal(0, heard.Ask("leadgate.queue.size"));
        Assert.Equal(
            (3, 3, 3, 3),
            (
                heard.Sum("leadgate.bulks.stored"),
                heard.Sum("leadgate.commit.bulks"),
                heard.Sum("leadgate.leads.accepted"),
                heard.Sum("leadgate.leads.with_errors")
            )
        );
        Assert.InRange(heard.Count("leadgate.commit.duration"), 1, 3);
    }

    [Fact]
    public async Task What_is_no_bulk_and_what_is_repeated_counts_nothing()
    {
        await using var place = NewPlace();
        await place.OpenAsync();
        await place.CloseAsync();
        using var heard = new Measurements();
        var store = await heard.Of(() => place.OpenAsync());
        await store.CheckAsync(TestContext.Current.CancellationToken);
        Assert.Equal(0, heard.Count("leadgate.commit.duration"));
        Assert.IsType<AppendOutcome.Stored>(await store.AppendAsync(Some.Bulk("once"), TestContext.Current.CancellationToken));
        Assert.IsType<AppendOutcome.AlreadyStored>(await store.AppendAsync(Some.Bulk("once"), TestContext.Current.CancellationToken));
        Assert.Equal(
            (1, 1, 1),
            (heard.Sum("leadgate.bulks.stored"), heard.Sum("leadgate.leads.accepted"), heard.Count("leadgate.commit.duration"))
        );
    }
}
