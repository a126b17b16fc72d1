using System.Text.Json.Serialization;
using Leadgate.Contract.Bulks;

namespace Leadgate.Contract.Problems;

/// <summary>Why a request was refused (RFC 9457), in English and Arabic.</summary>
public sealed record ProblemDetails
{
    /// <summary>
    /// The kind of problem, which is the path of a page of the service that explains it. Branch on it and ignore types you don't know:
    /// later versions may add some.
    /// </summary>
    /// <example>/docs/errors/invalid-parameter</example>
    public required string Type { get; init; }

    /// <summary>What happened, in English.</summary>
    public required string Title { get; init; }

    /// <summary>The HTTP status code.</summary>
    public required int Status { get; init; }

    /// <summary>What to do, in English.</summary>
    public required string Detail { get; init; }

    /// <summary>What happened, in Arabic.</summary>
    public required string TitleAr { get; init; }

    /// <summary>What to do, in Arabic.</summary>
    public required string DetailAr { get; init; }

    /// <summary>The id of the request in the log of the service: 32 hexadecimal digits.</summary>
    /// <example>4bf92f3577b34da6a3ce929d0e0e4736</example>
    public required string TraceId { get; init; }

    /// <summary>
    /// What was probably meant: the nearest names of lists, parameters, or members, or the Gregorian date of a Hijri date.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<string>? Suggestions { get; init; }

    /// <summary>The number of leads in the bulk; only of `/docs/errors/leads-have-errors`.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? TotalRecords { get; init; }

    /// <summary>The number of leads with errors; only of `/docs/errors/leads-have-errors`.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? ErrorRecords { get; init; }

    /// <summary>The leads with errors, each with all its errors; only of `/docs/errors/leads-have-errors`.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<StoredLead>? Leads { get; init; }
}
