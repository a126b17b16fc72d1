using Leadgate.Domain.Texts;

namespace Leadgate.Domain.Leads;

/// <summary>
/// An error of a lead that waits for correction, in the form in which the errors of all leads are grouped (promise 11.4).
/// </summary>
/// <param name="Field">
/// The first name of the field, <c>vehicles[].modelFamily</c> for one of any vehicle; empty for the lead as a whole.
/// </param>
/// <param name="Code">What is wrong.</param>
/// <param name="Value">The text that was sent, shortened; null if nothing was.</param>
/// <param name="Folded">The text as it is compared, shortened; empty if nothing was sent.</param>
internal sealed record OpenError(string Field, string Code, string? Value, string Folded)
{
    /// <summary>What the names of fields of vehicles begin with.</summary>
    public const string OfVehicle = "vehicles[].";
    private const int MaxValue = 200;
    private const int MaxFolded = 100;

    /// <summary>The names of all fields that errors are about.</summary>
    public static IReadOnlySet<string> Fields { get; } =
        LeadFields.All.Select(field => field.Name).Concat(VehicleFields.All.Select(field => OfVehicle + field.Name)).ToHashSet();

    /// <summary>The errors of a lead, each once: a hundred vehicles can have the same one.</summary>
    public static IReadOnlyList<OpenError> From(IReadOnlyList<Issue> errors)
    {
        var found = new List<OpenError>(errors.Count);
        var seen = new HashSet<(string, string, string)>();
        foreach (var error in errors)
        {
            var value = error.Value.IsEmpty ? null : Cut(Clean(IssueMessages.GetText(error.Value)), MaxValue);
            var folded = value is null ? "" : FoldValue(value);
            var field = GetField(error);
            if (seen.Add((field, error.Code.Word, folded)))
                found.Add(new OpenError(field, error.Code.Word, value, folded));
        }

        return found;
    }

    /// <summary>A value as it is compared.</summary>
    public static string FoldValue(string value) => Cut(TextFolding.Fold(Cut(Clean(value.Trim()), MaxValue)), MaxFolded);

    /// <summary>The name of a field as it is stored; any of its names is understood, also with the index of a vehicle.</summary>
    public static string NormalizeField(string path)
    {
        if (!path.StartsWith("vehicles[", StringComparison.OrdinalIgnoreCase) || path.IndexOf(']') is not (> 0 and var end))
            return LeadFields.Table.TryFind(path, out var field, out _) ? field.Name : path;
        var name = path[(end + 1)..].TrimStart('.');
        return OfVehicle + (VehicleFields.Table.TryFind(name, out var ofVehicle, out _) ? ofVehicle.Name : name);
    }

    private static string GetField(Issue error) =>
        (error.Field, error.VehicleIndex) switch
        {
            ({ } field, null) => field.Name,
            ({ } field, _) => OfVehicle + field.Name,
            _ => Cut(Clean(NormalizeField(error.Path)), MaxFolded),
        };

    /// <summary>PostgreSQL stores neither NUL nor half of a character.</summary>
    private static string Clean(string text)
    {
        if (!text.Any(c => c == '\0' || char.IsSurrogate(c)))
            return text;
        return string.Concat(text.EnumerateRunes().Select(rune => rune.Value == 0 ? "\uFFFD" : rune.ToString()));
    }

    private static string Cut(string text, int most)
    {
        if (text.Length <= most)
            return text;
        return text[..(char.IsHighSurrogate(text[most - 1]) ? most - 1 : most)];
    }
}
