using Leadgate.Domain.Access;
using Leadgate.Domain.Audit;

namespace Leadgate.Storage;

/// <summary>Keeps API keys (promise 10.1). Throws <see cref="StoreUnavailableException"/> as <see cref="ILeadStore"/> does.</summary>
internal interface IApiKeyStore
{
    /// <summary>Every key, the revoked and expired ones too, by id. There are few of them, so each node asks every second.</summary>
    /// <param name="cancellation">Gives up.</param>
    Task<IReadOnlyList<ApiKey>> ReadAsync(CancellationToken cancellation);

    /// <summary>Keeps a new key.</summary>
    /// <param name="key">The key; its id does not matter.</param>
    /// <param name="audit">What the trail says of it; the record is the key.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <returns>The key with its id.</returns>
    Task<ApiKey> AddAsync(ApiKey key, AuditEvent audit, CancellationToken cancellation);

    /// <summary>Revokes a key; one that is revoked already stays as it is.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="at">When, UTC.</param>
    /// <param name="audit">What the trail says of it; the record is the key.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <returns>Whether there is such a key.</returns>
    Task<bool> RevokeAsync(long id, DateTime at, AuditEvent audit, CancellationToken cancellation);

    /// <summary>Changes the limits of a key (promise 10.4).</summary>
    /// <param name="id">Its id.</param>
    /// <param name="change">What is to change.</param>
    /// <param name="audit">What the trail says of it; the record is the key.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <returns>The key as it is now, or null when there is none.</returns>
    Task<ApiKey?> SetLimitsAsync(long id, ApiKeyLimitChange change, AuditEvent audit, CancellationToken cancellation);

    /// <summary>Notes when keys were last used; an earlier moment does not replace a later one.</summary>
    /// <param name="uses">The moment of each id, UTC.</param>
    /// <param name="cancellation">Gives up.</param>
    Task RecordUsesAsync(IReadOnlyDictionary<long, DateTime> uses, CancellationToken cancellation);
}
