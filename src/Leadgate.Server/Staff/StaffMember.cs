using System.Security.Claims;
using Leadgate.Domain.Staff;

namespace Leadgate.Server.Staff;

/// <summary>A staff member who has signed in.</summary>
/// <param name="Actor">The name in the audit trail: <c>staff:NAME</c> or <c>oidc:SUBJECT</c>.</param>
/// <param name="Account">The account, or null after a sign-in through the identity provider.</param>
internal sealed record StaffMember(string Actor, string DisplayName, string? Account, StaffRole Role)
{
    /// <summary>The actor in the audit trail if it is not known who it was.</summary>
    public const string Unknown = "unknown";

    /// <summary>The authentication scheme, by the session cookie.</summary>
    public const string Scheme = "staff";

    public const string RoleClaim = "role";

    private const string ActorClaim = "sub";
    private const string NameClaim = "name";
    private const string AccountClaim = "account";

    public static StaffMember From(StaffAccount account) => new("staff:" + account.Name, account.Name, account.Name, account.Role);

    public static StaffMember From(StaffSession session) => new(session.Actor, session.DisplayName, session.Account, session.Role);

    /// <summary>The staff member in a principal, or null if it has none.</summary>
    public static StaffMember? Find(ClaimsPrincipal principal) =>
        principal.Identities.FirstOrDefault(identity => identity is { AuthenticationType: Scheme, IsAuthenticated: true }) is { } identity
        && identity.FindFirst(ActorClaim) is { } actor
        && StaffRoles.Find(identity.FindFirst(RoleClaim)?.Value ?? "") is { } role
            ? new StaffMember(actor.Value, identity.FindFirst(NameClaim)?.Value ?? "", identity.FindFirst(AccountClaim)?.Value, role)
            : null;

    public ClaimsPrincipal ToPrincipal()
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
