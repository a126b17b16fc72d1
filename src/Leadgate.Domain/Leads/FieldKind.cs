namespace Leadgate.Domain.Leads;

/// <summary>What a field holds.</summary>
internal enum FieldKind
{
    /// <summary>A text.</summary>
    Text,

    /// <summary>An item of a reference list.</summary>
    List,

    /// <summary>A day.</summary>
    Date,

    /// <summary>A moment.</summary>
    Timestamp,

    /// <summary>A whole number.</summary>
    Number,

    /// <summary>The vehicles, each with fields of its own.</summary>
    Vehicles,
}
