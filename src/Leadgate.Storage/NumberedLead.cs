using Leadgate.Domain.Leads;

namespace Leadgate.Storage;

/// <summary>A lead with the ids that it got.</summary>
internal readonly record struct NumberedLead(long BulkId, long Id, long FirstVehicleId, Lead Lead);
