using Leadgate.Domain.Lists;

namespace Leadgate.Storage.Search;

/// <summary>
/// Counts of open errors that many look at, and that take long when many leads wait. Then those who look within a few seconds share one
/// result, unless a lead was corrected or erased since: whoever corrects a value sees at once that it is gone.
/// </summary>
/// <param name="manyLeads">Counting fewer leads takes some milliseconds, and is always done anew.</param>
internal sealed class RecentOpenErrors(OpenErrorStore errors, TimeProvider time, int manyLeads = 10_000)
{
    /// <summary>How old a result may be.</summary>
    public static readonly TimeSpan MaxAge = TimeSpan.FromSeconds(10);

    /// <summary>From this age on, the next result is counted while the last one is shown.</summary>
    private static readonly TimeSpan RenewalAge = TimeSpan.FromSeconds(2);

    private readonly Shared<OpenErrorGroup> _groups = new();
    private readonly Shared<SenderErrors> _senders = new();

    /// <summary>As <see cref="OpenErrorStore.FindGroupsAsync"/>, of the leads of all senders.</summary>
    public Task<IReadOnlyList<OpenErrorGroup>> FindGroupsAsync(int limit, ListCatalog catalog, CancellationToken cancellation) =>
        FindAsync(
            _groups,
            (limit, catalog),
            token => errors.FindGroupsAsync(new OpenErrorFilter { Limit = limit }, catalog, token),
            cancellation
        );

    /// <summary>As <see cref="OpenErrorStore.CountBySenderAsync"/>.</summary>
    public Task<IReadOnlyList<SenderErrors>> CountBySenderAsync(int limit, CancellationToken cancellation) =>
        FindAsync(_senders, limit, token => errors.CountBySenderAsync(limit, token), cancellation);

    /// <param name="key">What the result depends on besides the leads.</param>
    private async Task<IReadOnlyList<T>> FindAsync<T>(
        Shared<T> shared,
        object key,
        Func<CancellationToken, Task<IReadOnlyList<T>>> count,
        CancellationToken cancellation
    )
    {
        // Before the errors, so that a change meanwhile makes the result old.
        var change = await errors.ReadChangeAsync(cancellation).ConfigureAwait(false);
        if (shared.Last is { } last && last.Key.Equals(key) && last.Change == change)
        {
            var age = time.GetElapsedTime(last.CountedAt);
            if (age >= RenewalAge && age < MaxAge)
                _ = Task.Run(() => RenewAsync(shared, key, count), CancellationToken.None);
            if (age < MaxAge)
                return last.Found;
        }

        shared.Last = null;
        return await CountAsync(shared, key, change, count, cancellation).ConfigureAwait(false);
    }

    /// <summary>Beside who looks: on SQLite a read keeps its thread until it is done.</summary>
    private async Task RenewAsync<T>(Shared<T> shared, object key, Func<CancellationToken, Task<IReadOnlyList<T>>> count)
    {
        if (!shared.TryBeginRenewal())
            return;
        try
        {
            var change = await errors.ReadChangeAsync(CancellationToken.None).ConfigureAwait(false);
            await CountAsync(shared, key, change, count, CancellationToken.None).ConfigureAwait(false);
        }
        catch (Exception e) when (e is StoreUnavailableException or ObjectDisposedException)
        {
            // Whoever looks next counts, and is told.
        }
        finally
        {
            shared.EndRenewal();
        }
    }

    private async Task<IReadOnlyList<T>> CountAsync<T>(
        Shared<T> shared,
        object key,
        long change,
        Func<CancellationToken, Task<IReadOnlyList<T>>> count,
        CancellationToken cancellation
    )
    {
        var countedAt = time.GetTimestamp();
        var found = await count(cancellation).ConfigureAwait(false);
        var isShort = await errors.CountLeadsAsync(manyLeads, cancellation).ConfigureAwait(false) < manyLeads;
        shared.Last = isShort ? null : new Result<T>(found, key, change, countedAt);
        return found;
    }

    private sealed record Result<T>(IReadOnlyList<T> Found, object Key, long Change, long CountedAt);

    private sealed class Shared<T>
    {
        private volatile Result<T>? _last;
        private int _isRenewing;

        public Result<T>? Last
        {
            get => _last;
            set => _last = value;
        }

        public bool TryBeginRenewal() => Interlocked.Exchange(ref _isRenewing, 1) == 0;

        public void EndRenewal() => Volatile.Write(ref _isRenewing, 0);
    }
}
