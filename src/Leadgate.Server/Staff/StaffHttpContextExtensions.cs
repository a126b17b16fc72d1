using Leadgate.Domain.Audit;

namespace Leadgate.Server.Staff;

/// <summary>Who sent a request to the staff pages, and what the trail says of it.</summary>
internal static class StaffHttpContextExtensions
{
    /// <summary>Who is signed in; for routes that ask for a role.</summary>
    public static StaffMember StaffMember(this HttpContext http) =>
        Staff.StaffMember.Of(http.User) ?? throw new InvalidOperationException("The route asks for no role, and so has no person.");

    /// <summary>Something that somebody did through a staff page.</summary>
    public static AuditEvent StaffAudit(this HttpContext http, string action, string actor, string? record = null, string? detail = null) =>
        new(action, actor, http.From(), record, detail);

    /// <summary>The address that a request comes from.</summary>
    public static string From(this HttpContext http) => http.Connection.RemoteIpAddress?.ToString() ?? "";
}
