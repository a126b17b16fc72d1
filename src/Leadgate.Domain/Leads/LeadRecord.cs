namespace Leadgate.Domain.Leads;

/// <summary>A lead with what the store knows of it; the ids are null in a dry run (promise 6.7).</summary>
/// <param name="Lead">The lead.</param>
/// <param name="Id">The id that it was kept under, <c>leadExternalId</c>; an accepted lead has it as <c>leadId</c> too.</param>
/// <param name="VehicleIds">The ids of its vehicles, in their order.</param>
internal sealed record LeadRecord(Lead Lead, long? Id = null, IReadOnlyList<long>? VehicleIds = null)
{
    /// <summary>The bulk that brought it; shown where leads of several bulks stand together (promise 7.4).</summary>
    public BulkOrigin? Origin { get; init; }

    /// <summary>The errors as JSON, as they were told when the lead arrived; empty for <see cref="Lead.Errors"/>.</summary>
    public ReadOnlyMemory<byte> ErrorsJson { get; init; }

    /// <summary>The warnings as JSON, as they were told when the lead arrived; empty for <see cref="Lead.Warnings"/>.</summary>
    public ReadOnlyMemory<byte> WarningsJson { get; init; }
}
