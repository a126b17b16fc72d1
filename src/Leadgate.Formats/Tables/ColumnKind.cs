namespace Leadgate.Formats.Tables;

/// <summary>How the cells of a column are written into a lead.</summary>
internal enum ColumnKind
{
    Skipped,

    /// <summary>A text field of the lead or an unknown property.</summary>
    Lead,

    Vehicle,

    Phone,

    PhoneCode,

    FullName,

    /// <summary>All vehicles as one JSON array.</summary>
    Vehicles,

    /// <summary>Unknown properties as one JSON object.</summary>
    Extra,

    RowKey,
}
