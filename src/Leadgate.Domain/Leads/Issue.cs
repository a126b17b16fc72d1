using System.Globalization;
using Leadgate.Contract.Issues;
using Leadgate.Domain.Lists;

namespace Leadgate.Domain.Leads;

/// <summary>
/// One thing that is wrong with a lead (promises 7.2 and 7.3), as data. A bulk can hold a million of them, so texts are made only
/// when somebody asks, see <see cref="IssueMessages"/>.
/// </summary>
internal sealed record Issue
{
    /// <summary>What is wrong.</summary>
    public required IssueCode Code { get; init; }

    /// <summary>The field, or null when the lead as a whole or an unknown property is meant.</summary>
    public LeadField? Field { get; init; }

    /// <summary>The name of the property as it was sent or should be; empty for the lead as a whole.</summary>
    public string Name { get; init; } = "";

    /// <summary>The place of the vehicle that the field is in, or null.</summary>
    public int? VehicleIndex { get; init; }

    /// <summary>The JSON that was sent; empty when nothing was.</summary>
    public ReadOnlyMemory<byte> Value { get; init; }

    /// <summary>The chosen parent, where it matters.</summary>
    public ListItem? Parent { get; init; }

    /// <summary>The items that the text fits: equally well, or under other parents.</summary>
    public IReadOnlyList<ListItem> Candidates { get; init; } = [];

    /// <summary>The parents of the <see cref="Candidates"/> items, where they are elsewhere (promise 4.3).</summary>
    public IReadOnlyList<ListItem> CandidateParents { get; init; } = [];

    /// <summary>The nearest valid items (promise 4.4).</summary>
    public IReadOnlyList<ListItem> Nearest { get; init; } = [];

    /// <summary>A limit that was not kept: a length, a number, a day or a count.</summary>
    public int Limit { get; init; }

    /// <summary>A valid text to suggest where the suggestion is no item.</summary>
    public string? Suggestion { get; init; }

    /// <summary>The path inside the lead, <c>vehicles[0].modelFamily</c>; empty for the lead as a whole.</summary>
    public string Path =>
        (VehicleIndex, Name) switch
        {
            (null, _) => Name,
            ({ } index, "") => string.Create(CultureInfo.InvariantCulture, $"vehicles[{index}]"),
            ({ } index, _) => string.Create(CultureInfo.InvariantCulture, $"vehicles[{index}].{Name}"),
        };
}
