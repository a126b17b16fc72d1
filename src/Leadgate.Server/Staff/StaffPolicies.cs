using Leadgate.Domain.Staff;

namespace Leadgate.Server.Staff;

/// <summary>What a staff page asks of a person: <c>RequireAuthorization(StaffPolicies.Agent)</c>. Whoever is not signed in is led to the sign-in, whoever may not is told so.</summary>
internal static class StaffPolicies
{
    /// <summary>Anybody of the staff.</summary>
    public const string Viewer = "staff-viewer";

    /// <summary>Agents and administrators.</summary>
    public const string Agent = "staff-agent";

    /// <summary>Administrators.</summary>
    public const string Admin = "staff-admin";

    /// <summary>Each policy with the least role that it asks for.</summary>
    internal static IReadOnlyList<(string Policy, StaffRole Least)> All { get; } =
    [(Viewer, StaffRole.Viewer), (Agent, StaffRole.Agent), (Admin, StaffRole.Admin)];
}
