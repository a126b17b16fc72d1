using Leadgate.Domain.Leads;

namespace Leadgate.Storage.Leads;

/// <summary>A lead with the ids that it was given.</summary>
/// <param name="BulkId">The id of its bulk.</param>
/// <param name="Id">Its own id.</param>
/// <param name="FirstVehicleId">The id of its first vehicle.</param>
/// <param name="Lead">The lead.</param>
/// <param name="Issues">The issues of its bulk, rendered.</param>
internal readonly record struct NumberedLead(long BulkId, long Id, long FirstVehicleId, Lead Lead, BulkIssues Issues);
