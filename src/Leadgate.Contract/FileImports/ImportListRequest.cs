using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Leadgate.Contract.FileImports;

/// <summary>Which imports to list, sent as query parameters.</summary>
public sealed record ImportListRequest
{
    /// <summary>The maximum number of imports in a page.</summary>
    /// <example>20</example>
    [Range(1, 100), DefaultValue(20)]
    public int? Limit { get; init; }

    /// <summary>`next` of the previous page.</summary>
    /// <example>"12"</example>
    public string? Cursor { get; init; }
}
