using System.Data.Common;
using Leadgate.Storage;

namespace Leadgate.Bench.Drills.Soak;

/// <summary>A database on a small disk, and outages of it.</summary>
internal abstract class SoakStore : IAsyncDisposable
{
    /// <summary>Twice the space of a lead, including the write-ahead log and vacuum.</summary>
    private const int BytesPerLead = 2048;
    private const int MinMebibytes = 512;

    public abstract string Name { get; }

    /// <summary>The database setting of the service.</summary>
    public abstract string Address { get; }

    /// <summary>The database setting for a new database on the same disk.</summary>
    public abstract string EmptyAddress { get; }

    /// <summary>What an outage of this engine is.</summary>
    public abstract string OutageDescription { get; }

    public required SoakDisk Disk { get; init; }

    /// <param name="engine">The scheme of the database setting.</param>
    /// <param name="leads">The approximate number of leads to make room for.</param>
    public static async Task<SoakStore> CreateAsync(string engine, long leads)
    {
        var mebibytes = Math.Max(MinMebibytes, (int)(leads * BytesPerLead >> 20));
        return engine == StoreAddress.Postgres
            ? await PostgresSoakStore.CreateAsync(mebibytes)
            : await SqliteSoakStore.CreateAsync(mebibytes);
    }

    public abstract Task StartOutageAsync();

    public abstract Task EndOutageAsync();

    /// <summary>Opens a connection that does not go through the service.</summary>
    public abstract Task<DbConnection> ConnectAsync(string address, CancellationToken cancellation);

    public abstract ValueTask DisposeAsync();
}
