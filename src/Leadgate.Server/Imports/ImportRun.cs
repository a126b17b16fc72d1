using System.Globalization;
using Leadgate.Domain.Intake;
using Leadgate.Domain.Leads;
using Leadgate.Domain.Revisions;
using Leadgate.Domain.Texts;
using Leadgate.Formats.Files;
using Leadgate.Server.Intake;
using Leadgate.Server.Leads;
using Leadgate.Storage;
using Leadgate.Storage.Imports;

namespace Leadgate.Server.Imports;

/// <summary>
/// One run over the file of an import. An import is patient: it uses the processors in the turns of large bulks, so that bulks of other
/// senders wait no longer than for one of those.
/// </summary>
/// <param name="edits">The cells that were corrected, by their row from 0.</param>
/// <param name="node">The name of the node that owns the import.</param>
internal sealed class ImportRun(ImportRuns services, StoredImport import, FileStream file, ILookup<long, CellEdit> edits, string node)
{
    /// <summary>So many portions are being stored while the next one is read.</summary>
    private const int StoredAtOnce = 4;

    private const int CountedAtOnce = 500;

    /// <summary>How long an import waits when there is no room for it.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    private static readonly TimeSpan KeyInUsePatience = TimeSpan.FromMilliseconds(100);

    /// <summary>How often progress is saved.</summary>
    private static readonly TimeSpan SaveInterval = TimeSpan.FromMilliseconds(250);

    private readonly FileDescription _description = ImportJson.Read<FileDescription>(import.Description!);
    private readonly FileChoices _choices = ImportJson.Read<ImportChoices>(import.Choices).File;

    /// <summary>The idempotency key of the portion that begins with a row. Its fingerprint is that of the file.</summary>
    public static IdempotencyKey CreateKey(StoredImport import, long firstRow) =>
        new(ImportStore.GetKeyScope(import.Id), firstRow.ToString(CultureInfo.InvariantCulture), Convert.FromHexString(import.Sha256!));

    /// <summary>Counts the rows, and sees whether the file can be read to its end before anything of it is stored.</summary>
    /// <param name="refuse">Why a file with so many rows cannot be imported, or null.</param>
    public async Task<(long Rows, FileDescription Description, ImportProblem? Refusal)> CountAsync(
        Func<ILeadFileReader, long, ImportProblem?> refuse,
        int maxRows,
        CancellationToken cancellation
    )
    {
        using var reader = Open();
        using var lease = await AcquireAsync(cancellation);
        await lease.BeginTurnAsync(cancellation);
        var rows = 0L;
        for (var counted = (long)CountedAtOnce; counted == CountedAtOnce && rows <= maxRows; rows += counted)
        {
            counted = reader.Skip(CountedAtOnce, cancellation);
            await lease.YieldAsync(cancellation);
        }

        lease.EndTurn();
        return (rows, AddNote(_description, reader.Note), refuse(reader, rows));
    }

    /// <summary>The description with what only the end of the file says.</summary>
    public static FileDescription AddNote(FileDescription description, BilingualText? note) =>
        note is null || description.Notes.Contains(note) ? description : description with { Notes = [.. description.Notes, note] };

    /// <summary>Validates all rows.</summary>
    public async Task<(ImportCounts Counts, IReadOnlyList<ImportFinding> Findings, FileRefusal? Refusal)> CheckAsync(
        CancellationToken cancellation
    )
    {
        using var reader = Open();
        var (counts, findings, saved) = (default(ImportCounts), new ImportFindings(), services.Time.GetTimestamp());
        var corrections = CreateCorrections(isDryRun: true);
        while (true)
        {
            using var lease = await AcquireAsync(cancellation);
            var portion = await ReadAsync(reader, counts.Processed, lease, findings, cancellation);
            lease.ReleasePermits();
            var withErrors = portion.Leads.Count(lead => lead.HasErrors);
            counts += new ImportCounts(portion.Leads.Count - withErrors, withErrors, 0);
            portion.Memory.Return();
            counts += (await corrections.ApplyAsync(portion.Corrections, cancellation)).Counts;
            if (!portion.IsFull)
                return (counts, findings.Groups, reader.Refusal);
            if (services.Time.GetElapsedTime(saved) < SaveInterval)
                continue;
            saved = services.Time.GetTimestamp();
            if (!await services.Store.Imports.SaveCheckAsync(import.Id, counts, node, cancellation))
                throw new OperationCanceledException("Another node has the import, or it was cancelled.");
        }
    }

    /// <summary>Stores the rows that are not stored yet.</summary>
    /// <returns>Why the file could not be read to its end, or null.</returns>
    public async Task<FileRefusal?> StoreAsync(CancellationToken cancellation)
    {
        using var reader = Open();
        var row = import.Counts.Processed;
        if (row > 0 && reader.Skip(row, cancellation) < row)
            return reader.Refusal;
        var corrections = CreateCorrections(isDryRun: false);
        var storing = new Queue<Task<ImportPortion>>();
        var stored = new List<ImportPortion>();
        var saved = services.Time.GetTimestamp();
        try
        {
            for (var isLast = false; !isLast; )
            {
                var lease = await AcquireAsync(cancellation);
                ImportedPortion portion;
                try
                {
                    portion = await ReadAsync(reader, row, lease, null, cancellation);
                }
                catch
                {
                    lease.Dispose();
                    throw;
                }

                lease.ReleasePermits();
                isLast = !portion.IsFull;
                row += portion.Rows;
                if (portion.Rows > 0)
                    storing.Enqueue(StoreAsync(portion, lease, corrections));
                else
                    lease.Dispose();
                while (storing.Count > 0 && (storing.Count >= StoredAtOnce || storing.Peek().IsCompleted))
                    stored.Add(await storing.Dequeue());
                if (services.Time.GetElapsedTime(saved) < SaveInterval || stored.Count == 0)
                    continue;
                saved = services.Time.GetTimestamp();
                await SaveAsync(stored);
            }
        }
        finally
        {
            // What is being stored is stored: it counts, also when the import was cancelled.
            while (storing.Count > 0)
                stored.Add(await storing.Dequeue());
            await SaveAsync(stored);
        }

        return reader.Refusal;
    }

