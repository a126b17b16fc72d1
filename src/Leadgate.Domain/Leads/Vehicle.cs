namespace Leadgate.Domain.Leads;

/// <summary>A vehicle of a lead.</summary>
/// <param name="Fields">The fields by <see cref="LeadField.Ordinal"/> of <see cref="VehicleFields.All"/>.</param>
/// <param name="Extra">The unknown properties as one JSON object, or empty.</param>
internal sealed record Vehicle(ReadOnlyMemory<FieldValue> Fields, ReadOnlyMemory<byte> Extra)
{
    public FieldValue this[LeadField field] => Fields.Span[field.Ordinal];
}
