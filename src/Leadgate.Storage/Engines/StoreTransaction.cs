namespace Leadgate.Storage.Engines;

/// <summary>A session that is in a transaction.</summary>
internal abstract class StoreTransaction : StoreSession
{
    /// <summary>The time of the transaction, UTC, to the millisecond.</summary>
    public abstract DateTime Now { get; }

    /// <summary>The clock's time at this moment, UTC, to the millisecond.</summary>
    public abstract DateTime ReadClock();

    /// <summary>Notifies other processes on commit, if the engine can, that the lists have changed.</summary>
    public abstract Task NotifyListChangeAsync(CancellationToken cancellation);
}
