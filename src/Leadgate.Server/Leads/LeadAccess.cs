using Leadgate.Domain.Audit;
using Leadgate.Domain.Leads;
using Leadgate.Server.Access;
using Leadgate.Server.Http;
using Leadgate.Server.Staff;
using Leadgate.Storage;

namespace Leadgate.Server.Leads;

/// <summary>Who reads leads: which they may see, and how the audit trail names them.</summary>
/// <param name="Actor">The name in the audit trail.</param>
/// <param name="Address">The IP address of the request.</param>
/// <param name="CreatedBy">The sender whose leads may be seen; null for the leads of all (promise 10.3).</param>
internal sealed record LeadAccess(string Actor, string Address, string? CreatedBy)
{
    public bool SeesAll => CreatedBy is null;

    public static LeadAccess For(HttpContext http)
    {
        var caller = http.Caller();
        return new LeadAccess(caller.Actor, http.ClientAddress(), caller.SeesAll ? null : caller.Name);
    }

    /// <summary>Staff see the leads of all senders.</summary>
    /// <param name="address">The IP address of the request.</param>
    public static LeadAccess For(StaffMember staff, string address) => new(staff.Actor, address, CreatedBy: null);

    public bool Allows(BulkOrigin bulk) => SeesAll || CreatedBy == bulk.CreatedBy;

    public bool Allows(StoredBulk bulk) => SeesAll || CreatedBy == bulk.CreatedBy;

    public AuditEvent CreateEvent(string action, string? record = null, string? detail = null) =>
        new(action, Actor, Address, record, detail);
}
