namespace Leadgate.Domain.Intake;

/// <summary>
/// Reads one bulk in pieces, as its body arrives, and validates each lead as soon as it is complete. An invalid lead never affects the
/// other leads (promise 5.4); only a body that is not a valid bulk is refused (promise 6.3). Not thread-safe.
/// </summary>
/// <remarks>
/// Pass what has arrived to <see cref="Read"/>. Keep the bytes that it did not consume and pass them again, followed by what has arrived
/// since. After the last piece either <see cref="Refusal"/> or <see cref="Bulk"/> is set.
/// </remarks>
internal interface IBulkReader
{
    /// <summary>Why the bulk is refused. Once it is set, nothing more is read.</summary>
    BulkRefusal? Refusal { get; }

    /// <summary>The bulk, once the last piece has been read without a refusal.</summary>
    ValidatedBulk? Bulk { get; }

    /// <summary>The number of leads read so far.</summary>
    int LeadCount { get; }

    /// <summary>About how much memory the leads read so far take beside their JSON (<see cref="ValidatedBulk.MeasureMemory"/>).</summary>
    long MemoryOfLeads { get; }

    /// <summary>Reads as many whole leads as the bytes hold.</summary>
    /// <param name="bytes">The bytes that the last call did not consume, followed by what has arrived since.</param>
    /// <param name="isLast">Whether the body ends with these bytes.</param>
    /// <returns>The number of bytes consumed.</returns>
    int Read(ReadOnlySpan<byte> bytes, bool isLast);

    /// <summary>
    /// Returns the memory of the leads to its pool when the bulk will not be used: it was refused, or the sender has disconnected.
    /// The memory of a bulk that was read to its end is returned by <see cref="ValidatedBulk.Dispose"/>.
    /// </summary>
    void Discard();
}
