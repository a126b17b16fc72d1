using System.Runtime.CompilerServices;
using Leadgate.Domain.Audit;
using Leadgate.Domain.Lists;
using Leadgate.Domain.Privacy;
using Leadgate.Server.Lists;
using Leadgate.Storage;

namespace Leadgate.Server.Persons;

/// <summary>
/// Finds everything on a person and erases it. Every lead is looked at, and every text in it: no index knows a number that somebody typed
/// into a note. That takes half a minute for a million leads, and is asked for a few times a year.
/// </summary>
/// <param name="store">Where it is.</param>
/// <param name="lists">The lists that leads are shown from.</param>
internal sealed class PersonalData(ILeadStore store, ListCatalogCache lists)
{
    private const int Page = 1000;

    /// <summary>The list by which phone numbers are read.</summary>
    public ReferenceList PhoneCodes => lists.Catalog[ReferenceLists.PhoneCode];

    /// <summary>Counts what there is on a person, and shows and changes nothing.</summary>
    /// <param name="person">The person.</param>
    /// <param name="cancellation">Gives up.</param>
    public async Task<DataSubjectCounts> CountAsync(DataSubject person, CancellationToken cancellation)
    {
        var counts = default(DataSubjectCounts);
        await foreach (var findings in FindAsync(person, cancellation))
            counts += findings.Counts;
        return counts;
    }

    /// <summary>Finds everything on a person for somebody to see. Each part is written down before it is given out.</summary>
    /// <param name="person">The person.</param>
    /// <param name="audit">Who asks.</param>
    /// <param name="cancellation">Gives up.</param>
    public async IAsyncEnumerable<DataSubjectMatches> ExportAsync(
        DataSubject person,
        AuditEvent audit,
        [EnumeratorCancellation] CancellationToken cancellation
    )
    {
        await foreach (var findings in FindAsync(person, cancellation))
        {
            await store.Audit.AppendAsync(audit with { Detail = findings.Detail }, cancellation);
            yield return findings;
        }
    }

    /// <summary>Erases everything on a person; rows and their counts stay. If it is interrupted, a second time does the rest.</summary>
    /// <param name="person">The person.</param>
    /// <param name="audit">Who asks.</param>
    /// <param name="cancellation">Gives up.</param>
    public async Task<DataSubjectCounts> EraseAsync(DataSubject person, AuditEvent audit, CancellationToken cancellation)
    {
        var counts = default(DataSubjectCounts);
        await foreach (var findings in FindAsync(person, cancellation))
        {
            await store.Privacy.EraseAsync(
                [.. findings.Leads.Select(lead => lead.Erasure)],
                findings.Keys,
                audit with
                {
                    Detail = findings.Detail,
                },
                cancellation
            );
            counts += findings.Counts;
        }

        return counts;
    }

    /// <summary>
    /// Everything on a person in parts, so that a number that thousands of leads share (one that a form suggests, say) does not fill the memory.
    /// The last part has the keys, and comes also when there is nothing.
    /// </summary>
    private async IAsyncEnumerable<DataSubjectMatches> FindAsync(
        DataSubject person,
        [EnumeratorCancellation] CancellationToken cancellation
    )
    {
        var query = new LeadQuery { Limit = Page };
        while (true)
        {
            var leads = await store.FindLeadsAsync(query, lists.Catalog, cancellation);
            List<MatchedLead> found =
            [
                .. leads
                    .Select(lead => lead.Valid is null ? LookAtWrong(lead, person) : LookAtAccepted(lead, person))
                    .OfType<MatchedLead>(),
            ];
            if (leads.Count < Page)
            {
                yield return new DataSubjectMatches(found, await store.Privacy.FindKeysAsync(person.IsMentionedIn, cancellation));
                yield break;
            }

            if (found.Count > 0)
                yield return new DataSubjectMatches(found, []);
            query = query with { After = new LeadCursor(leads[^1].Origin.BulkId, leads[^1].Id) };
        }
    }

    private static MatchedLead? LookAtAccepted(StoredLead lead, DataSubject person) =>
        LeadMatch.Find(lead.Valid!, lead.WarningsJson, person) is { } trace
            ? new MatchedLead(lead, trace.BelongsToSubject, [.. trace.Paths], new ValidLeadErasure(lead.Origin.BulkId, lead.Id, trace))
            : null;

    private static MatchedLead? LookAtWrong(StoredLead lead, DataSubject person)
    {
        var sent = SentJsonMatch.Find(lead.Sent.Span, person);
        var (isInErrors, warnings) = (
            SentJsonMatch.Find(lead.ErrorsJson.Span, person) is not null,
            Erasure.EraseWarnings(lead.WarningsJson, person)
        );
        if (sent is null && !isInErrors && !warnings.IsChanged)
            return null;

        // Their own goes whole, and so does one out of which nothing can be cut; but only their own is shown to them.
        if (sent is { BelongsToSubject: true } or { CanBeRedacted: false })
        {
            return new MatchedLead(
                lead,
                sent.BelongsToSubject,
                ["sent"],
                new InvalidLeadErasure(
                    lead.Origin.BulkId,
                    lead.Id,
                    true,
                    Erasure.ErasedLead,
                    Erasure.EraseErrors(lead.ErrorsJson),
                    JsonChange.Removed
                )
            );
        }

        var rest = sent?.Redact(lead.Sent.Span) ?? lead.Sent;
        return new MatchedLead(
            lead,
            false,
            [
                .. sent is null ? (string[])[] : ["sent"],
                .. isInErrors ? ["errorList"] : (string[])[],
                .. warnings.IsChanged ? ["warningList"] : (string[])[],
            ],
            new InvalidLeadErasure(lead.Origin.BulkId, lead.Id, false, rest, Erasure.EraseErrors(lead.ErrorsJson, person), warnings)
        );
    }
}
