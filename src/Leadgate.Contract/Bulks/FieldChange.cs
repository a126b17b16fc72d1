using System.Text.Json;

namespace Leadgate.Contract.Bulks;

/// <summary>What a correction changed in one field.</summary>
public sealed record FieldChange
{
    /// <summary>The field, such as `email` or `vehicles[0].modelYear`; empty for a lead that was not an object.</summary>
    /// <example>subSource</example>
    public required string Field { get; init; }

    /// <summary>The value before, as it was sent; of a valid lead, the label. `null` if there was none, or it is no longer kept.</summary>
    public required JsonElement From { get; init; }

    /// <summary>The value after, likewise.</summary>
    public required JsonElement To { get; init; }
}
