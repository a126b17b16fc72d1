using System.Runtime.CompilerServices;
using Leadgate.Contract.Persons;
using Leadgate.Domain.Access;
using Leadgate.Domain.Audit;
using Leadgate.Domain.Lists;
using Leadgate.Domain.Privacy;
using Leadgate.Server.Access;
using Leadgate.Server.Imports;
using Leadgate.Server.Lists;
using Leadgate.Storage;
using Leadgate.Storage.Revisions;

namespace Leadgate.Server.Persons;

/// <summary>
/// Finds and erases all data about a person, for the API and the command line. Every lead and every text in it is searched, because no
/// index knows a number that somebody typed into a note. That takes half a minute for a million leads, and is requested a few times a
/// year.
/// </summary>
internal sealed class PersonRequests(ILeadStore store, ListCatalogCache lists, ImportErasure imports, ILogger<PersonRequests> log)
{
    private const int PageSize = 1000;

    /// <summary>Where a lead mentions somebody whom it was corrected from.</summary>
    private const string Revisions = "revisions";

    /// <summary>Whether somebody typed the number or the address of a person again, in any spelling.</summary>
    public bool IsSame(PersonRequest request, string again)
    {
        if (Identify(request.Phone, request.Email, out _) is not { } subject)
            return false;
        return (subject.Number is { } number && Identify(again, null, out _)?.Number == number)
            || (subject.Email is { } email && Identify(null, again, out _)?.Email == email);
    }

    /// <summary>Exports all data about a person.</summary>
    public ExportPersonOutcome Export(PersonRequest request, Actor actor, CancellationToken cancellation)
    {
        actor.Require(Scopes.Admin);
        return Identify(request.Phone, request.Email, out var reason) is { } subject
            ? new ExportPersonOutcome.Found(subject, ExportAsync(subject, actor.Audit(AuditActions.PersonExport), cancellation))
            : new ExportPersonOutcome.Invalid(reason.English, reason.Arabic);
    }

    /// <summary>
    /// Finds what <see cref="EraseAsync"/> would erase. That tells whether a person is known here, so it is audited as an export is.
    /// </summary>
    /// <param name="show">Gets each part of it, after its audit entry.</param>
    public async Task<ErasePersonOutcome> PreviewAsync(
        PersonErasureRequest request,
        Actor actor,
        Action<DataSubjectMatches> show,
        CancellationToken cancellation
    )
    {
        actor.Require(Scopes.Admin);
        if (Identify(request.Phone, request.Email, out var reason) is not { } subject)
            return new ErasePersonOutcome.Invalid(reason.English, reason.Arabic);
        var (counts, excepted) = (default(DataSubjectCounts), 0L);
        await foreach (var (matches, left) in FindAsync(subject, request.Except, cancellation))
        {
            await store.Audit.AppendAsync(actor.Audit(AuditActions.PersonPreview, detail: matches.ErasureDetail), cancellation);
            show(matches);
            counts += matches.Counts;
            excepted += left;
        }

        var elsewhere = await store.Privacy.FindElsewhereAsync(subject.IsMentionedIn, cancellation);
        return new ErasePersonOutcome.Done(counts, excepted, elsewhere, null);
    }

    /// <summary>
    /// Erases all data about a person; rows and their counts stay. Then the database is rewritten, unless the request says otherwise, so
    /// that its files no longer hold what was erased. An interrupted erasure is completed by running it again.
    /// </summary>
    /// <param name="show">Gets each part of it, after it was erased.</param>
    public async Task<ErasePersonOutcome> EraseAsync(
        PersonErasureRequest request,
        Actor actor,
        Action<DataSubjectMatches> show,
        CancellationToken cancellation
    )
    {
        actor.Require(Scopes.Admin);
        if (Identify(request.Phone, request.Email, out var reason) is not { } subject)
            return new ErasePersonOutcome.Invalid(reason.English, reason.Arabic);
        var (counts, excepted) = (default(DataSubjectCounts), 0L);

        // Before the leads, which it could write the values of the person into.
        await store.Corrections.GiveUpNamedAsync(subject.IsMentionedIn, cancellation);
        await imports.GiveUpNamedAsync(subject, actor, cancellation);
        await imports.EraseRememberedAsync(subject, cancellation);
        await foreach (var (matches, left) in FindAsync(subject, request.Except, cancellation))
        {
            var erased = await ErasePartAsync(matches, subject, actor, cancellation);
            show(erased);
            counts += erased.Counts;
            excepted += left;
        }

        // Also when nothing was found: an erasure that was interrupted is completed by running it again.
        await store.Privacy.RenewStatisticsAsync(cancellation);
        var elsewhere = await store.Privacy.FindElsewhereAsync(subject.IsMentionedIn, cancellation);
        var bytes = await RemoveBytesAsync(request.Vacuum ?? true, cancellation);
        Log.PersonErased(log, counts.Leads, counts.Mentions, counts.Keys);
        return new ErasePersonOutcome.Done(counts, excepted, elsewhere, bytes);
    }

