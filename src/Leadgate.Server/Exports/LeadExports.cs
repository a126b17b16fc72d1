using System.Runtime.CompilerServices;
using Leadgate.Domain.Audit;
using Leadgate.Domain.Leads;
using Leadgate.Formats.Files;
using Leadgate.Server.Leads;
using Leadgate.Server.Lists;
using Leadgate.Storage;

namespace Leadgate.Server.Exports;

/// <summary>
/// Exports leads as they could be sent again (promise 12.6): valid ones with the labels of the lists, those with errors as they were sent.
/// </summary>
internal sealed class LeadExports(ILeadStore store, ListCatalogCache lists)
{
    public const int LeadsAtOnce = 500;

    /// <summary>The columns of a file: the fields of a lead, those of its vehicle, all vehicles if there are several, the rest.</summary>
    public static IReadOnlyList<(string Target, string Title, string TitleAr)> Columns { get; } =
    [
        .. LeadFields
            .All.Where(field => field.Kind != FieldKind.Vehicles)
            .Concat(VehicleFields.All)
            .Append(LeadFields.Vehicles)
            .Select(field => (field.Name, field.Title, field.TitleAr)),
        (ColumnTargets.Extra, ColumnTargets.Extra, ColumnTargets.Extra),
    ];

    /// <summary>The leads that match, newest first, as JSON objects. The export is in the audit trail before the first is read.</summary>
    public Task<IAsyncEnumerable<IReadOnlyList<ReadOnlyMemory<byte>>>> ExportAsync(
        LeadQuery query,
        LeadAccess access,
        string detail,
        CancellationToken cancellation
    ) =>
        ExportAsync(
            ReadAsync(query with { CreatedBy = access.CreatedBy, Limit = LeadsAtOnce }, cancellation),
            access,
            detail,
            cancellation
        );

    /// <summary>Leads that somebody may see, as JSON objects. The export is in the audit trail before the first is read.</summary>
    /// <param name="pages">Finds the leads, some at a time. Of those that were erased nothing is left to export.</param>
    public async Task<IAsyncEnumerable<IReadOnlyList<ReadOnlyMemory<byte>>>> ExportAsync(
        IAsyncEnumerable<IReadOnlyList<StoredLead>> pages,
        LeadAccess access,
        string detail,
        CancellationToken cancellation
    )
    {
        await store.Audit.AppendAsync(access.CreateEvent(AuditActions.LeadsExport, detail: detail), cancellation);
        return WriteAsync(pages, cancellation);
    }

    private async IAsyncEnumerable<IReadOnlyList<ReadOnlyMemory<byte>>> WriteAsync(
        IAsyncEnumerable<IReadOnlyList<StoredLead>> pages,
        [EnumeratorCancellation] CancellationToken cancellation
    )
    {
        await foreach (var page in pages.WithCancellation(cancellation))
        {
            var catalog = lists.Catalog;
            yield return [.. page.Where(lead => !lead.IsErased).Select(lead => lead.GetSource(catalog))];
        }
    }

    private async IAsyncEnumerable<IReadOnlyList<StoredLead>> ReadAsync(
        LeadQuery query,
        [EnumeratorCancellation] CancellationToken cancellation
    )
    {
        while (true)
        {
            var leads = await store.FindLeadsAsync(query, lists.Catalog, cancellation);
            yield return leads;
            if (StoredLead.IsEnd(leads, query.Limit))
                yield break;
            query = query with { After = new LeadCursor(leads[^1].Origin.BulkId, leads[^1].Id) };
        }
    }
}
