namespace Leadgate.Storage.Engines;

/// <summary>
/// Limits the bulks that wait to be written, in number and in memory, so that a slow or unavailable store does not fill the memory.
/// </summary>
internal sealed class WriteQueueLimit
{
    /// <summary>The most bulks that wait.</summary>
    public const int MaxBulks = 4096;

    /// <summary>The most memory that the waiting bulks may hold; a bulk that holds more waits alone.</summary>
    public const long MaxBytes = 512 * 1024 * 1024;

    private readonly Lock _lock = new();
    private int _bulks;
    private long _bytes;

    /// <summary>How much is waiting or being written now.</summary>
    public (int Bulks, long Bytes) Waiting
    {
        get
        {
            lock (_lock)
                return (_bulks, _bytes);
        }
    }

    /// <summary>Admits work.</summary>
    /// <param name="bytes">About how much memory it holds.</param>
    /// <exception cref="StoreUnavailableException">The queue is full.</exception>
    public void Enter(long bytes)
    {
        lock (_lock)
        {
            if (_bulks >= MaxBulks || (_bulks > 0 && _bytes + bytes > MaxBytes))
            {
                throw new StoreUnavailableException(
                    $"The write queue is full: {_bulks} bulks with {_bytes / 1024 / 1024} MiB are waiting."
                );
            }

            _bulks++;
            _bytes += bytes;
        }
    }

    /// <summary>The work is done or has failed.</summary>
    /// <param name="bytes">As it was admitted.</param>
    public void Leave(long bytes)
    {
        lock (_lock)
        {
            _bulks--;
            _bytes -= bytes;
        }
    }
}
