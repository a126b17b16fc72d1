using Leadgate.Domain.Audit;
using Leadgate.Server.Access;
using Leadgate.Server.Http;

namespace Leadgate.Server.Staff;

/// <summary>The staff member behind a request, and audit entries for what staff members do.</summary>
internal static class StaffHttpContextExtensions
{
    /// <summary>The staff member who is signed in, on a route that requires a role.</summary>
    public static StaffMember GetStaffMember(this HttpContext http) =>
        StaffMember.Find(http.User) ?? throw new InvalidOperationException("The route does not require a staff role.");

    /// <summary>The same staff member, for the audit trail and for what they may do.</summary>
    public static Actor GetStaffActor(this HttpContext http)
    {
        var member = http.GetStaffMember();
        return new Actor(member.Actor, http.ClientAddress()) { Scopes = Actor.GetScopes(member.Role), Account = member.Account };
    }

    public static AuditEvent CreateStaffAudit(this HttpContext http, string action, string actor, string? detail = null) =>
        new(action, actor, http.ClientAddress(), Detail: detail);
}
