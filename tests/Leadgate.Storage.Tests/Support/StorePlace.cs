using Leadgate.Domain.Audit;
using Microsoft.Extensions.Time.Testing;

namespace Leadgate.Storage.Tests.Support;

/// <summary>A place where a store can be opened, closed and opened again. Each engine has its own.</summary>
public abstract class StorePlace : IAsyncDisposable
{
    private readonly List<ILeadStore> _open = [];

    /// <summary>The clock of every store that is opened here.</summary>
    public FakeTimeProvider Time { get; } = new(Some.Now);

    /// <summary>Opens a store; the lists that ship are in it from the first time on.</summary>
    internal virtual async Task<ILeadStore> OpenAsync()
    {
        var store = Open();
        _open.Add(store);
        if (await store.Lists.ReadVersionAsync(TestContext.Current.CancellationToken) == 0)
            await store.Lists.ReplaceAsync(
                Some.Lists,
                AuditEvent.FromCommand(AuditActions.ListsChange),
                TestContext.Current.CancellationToken
            );
        return store;
    }

    /// <summary>Where the store is or will be; nothing is made there that a store would find.</summary>
    internal abstract Task<StoreAddress> AddressAsync();

    /// <summary>The rows of a query of another program, values of a row joined by a bar.</summary>
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
