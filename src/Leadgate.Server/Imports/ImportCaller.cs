using Leadgate.Domain.Access;
using Leadgate.Domain.Intake;
using Leadgate.Domain.Staff;
using Leadgate.Server.Access;
using Leadgate.Server.Leads;
using Leadgate.Server.Staff;

namespace Leadgate.Server.Imports;

/// <summary>Who imports files: an API key sees its own imports, staff see those of all.</summary>
/// <param name="Access">Which leads they see, and their name in the audit trail.</param>
/// <param name="Name">Their name in revisions.</param>
/// <param name="Sender">The sender of the leads.</param>
/// <param name="MayWrite">Whether they may import leads.</param>
/// <param name="MayCorrect">Whether they may correct leads, which a file of failed rows does.</param>
internal sealed record ImportCaller(LeadAccess Access, string Name, Sender Sender, bool MayWrite, bool MayCorrect)
{
    public static ImportCaller For(HttpContext http)
    {
        var caller = http.Caller();
        return new(
            LeadAccess.For(http),
            caller.Name,
            caller.Sender,
            caller.Scopes.Allow(Scopes.LeadsWrite),
            caller.Scopes.Allow(Scopes.LeadsCorrect)
        );
    }

    /// <param name="address">The IP address of the request.</param>
    public static ImportCaller For(StaffMember staff, string address)
    {
        var mayWrite = staff.Role >= StaffRole.Agent;
        var sender = new Sender.Person("staff:" + staff.DisplayName, staff.Actor);
        return new(LeadAccess.For(staff, address), staff.DisplayName, sender, mayWrite, mayWrite);
    }

    /// <summary>Somebody at the command line, who can read and write the database anyway.</summary>
    /// <param name="sender">The sender that the leads are to have.</param>
    public static ImportCaller AtCommandLine(string sender)
    {
        var actor = Actor.CommandLine;
        return new(new LeadAccess(actor.Name, actor.Origin, null), actor.Name, new Sender.Person(sender, actor.Name), true, true);
    }
}
