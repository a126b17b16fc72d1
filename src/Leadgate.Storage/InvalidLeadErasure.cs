using Leadgate.Domain.Privacy;

namespace Leadgate.Storage;

/// <summary>What replaces the data of a data subject in a lead with errors.</summary>
/// <param name="IsWhole">Whether the whole lead is erased, and not only some values in somebody else's lead.</param>
/// <param name="ErasesReference">Whether the sender's own id for the lead is erased too.</param>
/// <param name="Sent">JSON in place of what was sent.</param>
/// <param name="Errors">JSON in place of the errors.</param>
internal sealed record InvalidLeadErasure(
    long BulkId,
    long LeadId,
    bool IsWhole,
    bool ErasesReference,
    ReadOnlyMemory<byte> Sent,
    ReadOnlyMemory<byte> Errors,
    JsonChange Warnings
) : LeadErasure(BulkId, LeadId);
