using Leadgate.Domain.Leads;
using Leadgate.Domain.Lists;
using Leadgate.Domain.Texts;
using Leadgate.Server.Leads;

namespace Leadgate.Server.Console.Corrections;

/// <summary>A wrong value and what is to replace it.</summary>
/// <param name="FieldPath">The field as its errors name it: <c>vehicles[].modelFamily</c>.</param>
/// <param name="Items">The items to choose from, with the item above each; null for a field without a list.</param>
/// <param name="Replacement">What was chosen, as the form has it; empty before that.</param>
internal sealed record CorrectView(
    LeadField Field,
    string FieldPath,
    string Value,
    IReadOnlyList<(ListItem Item, ListItem? Above)>? Items,
    string Replacement
)
{
    /// <summary>What would change; null before something is chosen.</summary>
    public BulkCorrectionCounts? Counts { get; init; }

    /// <summary>Why it cannot be done, or null.</summary>
    public BilingualText? Error { get; init; }

    public bool MayRemember { get; init; }

    /// <summary>Whether the box for that is marked.</summary>
    public bool Remembers { get; init; }
}
