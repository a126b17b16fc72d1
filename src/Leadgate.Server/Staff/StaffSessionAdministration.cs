using Leadgate.Domain.Access;
using Leadgate.Domain.Audit;
using Leadgate.Domain.Staff;
using Leadgate.Server.Access;
using Leadgate.Storage;

namespace Leadgate.Server.Staff;

/// <summary>Shows who is signed in, and ends sessions on every node.</summary>
internal sealed class StaffSessionAdministration(ILeadStore store, TimeProvider time)
{
    /// <summary>The sessions of everybody, the one that was used last first.</summary>
    public Task<IReadOnlyList<StaffSession>> ReadAsync(Actor actor, CancellationToken cancellation)
    {
        actor.Require(Scopes.Admin);
        return ReadAllAsync(cancellation);
    }

    /// <summary>The sessions of the actor.</summary>
    public async Task<IReadOnlyList<StaffSession>> ReadOwnAsync(Actor actor, CancellationToken cancellation) =>
        [.. (await ReadAllAsync(cancellation)).Where(session => session.Actor == actor.Name)];

    /// <summary>What a page calls a session: the hash of its id, with which nobody can sign in.</summary>
    public static string GetReference(ReadOnlyMemory<byte> idHash) => Convert.ToHexStringLower(idHash.Span);

    /// <summary>Ends one session. Only an administrator can end that of somebody else.</summary>
    /// <returns>Whose it was; null if there is no such session, or it has ended already.</returns>
    public async Task<StaffSession?> EndAsync(string reference, Actor actor, CancellationToken cancellation)
    {
        var found = (await ReadAllAsync(cancellation)).FirstOrDefault(session => GetReference(session.IdHash) == reference);
        if (found is null)
            return null;
        if (found.Actor != actor.Name)
            actor.Require(Scopes.Admin);
        var audit = actor.Audit(AuditActions.StaffSessionEnd, found.Actor, "one session");
        return await store.Staff.EndSessionAsync(found.IdHash, audit, cancellation) ? found : null;
    }

    /// <summary>Ends all sessions of a staff member. Only an administrator can end those of somebody else.</summary>
    /// <param name="of">Their name in the audit trail, such as <c>staff:reem</c>.</param>
    /// <returns>Whether there was one.</returns>
    public Task<bool> EndAllAsync(string of, Actor actor, CancellationToken cancellation)
    {
        if (of != actor.Name)
            actor.Require(Scopes.Admin);
        return store.Staff.EndSessionsOfAsync(of, actor.Audit(AuditActions.StaffSessionEnd, of, "all sessions"), cancellation);
    }

    private Task<IReadOnlyList<StaffSession>> ReadAllAsync(CancellationToken cancellation)
    {
        var now = time.GetUtcNow().UtcDateTime;
        return store.Staff.ReadSessionsAsync(now, now - StaffSessions.IdleTimeout, cancellation);
    }
}
