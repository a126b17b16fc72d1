namespace Leadgate.Domain.Access;

/// <summary>The scopes with their names on the wire and their descriptions.</summary>
internal static class ScopeNames
{
    /// <summary>In the order of the documentation.</summary>
    public static IReadOnlyList<(Scopes Scope, string Name, string Meaning)> All { get; } =
    [
        (Scopes.LeadsWrite, "leads:write", "Send leads."),
        (Scopes.LeadsRead, "leads:read", "Read the leads that were sent under the same key name."),
        (Scopes.LeadsCorrect, "leads:correct", "Correct the leads that were sent under the same key name."),
        (Scopes.ListsWrite, "lists:write", "Change reference lists."),
        (Scopes.Admin, "admin", "Full access: all leads, all keys, and everything the other scopes allow."),
    ];

    /// <returns>False if one of the names is not that of a scope.</returns>
    public static bool TryParse(IEnumerable<string> names, out Scopes scopes)
    {
        scopes = Scopes.None;
        foreach (var name in names)
        {
            var scope = All.FirstOrDefault(known => known.Name == name).Scope;
            if (scope == Scopes.None)
                return false;
            scopes |= scope;
        }

        return true;
    }

    /// <summary>In the order of the documentation.</summary>
    public static IReadOnlyList<string> GetNames(Scopes scopes) =>
        [.. All.Where(known => (scopes & known.Scope) != 0).Select(known => known.Name)];

    /// <summary><see cref="Scopes.Admin"/> includes all other scopes.</summary>
    public static bool Allow(this Scopes held, Scopes needed) => (held & Scopes.Admin) != 0 || (held & needed) == needed;
}
