using Leadgate.Server.Hosting;
using Leadgate.Server.Intake;
using Leadgate.Server.Leads;
using Leadgate.Server.Lists;
using Leadgate.Storage;
using Leadgate.Storage.Imports;

namespace Leadgate.Server.Imports;

/// <summary>Creates the runs of imports.</summary>
internal sealed class ImportRuns(
    ILeadStore store,
    ListCatalogCache lists,
    AdmissionControl admission,
    LeadCorrections corrections,
    LeadgateSettings settings,
    TimeProvider time
)
{
    public ILeadStore Store => store;

    public ListCatalogCache Lists => lists;

    public AdmissionControl Admission => admission;

    public LeadCorrections Corrections => corrections;

    public LeadgateSettings Settings => settings;

    public TimeProvider Time => time;

    /// <param name="file">A copy of its file.</param>
    /// <param name="node">The name of the node that owns it.</param>
    public async Task<ImportRun> CreateAsync(StoredImport import, FileStream file, string node, CancellationToken cancellation) =>
        new(this, import, file, await store.ImportEdits.ReadAsync(import.Id, cancellation), node);

    /// <summary>
    /// Counts the portions that were stored and not saved, because the node was killed or the import cancelled in between.
    /// </summary>
    public async Task CountStoredAsync(StoredImport import, string node, CancellationToken cancellation)
    {
        for (var first = import.Counts.Processed; ; )
        {
            if (
                await store.FindKeyAsync(ImportRun.CreateKey(import, first), cancellation)
                is not AppendOutcome.AlreadyStored { Bulk: var bulk }
            )
                return;
            var counts = new ImportCounts(bulk.TotalRecords - bulk.ErrorRecords, bulk.ErrorRecords, 0);
            if (!await store.Imports.SavePortionsAsync(import.Id, [new ImportPortion(first, bulk.Id, counts, [])], node, cancellation))
                return;
            first += bulk.TotalRecords;
        }
    }
}
