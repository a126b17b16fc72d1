using System.Text;
using Leadgate.Domain.Leads;

namespace Leadgate.Domain.Privacy;

/// <summary>Replaces personal data in stored leads and their errors.</summary>
internal static class Erasure
{
    /// <summary>Replaces a mandatory text, in both languages, so that readers see why it is missing.</summary>
    public const string ErasedText = "Erased · حُذفت البيانات";

    /// <summary>Replaces the JSON of a lead with errors.</summary>
    public static ReadOnlyMemory<byte> ErasedLead { get; } = Encoding.UTF8.GetBytes($$"""{"leadName": "{{ErasedText}}"}""");

    /// <summary>
    /// Removes the values from stored errors, of the person or of everybody. Fields and codes are kept, so that errors can still be
    /// counted.
    /// </summary>
    /// <param name="errors">The errors as they are stored, in any form.</param>
    /// <param name="sent">The JSON of the lead before the erasure.</param>
    /// <param name="rest">The JSON of the lead after the erasure; values that it still has as they were stay there alone.</param>
    public static ReadOnlyMemory<byte> EraseErrors(
        ReadOnlyMemory<byte> errors,
        ReadOnlyMemory<byte> sent,
        ReadOnlyMemory<byte> rest,
        DataSubject? person = null
    ) =>
        StoredIssueWriter.ToJson(
            [
                .. StoredIssueReader
                    .Read(errors, sent, null)
                    .Select(error => person is null || Mentions(error, person) ? Erase(error) : error),
            ],
            rest
        );

    /// <summary>Removes the stored warnings that mention the person.</summary>
    /// <param name="warnings">The warnings as they are stored, in any form.</param>
    /// <param name="sent">The JSON of a lead with errors before the erasure; empty for a valid lead.</param>
    /// <param name="rest">The JSON of a lead with errors after the erasure.</param>
    public static JsonChange EraseWarnings(
        ReadOnlyMemory<byte> warnings,
        DataSubject person,
        ReadOnlyMemory<byte> sent = default,
        ReadOnlyMemory<byte> rest = default
    )
    {
        if (rest.Equals(sent) && !IsMentionedIn(warnings, sent, isInSent: !sent.IsEmpty, person))
            return default;
        List<Issue> kept = [.. StoredIssueReader.Read(warnings, sent, null).Where(warning => !Mentions(warning, person))];
        return new JsonChange(true, StoredIssueWriter.ToJson(kept, rest));
    }

    /// <summary>Whether one of the stored issues mentions the person.</summary>
    /// <param name="isInSent">Whether the JSON of the lead does; it has the values of issues.</param>
    public static bool IsMentionedIn(ReadOnlyMemory<byte> issues, ReadOnlyMemory<byte> sent, bool isInSent, DataSubject person) =>
        !issues.IsEmpty
        && (
            SentJsonMatch.Find(issues.Span, person) is not null
            || (isInSent && StoredIssueReader.Read(issues, sent, null).Any(issue => Mentions(issue, person)))
        );

    private static Issue Erase(Issue error) =>
        new()
        {
            Code = error.Code,
            Field = error.Field,
            Name = error.Name,
            VehicleIndex = error.VehicleIndex,
            Wording = IssueWording.Erased,
        };

    /// <summary>Whatever can hold a text of the sender is in the stored form.</summary>
    private static bool Mentions(Issue issue, DataSubject person) =>
        SentJsonMatch.Find(StoredIssueWriter.ToJson([issue], default).Span, person) is not null;
}
