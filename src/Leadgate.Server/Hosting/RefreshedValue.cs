namespace Leadgate.Server.Hosting;

/// <summary>
/// A value that several read anew at the same time. The reading that began last counts, whichever ends first: whoever has changed what is
/// read, and reads it after that, is not undone by a reading that began before the change.
/// </summary>
internal sealed class RefreshedValue<T>(T first)
    where T : class
{
    private readonly Lock _lock = new();
    private volatile T _current = first;
    private long _begun;
    private long _counted;

    public T Current => _current;

    /// <returns>The value before; null if what was read does not count, because a later reading has ended already.</returns>
    public async Task<T?> RefreshAsync(Func<Task<T>> read)
    {
        var reading = Interlocked.Increment(ref _begun);
        var value = await read();
        lock (_lock)
        {
            if (reading < _counted)
                return null;
            var before = _current;
            (_counted, _current) = (reading, value);
            return before;
        }
    }
}
