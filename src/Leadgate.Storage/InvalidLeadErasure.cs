using Leadgate.Domain.Privacy;

namespace Leadgate.Storage;

/// <summary>What takes the place of a lead with errors as it was sent, and of what was told of it.</summary>
/// <param name="BulkId">The id of its bulk.</param>
/// <param name="LeadId">Its id.</param>
/// <param name="IsWhole">Whether the whole person goes, and not only some values of somebody else's lead.</param>
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
