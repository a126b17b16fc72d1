using System.Text.Json;
using Leadgate.Contract.Bulks;

namespace Leadgate.Contract.Persons;

/// <summary>A lead of the person.</summary>
public sealed record ExportedLead
{
    /// <summary>The lead.</summary>
    public required FoundLead Lead { get; init; }

    /// <summary>The consents that the lead gives or refuses.</summary>
    public required IReadOnlyList<Consent> Consents { get; init; }

    /// <summary>The corrections of the lead, the oldest first.</summary>
    public required IReadOnlyList<LeadRevision> Revisions { get; init; }

    /// <summary>The lead as it was sent, if it has errors; otherwise `null`.</summary>
    public required JsonElement Sent { get; init; }
}
