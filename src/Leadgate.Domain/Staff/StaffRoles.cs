namespace Leadgate.Domain.Staff;

/// <summary>The names of roles, each written once, here.</summary>
internal static class StaffRoles
{
    /// <summary>Every role with its name in the database, on the command line and in an identity provider's claim, and as people read it, the lowest first.</summary>
    public static IReadOnlyList<(StaffRole Role, string Name, string Title, string TitleAr)> All { get; } =
    [
        (StaffRole.Viewer, "viewer", "Viewer", "اطلاع فقط"),
        (StaffRole.Agent, "agent", "Agent", "موظف متابعة"),
        (StaffRole.Admin, "admin", "Administrator", "مدير النظام"),
    ];

    /// <summary>The name of a role.</summary>
    /// <param name="role">The role.</param>
    public static string GetName(StaffRole role) => All.First(known => known.Role == role).Name;

    /// <summary>A role by its name, or null.</summary>
    /// <param name="name">The name.</param>
    public static StaffRole? Find(string name) => FindHighest([name]);

    /// <summary>The highest role that is named among others; null when none is.</summary>
    /// <param name="names">Names, also such as mean nothing here.</param>
    public static StaffRole? FindHighest(IReadOnlyCollection<string> names) =>
        All.Where(known => names.Contains(known.Name, StringComparer.Ordinal)).Select(known => (StaffRole?)known.Role).Max();

    /// <summary>The names of the roles that may do what one role may: its own and those above.</summary>
    /// <param name="role">The role.</param>
    public static IReadOnlyList<string> GetNamesAtLeast(StaffRole role) =>
        [.. All.Where(known => known.Role >= role).Select(known => known.Name)];
}
