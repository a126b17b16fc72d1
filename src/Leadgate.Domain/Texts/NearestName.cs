namespace Leadgate.Domain.Texts;

/// <summary>Finds the known name that an unknown one was meant to be: of a field, a parameter, or a member.</summary>
internal static class NearestName
{
    /// <summary>A shorter name is a part of others by chance.</summary>
    private const int MinPart = 5;

    /// <summary>Of a longer name, which is no known one, the beginning is compared.</summary>
    private const int MaxCompared = 200;

    /// <summary>
    /// The known name that differs only by a typing error, by case, or by separators. Null if there is none: a far-fetched suggestion is
    /// worse than none.
    /// </summary>
    public static string? Find(string name, IEnumerable<string> known) =>
        Find(Normalize(name), [.. known.Select(candidate => (candidate, Normalize(candidate)))]);

    /// <summary>Likewise among names that are searched often.</summary>
    /// <param name="normalized">The unknown name.</param>
    /// <param name="known">The known names, each with what it is when normalized.</param>
    public static string? Find(string normalized, ReadOnlySpan<(string Name, string Normalized)> known)
    {
        string? nearest = null;
        var fewest = int.MaxValue;
        foreach (var candidate in known)
        {
            var edits = CountEdits(normalized, candidate.Normalized);
            if (edits < fewest)
                (nearest, fewest) = (candidate.Name, edits);
        }

        return nearest;
    }

    /// <summary>Lower case without separators and invisible characters: <c>first_name</c> is nearest to <c>firstName</c>.</summary>
    public static string Normalize(string name) =>
        new(
            InvisibleText
                .Remove(name.Length > MaxCompared ? name[..MaxCompared] : name)
                .Where(c => c is not ('_' or '-' or '.' or ' '))
                .Select(char.ToLowerInvariant)
                .ToArray()
        );

    /// <summary>The edits between two names that are near each other; otherwise the maximum.</summary>
    private static int CountEdits(string name, string known)
    {
        var (shorter, longer) = (Math.Min(name.Length, known.Length), Math.Max(name.Length, known.Length));
        var allowed = shorter switch
        {
            < 4 => 0,
            4 => 1,
            < 10 => 2,
            _ => 3,
        };
        var isPart =
            shorter >= MinPart
            && shorter * 2 > longer
            && (name.Contains(known, StringComparison.Ordinal) || known.Contains(name, StringComparison.Ordinal));
        if (!isPart && longer - shorter > allowed)
            return int.MaxValue;
        var edits = NearestText.Distance(name, known);
        return edits <= allowed || isPart ? edits : int.MaxValue;
    }
}
