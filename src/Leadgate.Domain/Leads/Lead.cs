namespace Leadgate.Domain.Leads;

/// <summary>A lead after checking: its fields, and everything that is wrong with it. A lead with errors is kept as well (promise 6.4).</summary>
internal sealed class Lead
{
    /// <summary>The place in the request, from 0 (promise 7.3).</summary>
    public required int Index { get; init; }

    /// <summary>The fields by <see cref="LeadField.Ordinal"/> of <see cref="LeadFields.All"/>.</summary>
    public required ReadOnlyMemory<FieldValue> Fields { get; init; }

    /// <summary>The vehicles, in the order sent.</summary>
    public required IReadOnlyList<Vehicle> Vehicles { get; init; }

    /// <summary>Whether the branch was filled by routing (promise 5.5).</summary>
    public bool BranchRouted { get; init; }

    /// <summary>What is wrong, in field order; empty when the lead is accepted.</summary>
    public IReadOnlyList<Issue> Errors { get; init; } = [];

    /// <summary>What the sender should know though the lead is accepted.</summary>
    public IReadOnlyList<Issue> Warnings { get; init; } = [];

    /// <summary>The properties that are no field, as one JSON object, or empty (promise 5.6).</summary>
    public ReadOnlyMemory<byte> Extra { get; init; }

    /// <summary>The JSON of a lead with errors, byte for byte as it was sent; empty for an accepted lead.</summary>
    public ReadOnlyMemory<byte> SentJson { get; init; }

    /// <summary>Whether the lead has an error.</summary>
    public bool HasErrors => Errors.Count > 0;

    /// <summary>The value of a field.</summary>
    /// <param name="field">A field of <see cref="LeadFields.All"/>.</param>
    public FieldValue this[LeadField field] => Fields.Span[field.Ordinal];
}
