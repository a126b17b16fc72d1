using Leadgate.Domain.Audit;

namespace Leadgate.Storage;

/// <summary>
/// Keeps the trail of who did what (docs/decisions/0015). What a store changes by itself, it writes down in the same transaction; here is what
/// has no other. Throws <see cref="StoreUnavailableException"/> as <see cref="ILeadStore"/> does.
/// </summary>
internal interface IAuditStore
{
    /// <summary>Writes down what was done; when it returns, that is on disk.</summary>
    /// <param name="what">What was done.</param>
    /// <param name="cancellation">Gives up.</param>
    Task<AuditEntry> AppendAsync(AuditEvent what, CancellationToken cancellation);

    /// <summary>The next entries by their numbers.</summary>
    /// <param name="afterId">The number of the last that was read; 0 to begin.</param>
    /// <param name="limit">The most to read.</param>
    /// <param name="cancellation">Gives up.</param>
    Task<IReadOnlyList<AuditEntry>> ReadAsync(long afterId, int limit, CancellationToken cancellation);

    /// <summary>The number that was given out last; 0 when there is none.</summary>
    /// <param name="cancellation">Gives up.</param>
    Task<long> ReadLastIdAsync(CancellationToken cancellation);

    /// <summary>Lets go of the oldest entries, and writes down that it did.</summary>
    /// <param name="before">Entries from before this moment go, UTC.</param>
    /// <param name="limit">The most at once.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <returns>How many went; 0 when there are no more.</returns>
    Task<long> TrimAsync(DateTime before, int limit, CancellationToken cancellation);
}
