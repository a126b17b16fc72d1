using Leadgate.Domain.Staff;

namespace Leadgate.Server.Staff;

/// <summary>
/// Authorization policies of the staff pages: <c>RequireAuthorization(StaffPolicies.Agent)</c>. Anonymous users are redirected to the
/// sign-in page, and staff members without the role get a page that says so.
/// </summary>
internal static class StaffPolicies
{
    /// <summary>All staff members.</summary>
    public const string Viewer = "staff-viewer";

    /// <summary>Agents and administrators.</summary>
    public const string Agent = "staff-agent";

    /// <summary>Administrators.</summary>
    public const string Admin = "staff-admin";

    /// <summary>Each policy with the lowest role that satisfies it.</summary>
    public static IReadOnlyList<(string Policy, StaffRole LowestRole)> All { get; } =
    [(Viewer, StaffRole.Viewer), (Agent, StaffRole.Agent), (Admin, StaffRole.Admin)];
}
