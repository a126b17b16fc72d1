using System.Globalization;
using System.Runtime.CompilerServices;
using Leadgate.Domain.Audit;
using Leadgate.Domain.Leads;
using Leadgate.Domain.Lists;
using Leadgate.Server.Hosting;
using Leadgate.Server.Lists;
using Leadgate.Storage;

namespace Leadgate.Server.Leads;

/// <summary>
/// Reads bulks and leads for callers who may see them. A read by somebody who sees the leads of all senders is recorded in the audit trail
/// first.
/// </summary>
internal sealed class LeadQueries(ILeadStore store, ListCatalogCache lists, LeadgateSettings settings)
{
    /// <summary>A bulk; null when there is none, and also when it belongs to another sender (promise 10.3).</summary>
    public async Task<BulkRepresentation?> FindBulkAsync(long id, LeadAccess access, CancellationToken cancellation)
    {
        if (await store.FindBulkAsync(id, cancellation) is not { } bulk || !access.Allows(bulk))
            return null;
        if (access.SeesAll)
        {
            var record = string.Create(CultureInfo.InvariantCulture, $"bulk:{bulk.Id}");
            await store.Audit.AppendAsync(access.CreateEvent(AuditActions.BulkRead, record), cancellation);
        }

        return GetRepresentation(bulk, cancellation);
    }

    /// <summary>Bulks without their leads, the newest first. They name no person, so reading them is not recorded.</summary>
    /// <param name="sender">Whose bulks; null for those of all that the caller may see.</param>
    /// <param name="before">Only bulks before this one; null for the newest.</param>
    public Task<IReadOnlyList<StoredBulk>> FindBulksAsync(
        string? sender,
        long? before,
        int limit,
        LeadAccess access,
        CancellationToken cancellation
    ) => store.FindBulksAsync(access.CreatedBy ?? sender, before, limit, cancellation);

    /// <summary>How many leads of bulks wait for correction; a bulk of which none does is missing. No lead is read for that.</summary>
    public Task<IReadOnlyDictionary<long, int>> CountWaitingAsync(IEnumerable<StoredBulk> bulks, CancellationToken cancellation) =>
        store.OpenErrors.CountWaitingAsync([.. bulks.Where(bulk => bulk.UncorrectedRecords > 0).Select(bulk => bulk.Id)], cancellation);

    /// <summary>The idempotency key of a bulk that the caller has read; see <see cref="ILeadStore.FindIdempotencyKeysAsync"/>.</summary>
    public Task<IReadOnlyList<string>> FindIdempotencyKeysAsync(StoredBulk bulk, CancellationToken cancellation) =>
        store.FindIdempotencyKeysAsync(bulk, cancellation);

    /// <summary>A bulk of the sender itself. Its leads are read from the database as the representation is enumerated.</summary>
    public BulkRepresentation GetRepresentation(StoredBulk bulk, CancellationToken cancellation) =>
        new(bulk, bulk.TotalRecords, bulk.UncorrectedRecords, ReadLeadsAsync(bulk, cancellation));

    public async Task<LeadPage> SearchAsync(LeadQuery query, LeadAccess access, CancellationToken cancellation)
    {
        // One more than the page holds shows whether there is a next page.
        var catalog = lists.Catalog;
        var search = query with { CreatedBy = access.CreatedBy, Limit = query.Limit + 1 };
        var found = await store.FindLeadsAsync(search, catalog, cancellation);
        var page = found.Take(query.Limit).ToList();
        if (access.SeesAll)
        {
            var detail = "leads " + IdRanges.Format(page.Select(lead => lead.Id));
            await store.Audit.AppendAsync(access.CreateEvent(AuditActions.LeadsSearch, detail: detail), cancellation);
        }

        return new LeadPage(
            page.Select(lead => CreateRecord(lead, catalog, showOrigin: true)),
            !StoredLead.IsEnd(found, search.Limit) ? PageCursor.Write(page[^1]) : null
        );
    }

    /// <summary>A stored lead as it is shown, with the labels of today's lists.</summary>
    /// <param name="showOrigin">Whether to show its bulk, where leads of several bulks are shown together.</param>
    public LeadRecord CreateRecord(StoredLead stored, bool showOrigin) => CreateRecord(stored, lists.Catalog, showOrigin);

    private async IAsyncEnumerable<IEnumerable<LeadRecord>> ReadLeadsAsync(
        StoredBulk bulk,
        [EnumeratorCancellation] CancellationToken cancellation
    )
    {
        var (catalog, lastId) = (lists.Catalog, 0L);
        while (true)
        {
            var leads = await store.ReadLeadsAsync(bulk.Id, lastId, BulkRepresentation.PortionSize, catalog, cancellation);
            yield return leads.Select(lead => CreateRecord(lead, catalog, showOrigin: false));
            if (StoredLead.IsEnd(leads, BulkRepresentation.PortionSize))
                yield break;
            lastId = leads[^1].Id;
        }
    }

    /// <summary>
    /// A lead with errors is stored as it was sent. To be shown it is read again with today's lists; its errors are those that it had when
    /// it arrived.
    /// </summary>
    private LeadRecord CreateRecord(StoredLead stored, ListCatalog catalog, bool showOrigin) =>
        new(
            stored.Valid
                ?? new LeadValidator(catalog, settings.Rules, stored.Origin.CreatedAt).Validate(
                    stored.Index,
                    stored.Sent.Span,
                    new LeadMemory(),
                    [],
                    stored.Line
                ),
            stored.Id,
            stored.VehicleIds
        )
        {
            Origin = showOrigin ? stored.Origin : null,
            IsErased = stored.IsErased,
            Errors = stored.ReadErrors(catalog),
            Warnings = stored.ReadWarnings(catalog),
        };
}
