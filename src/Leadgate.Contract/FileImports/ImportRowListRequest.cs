using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Leadgate.Contract.FileImports;

/// <summary>From where rows with errors are listed, sent as a query parameter.</summary>
public sealed record ImportRowListRequest
{
    /// <summary>The first row to look at: `next` of the previous page.</summary>
    /// <example>1</example>
    [Range(1, int.MaxValue), DefaultValue(1)]
    public int? From { get; init; }
}
