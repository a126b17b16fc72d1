using Leadgate.Domain.Access;
using Leadgate.Domain.Revisions;
using Leadgate.Domain.Staff;
using Leadgate.Server.Access;
using Leadgate.Server.Staff;

namespace Leadgate.Server.Leads;

/// <summary>Who corrects leads (promise 11.6): an API key corrects the leads of its own sender, staff correct those of all.</summary>
/// <param name="Access">Which leads they see, and their name in the audit trail.</param>
/// <param name="Name">Their name in revisions.</param>
/// <param name="Through">A word of <see cref="CorrectionOrigins"/>.</param>
/// <param name="MayCorrect">Whether they may correct leads, and not only read them.</param>
internal sealed record CorrectionCaller(LeadAccess Access, string Name, string Through, bool MayCorrect)
{
    public static CorrectionCaller For(HttpContext http)
    {
        var caller = http.Caller();
        return new(LeadAccess.For(http), caller.Name, CorrectionOrigins.Api, caller.Scopes.Allow(Scopes.LeadsCorrect));
    }

    /// <param name="address">The IP address of the request.</param>
    public static CorrectionCaller For(StaffMember staff, string address) =>
        new(LeadAccess.For(staff, address), staff.DisplayName, CorrectionOrigins.Console, staff.Role >= StaffRole.Agent);
}
