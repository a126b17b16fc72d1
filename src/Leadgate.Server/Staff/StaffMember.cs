using System.Security.Claims;
using Leadgate.Domain.Staff;

namespace Leadgate.Server.Staff;

/// <summary>Somebody who has signed in.</summary>
/// <param name="Actor">Who it is in the trail: <c>staff:NAME</c> or <c>oidc:SUBJECT</c>.</param>
/// <param name="DisplayName">The name to show the person.</param>
/// <param name="Account">The account, or null where an identity provider vouches for the person.</param>
/// <param name="Role">What the person may do.</param>
internal sealed record StaffMember(string Actor, string DisplayName, string? Account, StaffRole Role)
{
    /// <summary>The actor in the trail when nobody knows who it was.</summary>
    internal const string Unknown = "unknown";

    /// <summary>The framework's authentication, by the session's cookie.</summary>
    internal const string Scheme = "staff";

    /// <summary>The claim of the role.</summary>
    internal const string RoleClaim = "role";

    private const string ActorClaim = "sub";
    private const string NameClaim = "name";
    private const string AccountClaim = "account";

    /// <summary>Whose account it is.</summary>
    /// <param name="account">The account.</param>
    internal static StaffMember Of(StaffAccount account) => new("staff:" + account.Name, account.Name, account.Name, account.Role);

    /// <summary>Whose session it is.</summary>
    /// <param name="session">The session.</param>
    internal static StaffMember Of(StaffSession session) => new(session.Actor, session.DisplayName, session.Account, session.Role);

    /// <summary>The person that the framework speaks of, or null.</summary>
    /// <param name="principal">Whoever the framework says it is.</param>
    public static StaffMember? Of(ClaimsPrincipal principal) =>
        principal.Identities.FirstOrDefault(identity => identity is { AuthenticationType: Scheme, IsAuthenticated: true }) is { } identity
        && identity.FindFirst(ActorClaim) is { } actor
        && StaffRoles.Find(identity.FindFirst(RoleClaim)?.Value ?? "") is { } role
            ? new StaffMember(actor.Value, identity.FindFirst(NameClaim)?.Value ?? "", identity.FindFirst(AccountClaim)?.Value, role)
            : null;

    /// <summary>The person as the framework wants it.</summary>
    internal ClaimsPrincipal ToPrincipal()
    {
        var identity = new ClaimsIdentity(
            [new Claim(ActorClaim, Actor), new Claim(NameClaim, DisplayName), new Claim(RoleClaim, StaffRoles.GetName(Role))],
            Scheme,
            NameClaim,
            RoleClaim
        );
        if (Account is not null)
            identity.AddClaim(new Claim(AccountClaim, Account));
        return new ClaimsPrincipal(identity);
    }
}
