namespace Leadgate.Storage.Engines;

/// <summary>A session that is in a transaction.</summary>
internal abstract class StoreTransaction : StoreSession
{
    /// <summary>The time of the transaction, UTC, to the millisecond.</summary>
    public abstract DateTime Now { get; }

    /// <summary>The time at this moment, as <see cref="Now"/> is: it does not go back with a small step of the clock.</summary>
    public abstract DateTime TakeTime();

    /// <summary>Takes consecutive ids for vehicles.</summary>
    /// <returns>The first of them.</returns>
    public abstract Task<long> TakeVehicleIdsAsync(int count, CancellationToken cancellation);

    /// <summary>Notifies other processes on commit, if the engine can, that the lists have changed.</summary>
    public abstract Task NotifyListChangeAsync(CancellationToken cancellation);
}
