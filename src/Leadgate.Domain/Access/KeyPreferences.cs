namespace Leadgate.Domain.Access;

/// <summary>What a sender with an API key prefers in requests that say nothing else (promise 6.5).</summary>
/// <param name="IsStrict"><c>handling=strict</c></param>
/// <param name="WantsRepresentation"><c>return=representation</c></param>
internal sealed record KeyPreferences(bool IsStrict, bool WantsRepresentation)
{
    public const string Strict = "handling=strict";
    public const string Representation = "return=representation";

    public static readonly KeyPreferences None = new(false, false);

    /// <summary>What differs from how requests are handled anyway, in the order of the documentation.</summary>
    public static IReadOnlyList<string> Known { get; } = [Strict, Representation];

    /// <summary>As in the header <c>Prefer</c>.</summary>
    public IReadOnlyList<string> Names => [.. Known.Where(name => name == Strict ? IsStrict : WantsRepresentation)];

    /// <param name="texts">Preferences; one text may also hold several, as the header does.</param>
    /// <returns>False if one of them is not known.</returns>
    public static bool TryParse(IEnumerable<string?> texts, out KeyPreferences preferences)
    {
        var names = texts.SelectMany(text => (text ?? "?").Split(',')).Select(name => name.Trim().ToLowerInvariant()).ToHashSet();
        names.Remove("");
        preferences = new(names.Remove(Strict), names.Remove(Representation));
        return names.Count == 0;
    }

    /// <summary>The form in the database and in the audit trail; empty for none.</summary>
    public override string ToString() => string.Join(", ", Names);
}
