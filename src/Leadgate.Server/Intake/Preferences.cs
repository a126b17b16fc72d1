using Leadgate.Domain.Access;
using Microsoft.Extensions.Primitives;

namespace Leadgate.Server.Intake;

/// <summary>What the sender prefers (promise 6.5), from the <c>Prefer</c> headers (RFC 7240) and the API key.</summary>
/// <param name="IsStrict"><c>handling=strict</c>: store nothing if any lead has an error.</param>
/// <param name="WantsRepresentation"><c>return=representation</c>: respond with the bulk instead of its id.</param>
/// <param name="Applied">What is honored, for <c>Preference-Applied</c>; empty when nothing was preferred.</param>
internal sealed record Preferences(bool IsStrict, bool WantsRepresentation, string Applied)
{
    private static readonly Preferences None = new(false, false, "");
    private static readonly string[] Known = [KeyPreferences.Strict, "handling=lenient", KeyPreferences.Representation, "return=minimal"];

    /// <summary>
    /// Unknown preferences are ignored, and of a preference given twice the first counts (RFC 7240 section 2). What a request does not say
    /// is as the API key has it.
    /// </summary>
    public static Preferences Read(StringValues headers, KeyPreferences defaults)
    {
        if (headers.Count == 0 && defaults == KeyPreferences.None)
            return None;
        var given = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var preference in headers.SelectMany(header => (header ?? "").Split(',')))
        {
            // The form is name=value;parameters, where the value may be quoted.
            var parts = preference.Split(';')[0].Split('=', 2, StringSplitOptions.TrimEntries);
            given.TryAdd(parts[0].Trim(), parts.Length > 1 ? parts[1].Trim('"').ToLowerInvariant() : "");
        }

        foreach (var known in defaults.Names.Select(name => name.Split('=')))
        {
            if (!Known.Contains($"{known[0]}={given.GetValueOrDefault(known[0])}"))
                given[known[0]] = known[1];
        }

        return From([.. Known.Where(known => known.Split('=') is [var name, var value] && given.GetValueOrDefault(name) == value)]);
    }

    /// <summary>What is left of them if strict handling was not applied.</summary>
    public Preferences WithoutStrict() => From(Applied.Split(", ").Where(applied => applied is not ("" or KeyPreferences.Strict)).ToList());

    /// <summary>What is left of them where the response is a representation in any case.</summary>
    public Preferences WithoutMinimal() => From(Applied.Split(", ").Where(applied => applied is not ("" or "return=minimal")).ToList());

    private static Preferences From(List<string> applied) =>
        new(applied.Contains(KeyPreferences.Strict), applied.Contains(KeyPreferences.Representation), string.Join(", ", applied));
}
