using Leadgate.Domain.Leads;
using Leadgate.Domain.Texts;
using Leadgate.Storage.Revisions;

namespace Leadgate.Server.Console.LeadPages;

/// <summary>A lead as its page shows it.</summary>
/// <param name="IsValid">Whether the stored lead is valid.</param>
/// <param name="Fields">All fields in the order of the table, those of vehicles last.</param>
/// <param name="Problems">What is wrong, each with the id of its field or an empty text.</param>
internal sealed record LeadView(
    long Id,
    int Version,
    BulkOrigin Origin,
    bool IsValid,
    IReadOnlyList<LeadFieldView> Fields,
    IReadOnlyList<(string Id, string Message)> Problems,
    IReadOnlyList<string> Warnings,
    string SentJson,
    IReadOnlyList<LeadRevision> Revisions,
    LeadFormState State
)
{
    public bool MayCorrect { get; init; }

    /// <summary>What happened to the form that was sent, or null.</summary>
    public BilingualText? Message { get; init; }

    /// <summary>The query of the list that it was opened from, or null.</summary>
    public string? ListQuery { get; init; }

    /// <summary>Whether the form has changes that are not saved.</summary>
    public bool IsUnsaved { get; init; }
}
