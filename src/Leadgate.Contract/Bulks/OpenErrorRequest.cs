using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Leadgate.Contract.Bulks;

/// <summary>Which open errors to group, sent as query parameters. Errors match every filter given; none is mandatory.</summary>
public sealed record OpenErrorRequest
{
    /// <summary>The name of a field, or `vehicles[].` and the name of a field of a vehicle.</summary>
    /// <example>customerCity</example>
    public string? Field { get; init; }

    /// <summary>The code of an error.</summary>
    /// <example>not-in-list</example>
    public string? Code { get; init; }

    /// <summary>An item of LEAD_SOURCE: its value, label, code, or alias.</summary>
    /// <example>Website</example>
    public string? Source { get; init; }

    /// <summary>The name of the sender. A caller that sees only its own leads finds nothing under another name.</summary>
    /// <example>website</example>
    public string? Sender { get; init; }

    /// <summary>The maximum number of groups.</summary>
    /// <example>20</example>
    [Range(1, 100), DefaultValue(20)]
    public int? Limit { get; init; }
}
