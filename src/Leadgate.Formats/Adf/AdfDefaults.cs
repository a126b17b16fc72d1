using Leadgate.Domain.Intake;
using Leadgate.Domain.Leads;

namespace Leadgate.Formats.Adf;

/// <summary>Values for what ADF does not carry, or what a sender has left out.</summary>
internal static class AdfDefaults
{
    /// <summary>The values by the name of their field. The page on files lists them.</summary>
    public static IReadOnlyDictionary<string, string> Values { get; } =
        new Dictionary<string, string>
        {
            ["leadType"] = "Individual",
            ["preferredLanguage"] = "Arabic",
            ["businessArea"] = "Sales",
            ["priority"] = "Warm",
            ["source"] = "Third-Party Portal",
            ["subSource"] = "Other",
            ["customerCountry"] = "Saudi Arabia",
            ["phoneCode"] = "+966",
        };

    /// <summary>The values of a person or a sender, and these for the fields that they say nothing of.</summary>
    public static LeadDefaults Below(LeadDefaults chosen)
    {
        Dictionary<string, string> values = new(chosen.Values, StringComparer.OrdinalIgnoreCase);
        foreach (var (name, value) in Values)
        {
            LeadFields.Table.TryFind(name, out var field, out _);
            if (!field.Names.Any(values.ContainsKey))
                values.Add(name, value);
        }

        return new(values);
    }
}
