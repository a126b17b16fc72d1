namespace Leadgate.Domain.Staff;

/// <summary>The roles with their names and titles.</summary>
internal static class StaffRoles
{
    /// <summary>
    /// The lowest role first. The name is used in the database, on the command line and in a claim of an identity provider, the titles on
    /// the staff pages.
    /// </summary>
    public static IReadOnlyList<(StaffRole Role, string Name, string Title, string TitleAr)> All { get; } =
    [
        (StaffRole.Viewer, "viewer", "Viewer", "اطلاع فقط"),
        (StaffRole.Agent, "agent", "Agent", "موظف متابعة"),
        (StaffRole.Admin, "admin", "Administrator", "مدير النظام"),
    ];

    public static string GetName(StaffRole role) => All.First(known => known.Role == role).Name;

    public static StaffRole? Find(string name) => FindHighest([name]);

    /// <summary>The highest role among the names, which may contain others; null if there is none.</summary>
    public static StaffRole? FindHighest(IReadOnlyCollection<string> names) =>
        All.Where(known => names.Contains(known.Name, StringComparer.Ordinal)).Select(known => (StaffRole?)known.Role).Max();

    /// <summary>The names of the role and of the higher ones.</summary>
    public static IReadOnlyList<string> GetNamesAtLeast(StaffRole role) =>
        [.. All.Where(known => known.Role >= role).Select(known => known.Name)];
}
