using Leadgate.Domain.Leads;

namespace Leadgate.Storage.Leads;

/// <summary>A lead with the ids that it was given.</summary>
internal readonly record struct NumberedLead(long BulkId, long Id, long FirstVehicleId, Lead Lead, BulkIssues Issues);
