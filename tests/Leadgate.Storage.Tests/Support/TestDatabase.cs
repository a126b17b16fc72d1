using Leadgate.Domain.Audit;
using Leadgate.Tests;
using Microsoft.Extensions.Time.Testing;

namespace Leadgate.Storage.Tests.Support;

/// <summary>A database where a store can be opened, closed and opened again. Each engine has its own.</summary>
public abstract class TestDatabase : IAsyncDisposable
{
    /// <summary>A bulk waits for a lock however long a busy machine takes to release it.</summary>
    internal static readonly StoreOptions Patient = new() { LockWait = Wait.Limit };

    private readonly List<ILeadStore> _open = [];

    /// <summary>The clock of every store that is opened here.</summary>
    public FakeTimeProvider Time { get; } = new(TestData.Now);

    /// <summary>Opens a store; the first time the built-in lists are stored in it.</summary>
    internal virtual async Task<ILeadStore> OpenAsync()
    {
        var store = Open();
        _open.Add(store);
        if (await store.Lists.ReadVersionAsync(TestContext.Current.CancellationToken) == 0)
            await store.Lists.ReplaceAsync(
                TestData.Lists,
                AuditEvent.FromCommand(AuditActions.ListsChange),
                TestContext.Current.CancellationToken
            );
        return store;
    }

    /// <summary>The address of the store, which need not exist yet.</summary>
    internal abstract Task<StoreAddress> AddressAsync();

    /// <summary>The rows of a query of another program, the values of a row joined by a bar.</summary>
    public abstract Task<IReadOnlyList<string>> RowsAsync(string sql);

    /// <summary>Closes every store that is open here.</summary>
    public async Task CloseAsync()
    {
        foreach (var store in _open)
            await store.DisposeAsync();
        _open.Clear();
    }

    public virtual async ValueTask DisposeAsync()
    {
        await CloseAsync();
        GC.SuppressFinalize(this);
    }

    private protected abstract ILeadStore Open();
}