    private ILeadFileReader Open()
    {
        file.Position = 0;
        return LeadFile.Open(new NonClosingStream(file), _description, _choices, services.Lists.Catalog, edits);
    }

    private RowCorrections CreateCorrections(bool isDryRun)
    {
        var access = new LeadAccess(import.Actor, import.CameFrom, import.SeesAll ? null : import.Sender);
        var through = string.Create(CultureInfo.InvariantCulture, $"{CorrectionOrigins.Import}:{import.Id}");
        var caller = new CorrectionCaller(access, import.RequestedBy, through, MayCorrect: true);
        return new RowCorrections(services.Corrections, caller, _description, isDryRun);
    }

    /// <summary>Waits for a place among the large bulks, however long that takes.</summary>
    private async Task<AdmissionLease> AcquireAsync(CancellationToken cancellation)
    {
        while (true)
        {
            var lease = services.Admission.CreateLease(import.Sender, import.Bytes);
            try
            {
                if (await lease.AcquirePermitsAsync(AdmissionLease.SmallBody + 1, isWhole: false, cancellation) is null)
                    return lease;
            }
            catch
            {
                lease.Dispose();
                throw;
            }

            lease.Dispose();
            await Task.Delay(Patience, services.Time, cancellation);
        }
    }

    private async Task<ImportedPortion> ReadAsync(
        ILeadFileReader reader,
        long firstRow,
        AdmissionLease lease,
        ImportFindings? findings,
        CancellationToken cancellation
    )
    {
        var portion = new ImportedPortion(firstRow);
        var validator = new LeadValidator(services.Lists.Catalog, services.Settings.Rules, services.Time.GetUtcNow());
        await lease.BeginTurnAsync(cancellation);
        while (!portion.IsFull && reader.Read(cancellation))
        {
            Add(portion, reader.Current, validator, findings);
            await lease.YieldAsync(cancellation);
        }

        lease.EndTurn();
        lease.BodyBytes = portion.Bytes;
        var memory = portion.Bytes + portion.Leads.Sum(ValidatedBulk.MeasureMemory);
        while (lease.ReserveMemory(memory) is not null)
            await Task.Delay(Patience, services.Time, cancellation);
        return portion;
    }

    private static void Add(ImportedPortion portion, in FileLead row, LeadValidator validator, ImportFindings? findings)
    {
        portion.Count(row.Size);
        if (row.RowKey is { } key)
        {
            portion.Corrections.Add(new CorrectingRow(key, row.Json.ToArray(), row.Faults.Count > 0));
            return;
        }

        var lead = row.Validate(validator, portion.Leads.Count, portion.Memory);
        portion.Leads.Add(lead);
        findings?.Add(lead.Errors, row.Line);
    }

    /// <summary>Stores a portion. It is not cancelled: what has begun is finished and counted.</summary>
    private async Task<ImportPortion> StoreAsync(ImportedPortion portion, AdmissionLease lease, RowCorrections corrections)
    {
        // Nothing waits for it here, so that the next portion is read meanwhile.
        await Task.Yield();
        using var held = lease;
        var (bulkId, counts) = ((long?)null, default(ImportCounts));
        if (portion.Leads.Count > 0)
        {
            var bulk = await AppendAsync(portion, lease);
            (bulkId, counts) = (bulk.Id, new ImportCounts(bulk.TotalRecords - bulk.ErrorRecords, bulk.ErrorRecords, 0));
        }

        var (corrected, leftOver) = await corrections.ApplyAsync(portion.Corrections, CancellationToken.None);
        return new ImportPortion(portion.FirstRow, bulkId, counts + corrected, leftOver);
    }

    private async Task<StoredBulk> AppendAsync(ImportedPortion portion, AdmissionLease lease)
    {
        var leads = new ValidatedBulk(portion.Leads, portion.Memory);
        var issues = BulkIssues.TryRender(leads.Leads, lease.TryReserveMore) ?? BulkIssues.RenderLater(leads.Leads);
        var bulk = new NewBulk(leads, import.Sender, CreateKey(import, portion.FirstRow)) { Issues = issues };
        while (true)
        {
            switch (await services.Store.AppendAsync(bulk, CancellationToken.None))
            {
                case AppendOutcome.Stored { Bulk: var stored }:
                    leads.Dispose();
                    return stored;
                case AppendOutcome.AlreadyStored { Bulk: var stored }:
                    leads.Dispose();
                    return stored;
                case AppendOutcome.KeyInUse:
                    await Task.Delay(KeyInUsePatience, services.Time, CancellationToken.None);
                    break;
                default:
                    throw new InvalidOperationException("A portion of the import was stored from another file.");
            }
        }
    }

    private async Task SaveAsync(List<ImportPortion> stored)
    {
        if (stored.Count == 0)
            return;
        if (!await services.Store.Imports.SavePortionsAsync(import.Id, stored, node, CancellationToken.None))
            throw new OperationCanceledException("Another node has the import.");
        stored.Clear();
    }
}
