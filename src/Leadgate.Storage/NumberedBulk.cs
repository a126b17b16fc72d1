using Leadgate.Domain.Leads;

namespace Leadgate.Storage;

/// <summary>A bulk with the ids that it got.</summary>
/// <param name="Stored">The bulk.</param>
/// <param name="Leads">Its leads.</param>
/// <param name="LeadIds">The id of each lead.</param>
/// <param name="FirstVehicleIds">The id of each lead's first vehicle.</param>
internal sealed record NumberedBulk(
    StoredBulk Stored,
    IReadOnlyList<Lead> Leads,
    ReadOnlyMemory<long> LeadIds,
    ReadOnlyMemory<long> FirstVehicleIds
);
