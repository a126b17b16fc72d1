using Leadgate.Storage;

namespace Leadgate.Bench.Reads;

/// <summary>A store with its leads, and a service on it.</summary>
/// <param name="Name">The engine.</param>
/// <param name="Store">The store as the reader opened it.</param>
/// <param name="Head">The head of a request with a bulk.</param>
internal sealed record FilledStore(string Name, StoreAddress Address, ChildProcess Service, ILeadStore Store, byte[] Head)
    : IAsyncDisposable
{
    /// <summary>The leads per second at which the follower got through.</summary>
    public double CaughtUp { get; init; }

    public async ValueTask DisposeAsync()
    {
        await Store.DisposeAsync();
        await Service.DisposeAsync();
    }
}
