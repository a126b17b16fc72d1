using System.Data.Common;
using Leadgate.Storage;

namespace Leadgate.Bench.Drills.Soak;

/// <summary>A store on a small disk of its own, and what can happen to it.</summary>
internal abstract class SoakStore : IAsyncDisposable
{
    /// <summary>So much room takes a lead, its log and its vacuum included, twice over.</summary>
    private const int BytesOfLead = 2048;
    private const int LeastMebibytes = 512;

    /// <summary>The engine, as people call it.</summary>
    public abstract string Name { get; }

    /// <summary>Its address, as an operator writes it.</summary>
    public abstract string Address { get; }

    /// <summary>The address of a place beside it where there is no store yet.</summary>
    public abstract string EmptyAddress { get; }

    /// <summary>What it means that it is away.</summary>
    public abstract string Away { get; }

    /// <summary>The disk.</summary>
    public required SoakDisk Disk { get; init; }

    /// <summary>Makes one.</summary>
    /// <param name="engine">The scheme of its address.</param>
    /// <param name="leads">About how many leads it is to hold.</param>
    public static async Task<SoakStore> CreateAsync(string engine, long leads)
    {
        var mebibytes = Math.Max(LeastMebibytes, (int)(leads * BytesOfLead >> 20));
        return engine == StoreAddress.Postgres
            ? await PostgresSoakStore.CreateAsync(mebibytes)
            : await SqliteSoakStore.CreateAsync(mebibytes);
    }

    /// <summary>Takes it away.</summary>
    public abstract Task TakeAwayAsync();

    /// <summary>Gives it back.</summary>
    public abstract Task GiveBackAsync();

    /// <summary>An open connection of our own to it.</summary>
    public abstract Task<DbConnection> ConnectAsync(string address, CancellationToken cancellation);

    public abstract ValueTask DisposeAsync();
}
