using Leadgate.Domain.Revisions;

namespace Leadgate.Domain.Privacy;

/// <summary>Finds and erases a person in the changes of a revision, which hold values that were corrected as they were sent.</summary>
internal static class RevisionMatch
{
    /// <summary>The changes without the person; null if they do not mention them.</summary>
    /// <param name="changes">The changes as they are stored.</param>
    public static ReadOnlyMemory<byte>? Redact(ReadOnlyMemory<byte> changes, DataSubject person) =>
        // Written out, because the conversion of a null array to memory would be empty memory, not null.
        SentJsonMatch.Find(changes.Span, person)
            is { } match
            ? match.Redact(changes.Span)
            : (ReadOnlyMemory<byte>?)null;

    /// <summary>The changes of a lead that is erased as a whole.</summary>
    public static ReadOnlyMemory<byte> EraseWhole(ReadOnlyMemory<byte> changes) => LeadChanges.EraseValues(changes);
}
