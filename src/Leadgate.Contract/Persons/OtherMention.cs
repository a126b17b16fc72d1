namespace Leadgate.Contract.Persons;

/// <summary>A column outside of leads that mentions the person, such as the name of an API key. An erasure does not change it.</summary>
public sealed record OtherMention
{
    /// <summary>The table.</summary>
    public required string Table { get; init; }

    /// <summary>The column.</summary>
    public required string Column { get; init; }

    /// <summary>The number of rows.</summary>
    public required long Rows { get; init; }
}
