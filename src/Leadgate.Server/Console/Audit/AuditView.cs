using Leadgate.Server.Audit;
using Leadgate.Server.Console.Forms;
using Leadgate.Storage.Audit;

namespace Leadgate.Server.Console.Audit;

/// <summary>A page of the audit trail.</summary>
/// <param name="Entries">The entries; null if a filter is not valid.</param>
/// <param name="IsFiltered">Whether only some entries are wanted.</param>
internal sealed record AuditView(AuditState State, AuditPage? Entries, bool IsFiltered, FormErrors Errors)
{
    public const string ActorParameter = "actor";
    public const string ActionParameter = "action";
    public const string RecordParameter = "record";
    public const string FromParameter = "from";
    public const string ToParameter = "to";
    public const string BeforeParameter = "before";
}
