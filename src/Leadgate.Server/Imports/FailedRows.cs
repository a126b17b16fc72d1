using System.Globalization;
using System.Runtime.CompilerServices;
using Leadgate.Domain.Audit;
using Leadgate.Domain.Leads;
using Leadgate.Formats.Files;
using Leadgate.Server.Exports;
using Leadgate.Server.Leads;
using Leadgate.Server.Lists;
using Leadgate.Storage;

namespace Leadgate.Server.Imports;

/// <summary>
/// The rows of an import whose leads still have errors (promise 12.5), made of the leads as they are now: what was corrected meanwhile is
/// in them, and the file itself is not kept.
/// </summary>
internal sealed class FailedRows(ILeadStore store, ListCatalogCache lists)
{
    private const int PortionsAtOnce = 100;
    private const int LeadsAtOnce = 500;

    /// <summary>What is wrong, for people; left out when the file comes back.</summary>
    private static readonly string[] OwnColumns =
    [
        ColumnTargets.RowKey,
        ColumnTargets.OwnPrefix + "what_is_wrong",
        ColumnTargets.OwnPrefix + "ما_الخطأ",
    ];

    /// <summary>The file; null if there is no such import that the caller may see.</summary>
    public async Task<FailedRowsFile?> FindAsync(long id, LeadAccess access, CancellationToken cancellation)
    {
        if (await store.Imports.FindAsync(id, cancellation) is not { } import || (!access.SeesAll && import.Sender != access.CreatedBy))
            return null;
        var audit = access.CreateEvent(AuditActions.LeadsExport, LeadImports.GetRecordName(id), "failed rows");
        await store.Audit.AppendAsync(audit, cancellation);
        var description = import.Description is null ? null : ImportJson.Read<FileDescription>(import.Description);
        IReadOnlyList<(string? Target, string Header)> columns = description is { Columns.Count: > 0 }
            ? [.. description.Columns.Where(column => column.Reason != ColumnReason.Own).Select(column => (column.Target, column.Header))]
            : [.. LeadExports.Columns.Select(column => ((string?)column.Target, column.Target))];
        return new FailedRowsFile([.. columns.Select(column => column.Header), .. OwnColumns], ReadAsync(id, columns, cancellation));
    }

    /// <summary>The file as a response.</summary>
    public static ExportResult CreateResult(long id, FailedRowsFile file, ExportOptions options) =>
        new(options, string.Create(CultureInfo.InvariantCulture, $"import-{id}-failed"), file.Headers, file.Pages);

    private async IAsyncEnumerable<IReadOnlyList<IReadOnlyList<string>>> ReadAsync(
        long id,
        IReadOnlyList<(string? Target, string Header)> columns,
        [EnumeratorCancellation] CancellationToken cancellation
    )
    {
        for (var after = -1L; ; )
        {
            var portions = await store.Imports.ReadPortionsAsync(id, after, PortionsAtOnce, cancellation);
            foreach (var portion in portions.Where(portion => portion.Counts.WithErrors > 0))
            {
                for (var last = 0L; portion.BulkId is { } bulk; )
                {
                    var catalog = lists.Catalog;
                    var leads = await store.ReadLeadsAsync(bulk, last, LeadsAtOnce, catalog, cancellation);
                    yield return [.. leads.Where(IsFailed).Select(lead => ToRow(lead, columns))];
                    if (StoredLead.IsEnd(leads, LeadsAtOnce))
                        break;
                    last = leads[^1].Id;
                }

                foreach (var lead in portion.LeftOver)
                {
                    if (await store.Revisions.FindAsync(lead, lists.Catalog, cancellation) is { } stored && IsFailed(stored))
                        yield return [ToRow(stored, columns)];
                }
            }

            if (portions.Count < PortionsAtOnce)
                yield break;
            after = portions[^1].FirstRow;
        }
    }

    private static bool IsFailed(StoredLead lead) => lead is { Valid: null, IsErased: false };

    private string[] ToRow(StoredLead lead, IReadOnlyList<(string? Target, string Header)> columns)
    {
        var (cells, errors) = (new LeadCells(lead.Sent), lead.ReadErrors(lists.Catalog));
        return
        [
            .. columns.Select(column => cells.Get(column.Target, column.Header)),
            RowCorrections.WriteKey(lead.Id, lead.Version),
            Describe(errors, arabic: false),
            Describe(errors, arabic: true),
        ];
    }

    private static string Describe(IReadOnlyList<Issue> errors, bool arabic) =>
        string.Join('\n', errors.Select(error => IssueMessages.Format(error, arabic)));
}
