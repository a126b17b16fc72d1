using Leadgate.Domain.Leads;

namespace Leadgate.Domain.Privacy;

/// <summary>Where a vehicle holds data of a person.</summary>
/// <param name="Index">Its place in the lead, from 0.</param>
/// <param name="Fields">The fields that do.</param>
/// <param name="Extra">What becomes of its unknown properties.</param>
internal sealed record VehicleMatch(int Index, IReadOnlyList<LeadField> Fields, JsonChange Extra);
