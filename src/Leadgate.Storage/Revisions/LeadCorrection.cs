using Leadgate.Domain.Audit;
using Leadgate.Domain.Leads;

namespace Leadgate.Storage.Revisions;

/// <summary>A correction to be stored.</summary>
/// <param name="Before">The lead that it was made from. If the store has another version of it by now, nothing is stored.</param>
/// <param name="After">The corrected lead. A valid lead stays valid.</param>
/// <param name="By">Who corrected it.</param>
/// <param name="Through">How: a word that the revision shows.</param>
/// <param name="Changes">What changed, as JSON.</param>
/// <param name="ErrorsBefore">How many errors the lead had.</param>
/// <param name="Audit">The entry of the audit trail.</param>
internal sealed record LeadCorrection(
    StoredLead Before,
    Lead After,
    string By,
    string Through,
    ReadOnlyMemory<byte> Changes,
    int ErrorsBefore,
    AuditEvent Audit
)
{
    public int Version => Before.Version + 1;
}