    /// <summary>Erases a part. Leads that were corrected since they were searched are searched again first.</summary>
    /// <returns>What was erased.</returns>
    private async Task<DataSubjectMatches> ErasePartAsync(
        DataSubjectMatches matches,
        DataSubject subject,
        Actor actor,
        CancellationToken cancellation
    )
    {
        while (
            !await store.Privacy.EraseAsync(
                [.. matches.Leads.Select(lead => lead.Erasure)],
                matches.Keys,
                actor.Audit(AuditActions.PersonErase, detail: matches.ErasureDetail),
                cancellation
            )
        )
        {
            List<MatchedLead> again = [];
            foreach (var lead in matches.Leads)
            {
                if (
                    await store.Revisions.FindAsync(lead.Stored.Id, lists.Catalog, cancellation) is { } stored
                    && Match(stored, await ReadRevisionsAsync([stored], cancellation), subject) is { } match
                )
                    again.Add(match);
            }

            matches = matches with { Leads = again };
        }

        return matches;
    }

    /// <summary>The data is erased by now, so that a failure here is not one of the erasure.</summary>
    private async Task<ErasedBytes?> RemoveBytesAsync(bool vacuums, CancellationToken cancellation)
    {
        if (await store.Privacy.CountErasedOnDiskAsync(cancellation) == 0)
            return null;
        if (!vacuums)
            return new ErasedBytes(false);
        try
        {
            await store.Privacy.VacuumAsync(cancellation);
            return new ErasedBytes(true);
        }
        catch (StoreUnavailableException e)
        {
            Log.ErasedBytesLeft(log, e.Message);
            return new ErasedBytes(false, e.Message);
        }
    }

    private DataSubject? Identify(string? phone, string? email, out (string English, string Arabic) reason) =>
        DataSubject.TryCreate(phone, email, lists.Catalog[ReferenceLists.PhoneCode], out reason);

    /// <summary>Writes the audit entry of each part before the part is shown.</summary>
    private async IAsyncEnumerable<DataSubjectMatches> ExportAsync(
        DataSubject subject,
        AuditEvent audit,
        [EnumeratorCancellation] CancellationToken cancellation
    )
    {
        await foreach (var matches in FindAsync(subject, cancellation))
        {
            await store.Audit.AppendAsync(audit with { Detail = matches.ExportDetail }, cancellation);
            yield return matches;
        }
    }

    /// <summary>
    /// Finds the data in parts, so that a number that thousands of leads share (one that a form suggests, say) does not fill the memory.
    /// The last part has the idempotency keys, and is returned even if nothing was found.
    /// </summary>
    private async IAsyncEnumerable<DataSubjectMatches> FindAsync(
        DataSubject subject,
        [EnumeratorCancellation] CancellationToken cancellation
    )
    {
        var query = new LeadQuery { Limit = PageSize };
        while (true)
        {
            var leads = await store.FindLeadsAsync(query, lists.Catalog, cancellation);
            var revisions = await ReadRevisionsAsync(leads, cancellation);
            List<MatchedLead> found = [.. leads.Select(lead => Match(lead, revisions, subject)).OfType<MatchedLead>()];
            if (StoredLead.IsEnd(leads, PageSize))
            {
                yield return new DataSubjectMatches(found, await store.Privacy.FindKeysAsync(subject.IsMentionedIn, cancellation));
                yield break;
            }

            if (found.Count > 0)
                yield return new DataSubjectMatches(found, []);
            query = query with { After = new LeadCursor(leads[^1].Origin.BulkId, leads[^1].Id) };
        }
    }

    /// <summary>Finds what to erase, without the leads that are excepted, and the number of these.</summary>
    private async IAsyncEnumerable<(DataSubjectMatches Matches, int Excepted)> FindAsync(
        DataSubject subject,
        IReadOnlyList<long>? except,
        [EnumeratorCancellation] CancellationToken cancellation
    )
    {
        var excepted = except?.ToHashSet() ?? [];
        await foreach (var matches in FindAsync(subject, cancellation))
        {
            List<MatchedLead> kept = [.. matches.Leads.Where(lead => !excepted.Contains(lead.Stored.Id))];
            yield return (matches with { Leads = kept }, matches.Leads.Count - kept.Count);
        }
    }

    /// <summary>The revisions of leads that follow one another in the store, by the leads' ids.</summary>
    private async Task<ILookup<long, LeadRevision>> ReadRevisionsAsync(IReadOnlyList<StoredLead> leads, CancellationToken cancellation)
    {
        if (leads is not [var newest, ..])
            return Array.Empty<LeadRevision>().ToLookup(revision => revision.LeadId);
        var (first, last) = (leads[^1], newest);
        var revisions = await store.Revisions.ReadAsync(
            new LeadCursor(first.Origin.BulkId, first.Id),
            new LeadCursor(last.Origin.BulkId, last.Id),
            cancellation
        );
        return revisions.ToLookup(revision => revision.LeadId);
    }

