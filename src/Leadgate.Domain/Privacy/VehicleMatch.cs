using Leadgate.Domain.Leads;

namespace Leadgate.Domain.Privacy;

/// <summary>Where a vehicle of a lead contains data of a person.</summary>
/// <param name="Index">The index of the vehicle in the lead, from 0.</param>
/// <param name="Fields">The fields with data of the person.</param>
/// <param name="Extra">The change of the unknown properties.</param>
internal sealed record VehicleMatch(int Index, IReadOnlyList<LeadField> Fields, JsonChange Extra);
