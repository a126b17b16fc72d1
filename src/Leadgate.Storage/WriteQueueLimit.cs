namespace Leadgate.Storage;

/// <summary>Bounds how much waits to be written, in number and in memory, so that a store that is slow or away does not fill the machine.</summary>
internal sealed class WriteQueueLimit
{
    /// <summary>The most bulks that wait.</summary>
    public const int MaxBulks = 4096;

    /// <summary>The most that the waiting bulks may weigh; one that weighs more waits alone.</summary>
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

    /// <summary>Lets work in.</summary>
    /// <param name="bytes">About how much memory it holds.</param>
    /// <exception cref="StoreUnavailableException">There is no room.</exception>
    public void Enter(long bytes)
    {
        lock (_lock)
        {
            if (_bulks >= MaxBulks || (_bulks > 0 && _bytes + bytes > MaxBytes))
            {
                throw new StoreUnavailableException(
                    $"{_bulks} bulks with {_bytes / 1024 / 1024} MiB are waiting to be written, and more would not fit."
                );
            }

            _bulks++;
            _bytes += bytes;
        }
    }

    /// <summary>The work is done, or has failed.</summary>
    /// <param name="bytes">As it was let in.</param>
    public void Leave(long bytes)
    {
        lock (_lock)
        {
            _bulks--;
            _bytes -= bytes;
        }
    }
}
