using System.Security.Cryptography;

namespace Leadgate.Storage.Engines;

/// <summary>
/// Which node does some work: one number of the table <c>counter</c>, a time in milliseconds with the number of the node in its last bits,
/// so that one statement checks it, takes it, and locks it until the transaction ends. When a node stops, another one takes over once the
/// time has passed. Clocks that differ only decide who that is.
/// </summary>
/// <param name="counter">The name of the counter, which must have a row.</param>
/// <param name="length">How long it is held unless it is prolonged.</param>
internal sealed class NodeLease(string counter, TimeSpan length)
{
    private const int NodeBits = 20;
    private const long NodeMask = (1L << NodeBits) - 1;

    private const string Take = """
        update counter set value = @until where name = @name and ((value & @mask) = @node or value < @now)
        """;

    private const string Release = "update counter set value = 0 where name = @name and (value & @mask) = @node";

    private readonly long _node = RandomNumberGenerator.GetInt32(1, 1 << NodeBits);

    /// <summary>Whether another node has it, which has written something within the time.</summary>
    public async Task<bool> IsTakenAsync(StoreSession session, DateTime now, CancellationToken cancellation)
    {
        var value = await session.ReadCounterAsync(counter, cancellation).ConfigureAwait(false);
        return (value & NodeMask) != _node && value >= ToNumber(now);
    }

    /// <summary>Takes or prolongs it for the transaction and some time after it; false if another node has it.</summary>
    public async Task<bool> TryTakeAsync(StoreTransaction transaction, DateTime now, CancellationToken cancellation)
    {
        var take = new Statement(
            Take,
            ("@name", counter),
            ("@until", ToNumber(now + length) | _node),
            ("@mask", NodeMask),
            ("@node", _node),
            ("@now", ToNumber(now))
        );
        return await transaction.ExecuteAsync(take, cancellation).ConfigureAwait(false) > 0;
    }

    /// <summary>Lets another node take it at once.</summary>
    public Statement CreateRelease() => new(Release, ("@name", counter), ("@mask", NodeMask), ("@node", _node));

    private static long ToNumber(DateTime utc) => new DateTimeOffset(utc).ToUnixTimeMilliseconds() << NodeBits;
}
