using Leadgate.Domain.Privacy;

namespace Leadgate.Storage;

/// <summary>What replaces the data of a person in a lead with errors.</summary>
/// <param name="BulkId">The id of its bulk.</param>
/// <param name="LeadId">Its id.</param>
/// <param name="IsWhole">Whether the whole lead is erased, and not only some values in somebody else's lead.</param>
/// <param name="Sent">JSON in place of what was sent.</param>
/// <param name="Errors">JSON in place of the errors.</param>
/// <param name="Warnings">What becomes of the warnings.</param>
internal sealed record InvalidLeadErasure(
    long BulkId,
    long LeadId,
    bool IsWhole,
    ReadOnlyMemory<byte> Sent,
    ReadOnlyMemory<byte> Errors,
    JsonChange Warnings
) : LeadErasure(BulkId, LeadId);
