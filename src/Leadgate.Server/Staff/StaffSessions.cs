using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Leadgate.Domain.Audit;
using Leadgate.Domain.Staff;
using Leadgate.Storage;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;

namespace Leadgate.Server.Staff;

/// <summary>
/// Keeps sessions in the store, so that every node knows them and notices their end at the next request. The cookie holds a random id and
/// the store its SHA-256 hash. A fast hash is enough, because the id has too many random bits to be guessed.
/// </summary>
internal sealed class StaffSessions(ILeadStore store, TimeProvider time, ILogger<StaffSessions> log) : ITicketStore
{
    public static readonly TimeSpan IdleTimeout = TimeSpan.FromMinutes(30);

    public static readonly TimeSpan MaxLifetime = TimeSpan.FromHours(12);

    /// <summary>The last-seen time is not written more often than this, to save the store the work.</summary>
    private static readonly TimeSpan LastSeenInterval = TimeSpan.FromMinutes(1);

    private const int IdBytes = 32;
    private const string NeedsRequest = "A session needs a request.";

    public async Task<string> StoreAsync(AuthenticationTicket ticket, HttpContext httpContext, CancellationToken cancellationToken)
    {
        var member = StaffMember.Find(ticket.Principal) ?? throw new InvalidOperationException("The ticket has no staff member.");
        var (id, now) = (Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(IdBytes)), time.GetUtcNow().UtcDateTime);
        var session = new StaffSession
        {
            IdHash = HashId(id),
            Actor = member.Actor,
            DisplayName = member.DisplayName,
            Account = member.Account,
            Role = member.Role,
            CredentialEpoch = member.CredentialEpoch,
            CreatedAt = now,
            SeenAt = now,
            EndsAt = now + MaxLifetime,
        };
        var audit = httpContext.CreateStaffAudit(AuditActions.StaffSignIn, member.Actor, StaffRoles.GetName(member.Role));
        await store.Staff.AddSessionAsync(session, now - IdleTimeout, audit, cancellationToken);
        Log.SignedIn(log);
        return id;
    }

    public async Task<AuthenticationTicket?> RetrieveAsync(string key, HttpContext httpContext, CancellationToken cancellationToken)
    {
        var (hash, now) = (HashId(key), time.GetUtcNow().UtcDateTime);
        var session = await store.Staff.FindSessionAsync(hash, cancellationToken);
        if (session is null)
            return null;
        if (httpContext.Features.Get<StartsNewSession>() is not null || now >= session.EndsAt || now >= session.SeenAt + IdleTimeout)
        {
            await store.Staff.EndSessionAsync(hash, null, cancellationToken);
            return null;
        }

        if (now >= session.SeenAt + LastSeenInterval && httpContext.GetEndpoint()?.Metadata.GetMetadata<KeepsIdle>() is null)
            await UpdateLastSeenAsync(hash, now, cancellationToken);
        httpContext.Features.Set(new CurrentSession(StaffSessionAdministration.GetReference(hash)));
        return new AuthenticationTicket(StaffMember.From(session).ToPrincipal(), StaffMember.Scheme);
    }

    public Task RemoveAsync(string key, HttpContext httpContext, CancellationToken cancellationToken)
    {
        var audit = StaffMember.Find(httpContext.User) is { } member
            ? httpContext.CreateStaffAudit(AuditActions.StaffSignOut, member.Actor)
            : null;
        return store.Staff.EndSessionAsync(HashId(key), audit, cancellationToken);
    }

    // The framework calls the overloads above; these are left from its older versions.
    public Task<string> StoreAsync(AuthenticationTicket ticket) => throw new InvalidOperationException(NeedsRequest);

    public Task RenewAsync(string key, AuthenticationTicket ticket) =>
        throw new InvalidOperationException("Sessions are not renewed: each sign-in starts a new one.");

    public Task<AuthenticationTicket?> RetrieveAsync(string key) => throw new InvalidOperationException(NeedsRequest);

    public Task RemoveAsync(string key) => throw new InvalidOperationException(NeedsRequest);

    private async Task UpdateLastSeenAsync(byte[] hash, DateTime now, CancellationToken cancellation)
    {
        try
        {
            await store.Staff.RecordSeenAsync(hash, now, cancellation);
        }
        catch (StoreUnavailableException e)
        {
            // On a full disk, pages can still be shown as long as the store can be read.
            Log.LastSeenNotUpdated(log, e.Message);
        }
    }

    private static byte[] HashId(string id) => SHA256.HashData(Encoding.UTF8.GetBytes(id));
}
