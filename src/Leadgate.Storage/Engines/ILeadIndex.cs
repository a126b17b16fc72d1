using Leadgate.Domain.Search;

namespace Leadgate.Storage.Engines;

/// <summary>
/// The search index over all leads, which each engine builds with what it has: a full-text index of SQLite, an inverted index (GIN) of
/// PostgreSQL. It holds hashes of terms by the ids of leads, and nothing else.
/// </summary>
internal interface ILeadIndex
{
    /// <summary>Adds leads, or replaces their terms if the index has them already.</summary>
    Task AddAsync(
        StoreTransaction transaction,
        IReadOnlyList<(long BulkId, long LeadId, long[] Terms)> leads,
        CancellationToken cancellation
    );

    /// <summary>Sets how the engine keeps the index; to be run when a node begins to follow.</summary>
    IReadOnlyList<Statement> CreateSettings();

    /// <summary>Removes a lead, if it is there.</summary>
    Statement CreateDelete(long bulkId, long leadId);

    /// <summary>Removes all leads.</summary>
    Statement CreateClear();

    /// <summary>The ids of leads that have at least one term of each group.</summary>
    /// <param name="groups">The groups; there is at least one, and none is empty.</param>
    /// <param name="after">The last lead of the page before, or null.</param>
    Task<List<long>> FindAsync(
        StoreSession session,
        IReadOnlyList<IReadOnlyList<long>> groups,
        LeadOrder order,
        long? after,
        int limit,
        CancellationToken cancellation
    );

    /// <summary>
    /// The ids of leads that have at least one term of each group, of those with the given ids and perhaps of others between them.
    /// </summary>
    /// <param name="groups">The groups; there is at least one, and none is empty.</param>
    /// <param name="ids">The ids; there is at least one.</param>
    Task<List<long>> FindAmongAsync(
        StoreSession session,
        IReadOnlyList<IReadOnlyList<long>> groups,
        IReadOnlyCollection<long> ids,
        CancellationToken cancellation
    );
}
