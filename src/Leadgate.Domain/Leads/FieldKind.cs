namespace Leadgate.Domain.Leads;

internal enum FieldKind
{
    Text,

    List,

    Date,

    Timestamp,

    Number,

    /// <summary>An array of objects with the fields of <see cref="VehicleFields"/>.</summary>
    Vehicles,
}
