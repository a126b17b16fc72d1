namespace Leadgate.Storage.Revisions;

/// <summary>What the store gave to a corrected lead.</summary>
internal sealed record CorrectedLead(int Version, IReadOnlyList<long> VehicleIds);
