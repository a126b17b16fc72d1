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
/// Sessions stand in the store, so that every node knows them and sees their end at the next request. The cookie holds a random id, and
/// the store its SHA-256: the id has too many random bits to be guessed from it, as an API key's.
/// </summary>
internal sealed class StaffSessions(ILeadStore store, TimeProvider time, ILogger<StaffSessions> log) : ITicketStore
{
    /// <summary>Whoever does nothing for so long has to sign in again.</summary>
    public static readonly TimeSpan IdleTime = TimeSpan.FromMinutes(30);

    /// <summary>And after so long everybody.</summary>
    public static readonly TimeSpan LongestTime = TimeSpan.FromHours(12);

    /// <summary>Noted at most so often, for the sake of the store.</summary>
    private static readonly TimeSpan NoteInterval = TimeSpan.FromMinutes(1);

    private const int IdBytes = 32;
    private const string NeedsRequest = "A session belongs to a request.";

    public async Task<string> StoreAsync(AuthenticationTicket ticket, HttpContext httpContext, CancellationToken cancellationToken)
    {
        var person = StaffMember.Of(ticket.Principal) ?? throw new InvalidOperationException("Nobody signs in.");
        var (id, now) = (Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(IdBytes)), time.GetUtcNow().UtcDateTime);
        await store.Staff.AddSessionAsync(
            new StaffSession
            {
                IdHash = HashOf(id),
                Actor = person.Actor,
                DisplayName = person.DisplayName,
                Account = person.Account,
                Role = person.Role,
                CreatedAt = now,
                SeenAt = now,
                EndsAt = now + LongestTime,
            },
            now - IdleTime,
            httpContext.StaffAudit(AuditActions.StaffSignIn, person.Actor, detail: StaffRoles.GetName(person.Role)),
            cancellationToken
        );
        Log.SignedIn(log);
        return id;
    }

    public async Task<AuthenticationTicket?> RetrieveAsync(string key, HttpContext httpContext, CancellationToken cancellationToken)
    {
        var (hash, now) = (HashOf(key), time.GetUtcNow().UtcDateTime);
        var session = await store.Staff.FindSessionAsync(hash, cancellationToken);
        if (session is null)
            return null;
        if (httpContext.Features.Get<StartsNewSession>() is not null || now >= session.EndsAt || now >= session.SeenAt + IdleTime)
        {
            await store.Staff.EndSessionAsync(hash, null, cancellationToken);
            return null;
        }

        if (now >= session.SeenAt + NoteInterval)
            await NoteSeenAsync(hash, now, cancellationToken);
        return new AuthenticationTicket(StaffMember.Of(session).ToPrincipal(), StaffMember.Scheme);
    }

    public Task RemoveAsync(string key, HttpContext httpContext, CancellationToken cancellationToken) =>
        store.Staff.EndSessionAsync(
            HashOf(key),
            StaffMember.Of(httpContext.User) is { } person ? httpContext.StaffAudit(AuditActions.StaffSignOut, person.Actor) : null,
            cancellationToken
        );

    // The framework calls those above; these are what it called before there were any.
    public Task<string> StoreAsync(AuthenticationTicket ticket) => throw new InvalidOperationException(NeedsRequest);

    public Task RenewAsync(string key, AuthenticationTicket ticket) =>
        throw new InvalidOperationException("A session is never renewed: whoever signs in gets a new one.");

    public Task<AuthenticationTicket?> RetrieveAsync(string key) => throw new InvalidOperationException(NeedsRequest);

    public Task RemoveAsync(string key) => throw new InvalidOperationException(NeedsRequest);

    private async Task NoteSeenAsync(byte[] hash, DateTime now, CancellationToken cancellation)
    {
        try
        {
            await store.Staff.RecordSeenAsync(hash, now, cancellation);
        }
        catch (StoreUnavailableException e)
        {
            // A full disk is no reason to show nothing, as long as the store can be read.
            Log.NotNoted(log, e.Message);
        }
    }

    private static byte[] HashOf(string id) => SHA256.HashData(Encoding.UTF8.GetBytes(id));
}
