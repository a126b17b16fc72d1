using Leadgate.Storage.Tests.Support;
using Leadgate.Tests;

namespace Leadgate.Storage.Tests;

/// <summary>The metrics of waiting bulks and of commits, on every engine.</summary>
public abstract class CommitMetricTests
{
    protected abstract TestDatabase CreateDatabase();

    /// <summary>Blocks writing until the result is disposed of.</summary>
    protected abstract Task<IAsyncDisposable> BlockAsync(TestDatabase database);

    [Fact]
    public async Task Waiting_bulks_are_measured_and_committed_ones_counted_also_after_a_cancellation()
    {
        await using var database = CreateDatabase();
        await database.OpenAsync();
        await database.CloseAsync();
        using var measured = new Measurements();
        var store = await measured.Measure(() => database.OpenAsync());
        using var impatient = new CancellationTokenSource();
        List<Task<AppendOutcome>> waiting;
        await using (await BlockAsync(database))
        {
            waiting =
            [
                .. new[] { TestContext.Current.CancellationToken, impatient.Token, TestContext.Current.CancellationToken }.Select(token =>
                    store.AppendAsync(TestData.Bulk(TestData.Lead(), TestData.Lead(("priority", null))), token)
                ),
            ];
            await Wait.UntilAsync(() => measured.Observe("leadgate.queue.bulks") == 3, "The bulks are not in the queue.");
            Assert.True(measured.Observe("leadgate.queue.size") > 3 * 4096);
            await impatient.CancelAsync();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting[1]);
            Assert.Equal(0, measured.Sum("leadgate.bulks.stored"));
        }

        await Task.WhenAll(waiting[0], waiting[2]);
        await Wait.UntilAsync(() => measured.Observe("leadgate.queue.bulks") == 0, "The queue is not empty.");
        Assert.Equal(0, measured.Observe("leadgate.queue.size"));
        Assert.Equal(
            (3, 3, 3, 3),
            (
                measured.Sum("leadgate.bulks.stored"),
                measured.Sum("leadgate.commit.bulks"),
                measured.Sum("leadgate.leads.accepted"),
                measured.Sum("leadgate.leads.with_errors")
            )
        );
        Assert.InRange(measured.Count("leadgate.commit.duration"), 1, 3);
    }

    [Fact]
    public async Task Writes_without_a_new_bulk_are_not_counted()
    {
        await using var database = CreateDatabase();
        await database.OpenAsync();
        await database.CloseAsync();
        using var measured = new Measurements();
        var store = await measured.Measure(() => database.OpenAsync());
        await store.CheckAsync(TestContext.Current.CancellationToken);
        Assert.Equal(0, measured.Count("leadgate.commit.duration"));
        Assert.IsType<AppendOutcome.Stored>(await store.AppendAsync(TestData.Bulk("once"), TestContext.Current.CancellationToken));
        Assert.IsType<AppendOutcome.AlreadyStored>(await store.AppendAsync(TestData.Bulk("once"), TestContext.Current.CancellationToken));
        Assert.Equal(
            (1, 1, 1),
            (measured.Sum("leadgate.bulks.stored"), measured.Sum("leadgate.leads.accepted"), measured.Count("leadgate.commit.duration"))
        );
    }
}
