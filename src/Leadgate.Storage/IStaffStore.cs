using Leadgate.Domain.Audit;
using Leadgate.Domain.Staff;

namespace Leadgate.Storage;

/// <summary>
/// Keeps staff: accounts, who is signed in, and the keys that protect cookies. Shared by all nodes, asked at each request of a person and
/// never by one that brings leads. Throws <see cref="StoreUnavailableException"/> as <see cref="ILeadStore"/> does.
/// </summary>
internal interface IStaffStore
{
    /// <summary>Every account, the disabled ones too, by name.</summary>
    /// <param name="cancellation">Gives up.</param>
    Task<IReadOnlyList<StaffAccount>> ReadAccountsAsync(CancellationToken cancellation);

    /// <summary>An account, also a disabled one, or null.</summary>
    /// <param name="name">Its name, folded.</param>
    /// <param name="cancellation">Gives up.</param>
    Task<StaffAccount?> FindAccountAsync(string name, CancellationToken cancellation);

    /// <summary>Keeps a new account.</summary>
    /// <param name="account">The account.</param>
    /// <param name="audit">What the trail is to say of it, in the same transaction.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <returns>Whether it was kept: not when there is one of this name already.</returns>
    Task<bool> AddAccountAsync(StaffAccount account, AuditEvent audit, CancellationToken cancellation);

    /// <summary>Sets a new password and ends the account's sessions.</summary>
    /// <param name="name">The account.</param>
    /// <param name="hash">The password's hash.</param>
    /// <param name="at">When, UTC.</param>
    /// <param name="audit">What the trail is to say of it, in the same transaction.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <returns>Whether there is such an account.</returns>
    Task<bool> SetPasswordAsync(string name, string hash, DateTime at, AuditEvent audit, CancellationToken cancellation);

    /// <summary>Puts another hash of the same password in the place of one; not when the password was changed meanwhile.</summary>
    /// <param name="name">The account.</param>
    /// <param name="old">The hash that is there.</param>
    /// <param name="hash">The new one.</param>
    /// <param name="cancellation">Gives up.</param>
    Task ReplaceHashAsync(string name, string old, string hash, CancellationToken cancellation);

    /// <summary>Disables an account and ends its sessions, or lets it in again. One that is disabled already stays so since then.</summary>
    /// <param name="name">The account.</param>
    /// <param name="at">Since when it is disabled, UTC; null to enable it.</param>
    /// <param name="audit">What the trail is to say of it, in the same transaction.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <returns>Whether there is such an account.</returns>
    Task<bool> SetDisabledAsync(string name, DateTime? at, AuditEvent audit, CancellationToken cancellation);

    /// <summary>Keeps a new session. Those that are over go in passing.</summary>
    /// <param name="session">The session.</param>
    /// <param name="idleSince">Whoever was last seen before this moment is gone, UTC.</param>
    /// <param name="audit">What the trail is to say of it, in the same transaction.</param>
    /// <param name="cancellation">Gives up.</param>
    Task AddSessionAsync(StaffSession session, DateTime idleSince, AuditEvent audit, CancellationToken cancellation);

    /// <summary>A session by the hash of its id, or null; null also when its account is disabled. Whether it is over, the caller sees.</summary>
    /// <param name="idHash">The hash.</param>
    /// <param name="cancellation">Gives up.</param>
    Task<StaffSession?> FindSessionAsync(ReadOnlyMemory<byte> idHash, CancellationToken cancellation);

    /// <summary>Notes that a person is still here; an earlier moment does not replace a later one.</summary>
    /// <param name="idHash">The session.</param>
    /// <param name="at">When, UTC.</param>
    /// <param name="cancellation">Gives up.</param>
    Task RecordSeenAsync(ReadOnlyMemory<byte> idHash, DateTime at, CancellationToken cancellation);

    /// <summary>Ends a session on every node, from the next request on.</summary>
    /// <param name="idHash">The session.</param>
    /// <param name="audit">What the trail is to say of it, in the same transaction; null for nothing.</param>
    /// <param name="cancellation">Gives up.</param>
    Task EndSessionAsync(ReadOnlyMemory<byte> idHash, AuditEvent? audit, CancellationToken cancellation);

    /// <summary>The keys that protect cookies, as XML, in the order in which they came.</summary>
    /// <param name="cancellation">Gives up.</param>
    Task<IReadOnlyList<string>> ReadProtectionKeysAsync(CancellationToken cancellation);

    /// <summary>
    /// Keeps a key as number <paramref name="number"/>, unless there is one of this number: of nodes that each make one at once, the first
    /// wins, and the others find its key when they read again.
    /// </summary>
    /// <param name="number">Its number, from 1: one more than keys that were read.</param>
    /// <param name="xml">The key.</param>
    /// <param name="at">When, UTC.</param>
    /// <param name="cancellation">Gives up.</param>
    Task AddProtectionKeyAsync(int number, string xml, DateTime at, CancellationToken cancellation);
}