    private static MatchedLead? Match(StoredLead lead, ILookup<long, LeadRevision> revisions, DataSubject subject)
    {
        var own = lead.Valid is null ? MatchLeadWithErrors(lead, subject) : MatchValidLead(lead, subject);
        List<LeadRevision> all = [.. revisions[lead.Id]];
        List<RevisionErasure> erasures = own is { IsErasedWhole: true }
            ? all.ConvertAll(revision => new RevisionErasure(revision.Version, RevisionMatch.EraseWhole(revision.Changes), IsWhole: true))
            :
            [
                .. all.Select(revision =>
                        RevisionMatch.Redact(revision.Changes, subject) is { } rest
                            ? new RevisionErasure(revision.Version, rest, IsWhole: false)
                            : null
                    )
                    .OfType<RevisionErasure>(),
            ];
        if (own is null && erasures.Count == 0)
            return null;
        var isInRevisions = all.Exists(revision => RevisionMatch.Redact(revision.Changes, subject) is not null);
        own ??= new MatchedLead(lead, false, false, [], [], CreateEmptyErasure(lead));
        return own with
        {
            Revisions = all,
            Paths = isInRevisions ? [.. own.Paths, Revisions] : own.Paths,
            Places = isInRevisions ? [.. own.Places, Revisions] : own.Places,
            Erasure = own.Erasure with { Version = lead.Version, Revisions = erasures },
        };
    }

    /// <summary>Changes nothing of the lead itself, where only its revisions mention somebody.</summary>
    private static LeadErasure CreateEmptyErasure(StoredLead lead) =>
        lead.Valid is null
            ? new InvalidLeadErasure(
                lead.Origin.BulkId,
                lead.Id,
                IsWhole: false,
                ErasesReference: false,
                lead.Sent,
                lead.StoredErrors,
                default
            )
            : new ValidLeadErasure(lead.Origin.BulkId, lead.Id, new LeadMatch(false, false, [], [], default, default, []));

    private static MatchedLead? MatchValidLead(StoredLead lead, DataSubject subject) =>
        LeadMatch.Find(lead.Valid!, lead.StoredWarnings, subject) is { } match
            ? new MatchedLead(
                lead,
                match.BelongsToSubject,
                match.IsErasedWhole,
                [.. match.Paths],
                match.Places,
                new ValidLeadErasure(lead.Origin.BulkId, lead.Id, match)
            )
            : null;

    private static MatchedLead? MatchLeadWithErrors(StoredLead lead, DataSubject subject)
    {
        var (bulk, id) = (lead.Origin.BulkId, lead.Id);
        var sent = SentJsonMatch.Find(lead.Sent.Span, subject);
        var isInErrors = Erasure.IsMentionedIn(lead.StoredErrors, lead.Sent, sent is not null, subject);
        var isInWarnings = Erasure.IsMentionedIn(lead.StoredWarnings, lead.Sent, sent is not null, subject);
        if (sent is null && !isInErrors && !isInWarnings)
            return null;

        // A lead with one of their contacts is erased as a whole, and so is one in which single values cannot be erased; only what is
        // surely their own is shown to them.
        if (sent is { IsErasedWhole: true })
        {
            var whole = new InvalidLeadErasure(
                bulk,
                id,
                IsWhole: true,
                ErasesReference: true,
                Erasure.ErasedLead,
                Erasure.EraseErrors(lead.StoredErrors, lead.Sent, default),
                JsonChange.Removed
            );
            return new MatchedLead(lead, sent.BelongsToSubject, true, ["sent"], PlacesIn(sent), whole);
        }

        var rest = sent?.Redact(lead.Sent.Span) ?? lead.Sent;
        List<string> paths = [];
        if (sent is not null)
            paths.Add("sent");
        if (isInErrors)
            paths.Add("errorList");
        if (isInWarnings)
            paths.Add("warningList");
        var parts = new InvalidLeadErasure(
            bulk,
            id,
            IsWhole: false,
            ErasesReference: sent is { IsInReference: true },
            rest,
            Erasure.EraseErrors(lead.StoredErrors, lead.Sent, rest, subject),
            Erasure.EraseWarnings(lead.StoredWarnings, subject, lead.Sent, rest)
        );
        return new MatchedLead(
            lead,
            false,
            false,
            paths,
            [.. sent is null ? [] : PlacesIn(sent), .. paths.Where(path => path != "sent")],
            parts
        );
    }

    /// <summary>The outermost properties; <c>sent</c> if the name of one mentions the person, or there is none.</summary>
    private static List<string> PlacesIn(SentJsonMatch sent) =>
        sent.Places.Count == 0 ? ["sent"] : [.. sent.Places.Select(place => "sent." + place)];
}
