using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Leadgate.Contract.FileImports;

/// <summary>Which leads to export, and how, sent as query parameters. Leads match every filter given; none is mandatory.</summary>
public sealed record LeadExportRequest
{
    /// <summary>The kind of file: `csv` or `ndjson`.</summary>
    /// <example>csv</example>
    [DefaultValue("csv")]
    public string? Format { get; init; }

    /// <summary>`off` writes no apostrophe before a text that a spreadsheet would take for a formula: for programs.</summary>
    /// <example>off</example>
    [DefaultValue("on")]
    public string? Guard { get; init; }

    /// <summary>`en` or `ar`: columns have the titles of the fields instead of their names.</summary>
    /// <example>ar</example>
    public string? Titles { get; init; }

    /// <summary>The id of a bulk.</summary>
    /// <example>532</example>
    public long? Id { get; init; }

    /// <summary>The id of a valid lead.</summary>
    /// <example>574</example>
    public long? LeadId { get; init; }

    /// <summary>The sender's own id for the lead, exactly as sent in `leadReference`.</summary>
    /// <example>WEB-10045</example>
    public string? LeadReference { get; init; }

    /// <summary>The lead was stored on or after this date or date-time. A date is in the company's time zone.</summary>
    /// <example>2025-08-17</example>
    public string? FromDate { get; init; }

    /// <summary>The lead was stored on or before this date or date-time. A date counts until its end.</summary>
    /// <example>2025-08-24T21:00:00Z</example>
    public string? ToDate { get; init; }

    /// <summary>An item of LEAD_SOURCE: its value, label, code, or alias.</summary>
    /// <example>Website</example>
    public string? Source { get; init; }

    /// <summary>An item of LEAD_SUB_SOURCE, of the given `source` if there is one: its value, label, code, or alias.</summary>
    /// <example>Contact Form</example>
    public string? SubSource { get; init; }

    /// <summary>1 for leads with errors, 0 for valid leads.</summary>
    /// <example>1</example>
    [Range(0, 1)]
    public int? IsError { get; init; }
}
