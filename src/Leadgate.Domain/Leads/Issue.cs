using System.Globalization;
using Leadgate.Contract.Issues;
using Leadgate.Domain.Lists;

namespace Leadgate.Domain.Leads;

/// <summary>
/// An error or a warning of a lead (promises 7.2 and 7.3) as data. A bulk can have a million of them, so the messages are formatted only
/// on demand, by <see cref="IssueMessages"/>.
/// </summary>
internal sealed record Issue
{
    public required IssueCode Code { get; init; }

    /// <summary>Null for the lead or vehicle as a whole, and for an unknown property.</summary>
    public LeadField? Field { get; init; }

    /// <summary>The name of the property as it was sent or as it should be sent; empty for the lead or vehicle as a whole.</summary>
    public string Name { get; init; } = "";

    /// <summary>The index of the vehicle that the field belongs to; null for a field of the lead.</summary>
    public int? VehicleIndex { get; init; }

    /// <summary>The name under which the field was sent a second time, if that is its other name.</summary>
    public string? SecondName { get; init; }

    /// <summary>The name of the parent field as the sender uses it.</summary>
    public string? ParentName { get; init; }

    /// <summary>The JSON that was sent; empty if nothing was.</summary>
    public ReadOnlyMemory<byte> Value { get; init; }

    /// <summary>The parent item under which the value was looked up, if known.</summary>
    public ListItem? Parent { get; init; }

    /// <summary>The items that the text matches, equally well or under other parent items.</summary>
    public IReadOnlyList<ListItem> Candidates { get; init; } = [];

    /// <summary>The parent items of <see cref="Candidates"/>, or of the item of <see cref="ChildField"/> (promise 4.3).</summary>
    public IReadOnlyList<ListItem> CandidateParents { get; init; } = [];

    /// <summary>The nearest valid items (promise 4.4).</summary>
    public IReadOnlyList<ListItem> Nearest { get; init; } = [];

    /// <summary>The item with the text of a number that is not a value: to be sent as a string.</summary>
    public ListItem? ItemOfText { get; init; }

    /// <summary>The field that the value is for: its list has an item of this text, and the field of the issue is its parent.</summary>
    public LeadField? ChildField { get; init; }

    /// <summary>The length or count that was required or exceeded.</summary>
    public int Limit { get; init; }

    /// <summary>A valid text to suggest that is not an item; JSON members if other fields have to be changed.</summary>
    public string? Suggestion { get; init; }

    /// <summary>What it says where that does not follow from the other properties: it was erased, or said by an earlier program.</summary>
    public IssueWording? Wording { get; init; }

    /// <summary>The path inside the lead, <c>vehicles[0].modelFamily</c>; empty for the lead as a whole.</summary>
    public string Path =>
        (VehicleIndex, Name) switch
        {
            (null, _) => Name,
            ({ } index, "") => string.Create(CultureInfo.InvariantCulture, $"vehicles[{index}]"),
            ({ } index, _) => string.Create(CultureInfo.InvariantCulture, $"vehicles[{index}].{Name}"),
        };
}
