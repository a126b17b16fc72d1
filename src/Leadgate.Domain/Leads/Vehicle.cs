namespace Leadgate.Domain.Leads;

/// <summary>A vehicle that a lead asks about.</summary>
/// <param name="Fields">The fields by <see cref="LeadField.Ordinal"/> of <see cref="VehicleFields.All"/>.</param>
/// <param name="Extra">The properties that are no field, as one JSON object, or empty.</param>
internal sealed record Vehicle(ReadOnlyMemory<FieldValue> Fields, ReadOnlyMemory<byte> Extra)
{
    /// <summary>The value of a field.</summary>
    /// <param name="field">A field of <see cref="VehicleFields.All"/>.</param>
    public FieldValue this[LeadField field] => Fields.Span[field.Ordinal];
}
