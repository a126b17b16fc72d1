namespace Leadgate.Contract.Corrections;

/// <summary>A correction of many leads, and how far it is.</summary>
public sealed record BulkCorrection
{
    /// <summary>The id; `null` in a dry run.</summary>
    /// <example>12</example>
    public long? Id { get; init; }

    /// <summary>`running`, `done`, or `failed`; `null` in a dry run.</summary>
    /// <example>done</example>
    public string? Status { get; init; }

    /// <summary>How many leads have the value; at the end, how many were corrected.</summary>
    /// <example>500</example>
    public required long Leads { get; init; }

    /// <summary>How many of them are valid now.</summary>
    /// <example>487</example>
    public required long Corrected { get; init; }

    /// <summary>How many of them have the replacement now and still have other errors.</summary>
    /// <example>13</example>
    public required long StillWithErrors { get; init; }
}
