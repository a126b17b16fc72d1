namespace Leadgate.Domain.Leads;

/// <summary>A lead with its ids in the store, which are null in a dry run (promise 6.7).</summary>
/// <param name="Lead">The lead.</param>
/// <param name="Id"><c>leadExternalId</c>; a valid lead has it as <c>leadId</c> too.</param>
/// <param name="VehicleIds">The ids of the vehicles, in their order.</param>
internal sealed record LeadRecord(Lead Lead, long? Id = null, IReadOnlyList<long>? VehicleIds = null)
{
    /// <summary>The bulk of the lead, for responses with leads of several bulks (promise 7.4).</summary>
    public BulkOrigin? Origin { get; init; }

    /// <summary>The version, for responses with a single lead (promise 11.1).</summary>
    public int? Version { get; init; }

    /// <summary>Whether a data subject was erased from it, or what was sent of it.</summary>
    public bool IsErased { get; init; }

    /// <summary>The errors: of a stored lead those that it had when it arrived or was last corrected.</summary>
    public IReadOnlyList<Issue> Errors { get; init; } = Lead.Errors;

    /// <summary>The warnings, as the errors are.</summary>
    public IReadOnlyList<Issue> Warnings { get; init; } = Lead.Warnings;
}
