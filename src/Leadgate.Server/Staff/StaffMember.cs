using System.Globalization;
using System.Security.Claims;
using Leadgate.Domain.Staff;

namespace Leadgate.Server.Staff;

/// <summary>A staff member who has signed in.</summary>
/// <param name="Actor">The name in the audit trail: <c>staff:NAME</c> or <c>oidc:SUBJECT</c>.</param>
/// <param name="Account">The account, or null after a sign-in through the identity provider.</param>
/// <param name="CredentialEpoch">The epoch of the account at the sign-in; 0 without an account.</param>
internal sealed record StaffMember(string Actor, string DisplayName, string? Account, StaffRole Role, int CredentialEpoch = 0)
{
    /// <summary>The actor in the audit trail if it is not known who it was.</summary>
    public const string Unknown = "unknown";

    /// <summary>The authentication scheme, by the session cookie.</summary>
    public const string Scheme = "staff";

    public const string RoleClaim = "role";

    private const string ActorClaim = "sub";
    private const string NameClaim = "name";
    private const string AccountClaim = "account";
    private const string EpochClaim = "epoch";

    public static StaffMember From(StaffAccount account) =>
        new("staff:" + account.Name, account.Name, account.Name, account.Role, account.CredentialEpoch);

    public static StaffMember From(StaffSession session) =>
        new(session.Actor, session.DisplayName, session.Account, session.Role, session.CredentialEpoch);

    /// <summary>The staff member in a principal, or null if it has none.</summary>
    public static StaffMember? Find(ClaimsPrincipal principal) =>
        principal.Identities.FirstOrDefault(identity => identity is { AuthenticationType: Scheme, IsAuthenticated: true }) is { } identity
        && identity.FindFirst(ActorClaim) is { } actor
        && StaffRoles.Find(identity.FindFirst(RoleClaim)?.Value ?? "") is { } role
            ? new StaffMember(
                actor.Value,
                identity.FindFirst(NameClaim)?.Value ?? "",
                identity.FindFirst(AccountClaim)?.Value,
                role,
                int.TryParse(identity.FindFirst(EpochClaim)?.Value, CultureInfo.InvariantCulture, out var epoch) ? epoch : 0
            )
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
        {
            identity.AddClaim(new Claim(AccountClaim, Account));
            identity.AddClaim(new Claim(EpochClaim, CredentialEpoch.ToString(CultureInfo.InvariantCulture)));
        }

        return new ClaimsPrincipal(identity);
    }
}
