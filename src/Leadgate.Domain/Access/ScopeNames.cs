namespace Leadgate.Domain.Access;

/// <summary>The names of scopes, each written once, here.</summary>
internal static class ScopeNames
{
    /// <summary>Every scope with its name on the wire, in the order of the documentation.</summary>
    public static IReadOnlyList<(Scopes Scope, string Name, string Meaning)> All { get; } =
    [
        (Scopes.LeadsWrite, "leads:write", "Send leads."),
        (Scopes.LeadsRead, "leads:read", "Read the leads that were sent under the same key name."),
        (Scopes.ListsWrite, "lists:write", "Change reference lists."),
        (Scopes.Admin, "admin", "Full access: all leads, all keys, and everything the other scopes allow."),
    ];

    /// <summary>Reads names.</summary>
    /// <param name="names">The names.</param>
    /// <param name="scopes">The scopes together.</param>
    /// <returns>Whether all of them are names of scopes.</returns>
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

    /// <summary>The names of scopes, in the order of the documentation.</summary>
    /// <param name="scopes">The scopes.</param>
    public static IReadOnlyList<string> GetNames(Scopes scopes) =>
        [.. All.Where(known => (scopes & known.Scope) != 0).Select(known => known.Name)];

    /// <summary>Whether somebody with some scopes may do what another scope is for; <see cref="Scopes.Admin"/> may all.</summary>
    /// <param name="held">What is held.</param>
    /// <param name="needed">What is needed.</param>
    public static bool Allow(this Scopes held, Scopes needed) => (held & Scopes.Admin) != 0 || (held & needed) == needed;
}
