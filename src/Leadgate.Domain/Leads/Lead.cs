namespace Leadgate.Domain.Leads;

/// <summary>A lead after validation, with its errors. Leads with errors are stored too (promise 6.4).</summary>
internal sealed class Lead
{
    /// <summary>The index in the request, from 0 (promise 7.3).</summary>
    public required int Index { get; init; }

    /// <summary>The line on which it begins in a text with lines, from 1; null for a lead of a JSON bulk.</summary>
    public int? Line { get; init; }

    /// <summary>The fields by <see cref="LeadField.Ordinal"/> of <see cref="LeadFields.All"/>.</summary>
    public required ReadOnlyMemory<FieldValue> Fields { get; init; }

    public required IReadOnlyList<Vehicle> Vehicles { get; init; }

    /// <summary>Whether the branch was set by routing (promise 5.5).</summary>
    public bool BranchRouted { get; init; }

    /// <summary>In field order; empty for a valid lead.</summary>
    public IReadOnlyList<Issue> Errors { get; init; } = [];

    public IReadOnlyList<Issue> Warnings { get; init; } = [];

    /// <summary>The unknown properties as one JSON object, or empty (promise 5.6).</summary>
    public ReadOnlyMemory<byte> Extra { get; init; }

    /// <summary>The JSON of a lead with errors, byte for byte as it was sent; empty for a valid lead.</summary>
    public ReadOnlyMemory<byte> SentJson { get; init; }

    public bool HasErrors => Errors.Count > 0;

    public FieldValue this[LeadField field] => Fields.Span[field.Ordinal];
}
