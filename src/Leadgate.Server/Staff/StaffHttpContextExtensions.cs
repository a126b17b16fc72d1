using Leadgate.Domain.Audit;
using Leadgate.Server.Http;

namespace Leadgate.Server.Staff;

/// <summary>The staff member behind a request, and audit entries for what staff members do.</summary>
internal static class StaffHttpContextExtensions
{
    /// <summary>The staff member who is signed in, on a route that requires a role.</summary>
    public static StaffMember GetStaffMember(this HttpContext http) =>
        StaffMember.Find(http.User) ?? throw new InvalidOperationException("The route does not require a staff role.");

    public static AuditEvent CreateStaffAudit(this HttpContext http, string action, string actor, string? detail = null) =>
        new(action, actor, http.ClientAddress(), Detail: detail);
}
