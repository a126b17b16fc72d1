using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using Leadgate.Domain.Access;
using Leadgate.Domain.Audit;
using Leadgate.Domain.Leads;
using Leadgate.Domain.Revisions;
using Leadgate.Domain.Texts;
using Leadgate.Formats.Files;
using Leadgate.Server.Hosting;
using Leadgate.Server.Leads;
using Leadgate.Server.Lists;
using Leadgate.Storage;
using Leadgate.Storage.Imports;

namespace Leadgate.Server.Imports;

/// <summary>
/// Files that become leads (promises 12.2 to 12.4), for the API, for staff and for the command line. What takes long is done by
/// <see cref="ImportWorker"/>, on any node.
/// </summary>
internal sealed class LeadImports(
    ILeadStore store,
    ListCatalogCache lists,
    ImportWorker worker,
    LeadgateSettings settings,
    TimeProvider time,
    ILogger<LeadImports> log
) : IDisposable
{
    /// <summary>Rows of a file up to this size are counted while its sender waits.</summary>
    private const long CountedAtOnce = 4 * 1024 * 1024;

    /// <summary>The most files that arrive at once on a node: each has a piece in memory, and a file on the disk.</summary>
    private const int MaxUploads = 16;

    private const int PortionsAtOnce = 1000;

    private static readonly BilingualText Empty = new("The file is empty: it has 0 bytes.", "الملف فارغ: حجمه 0 بايت.");

    internal static readonly BilingualText InProgress = new(
        "The import is in progress. Wait until it is checked or done, or cancel it.",
        "الاستيراد قيد التنفيذ. انتظر حتى ينتهي الفحص أو الاستيراد، أو ألغِه."
    );

    private static readonly BilingualText Ended = new(
        "The import has ended. Upload the file again to import it once more.",
        "انتهى هذا الاستيراد. ارفع الملف من جديد لاستيراده مرة أخرى."
    );

    internal static readonly BilingualText Changed = new(
        "The import was changed meanwhile. Read it again, and repeat the request.",
        "تغيّر الاستيراد في هذه الأثناء. اقرأه من جديد ثم أعد الطلب."
    );

    private readonly SemaphoreSlim _uploads = new(MaxUploads, MaxUploads);

    /// <summary>The name of an import in the audit trail, and in the revisions that it makes.</summary>
    public static string GetRecordName(long id) => string.Create(CultureInfo.InvariantCulture, $"import:{id}");

    /// <summary>Receives a file and says what is understood of it. A file that is refused leaves nothing behind.</summary>
    public async Task<ImportOutcome> UploadAsync(UploadedFile file, ImportCaller caller, CancellationToken cancellation)
    {
        if (!caller.MayWrite)
            return new ImportOutcome.Forbidden(Scopes.LeadsWrite);
        if (!await _uploads.WaitAsync(TimeSpan.Zero, cancellation))
            return new ImportOutcome.Overloaded();
        try
        {
            var id = await store.Imports.AddAsync(
                new NewImport(
                    caller.Sender.Name,
                    caller.Name,
                    caller.Access.Actor,
                    caller.Access.Address,
                    caller.Access.SeesAll,
                    file.Name is null ? null : PlainText.Show(file.Name, 200)
                ),
                cancellation
            );
            var isKept = false;
            try
            {
                var outcome = await ReceiveAsync(id, file, caller, cancellation);
                isKept = outcome is ImportOutcome.Done;
                return outcome;
            }
            finally
            {
                if (!isKept)
                    await ForgetAsync(id);
            }
        }
        finally
        {
            _uploads.Release();
        }
    }

    /// <summary>An import that the caller may see, or null.</summary>
    public async Task<ImportDetails?> FindAsync(long id, LeadAccess access, CancellationToken cancellation) =>
        await FindStoredAsync(id, access, cancellation) is { } import ? await DescribeAsync(import, cancellation) : null;

    /// <summary>The last imports that the caller may see, newest first; without what takes further reads.</summary>
    /// <param name="before">Only those before this one; null for the newest.</param>
    public async Task<IReadOnlyList<ImportDetails>> FindLastAsync(
        long? before,
        int limit,
        LeadAccess access,
        CancellationToken cancellation
    ) => [.. (await store.Imports.ReadLastAsync(access.CreatedBy, before, limit, cancellation)).Select(Parse)];

    /// <summary>Chooses encoding, sheet, columns and so on, and understands the file anew.</summary>
    public async Task<ImportOutcome> ChangeAsync(long id, ImportChange change, ImportCaller caller, CancellationToken cancellation)
    {
        var (import, notOpen) = await FindOpenAsync(id, caller, cancellation);
        if (import is null)
            return notOpen!;
        var before = Parse(import);
        if (ImportChangeReader.Apply(change, before.Choices, before.Description!, CreateValidator(), out var choices) is { } invalid)
            return invalid;
        await using var file = new StoredFileStream(store.ImportFiles, id, import.Bytes);
        switch (FileAnalyzer.Analyze(file, import.Name, choices.File, cancellation))
        {
            case FileAnalysis.Refused(var refusal):
                return new ImportOutcome.Invalid(refusal.Reason, []);
            case FileAnalysis.Understood(var description):
                // Another target changes no row; another sheet does.
                var rows = change.Format.Count == 0 ? import.Rows : null;
                var changed = new ReceivedFile(ImportJson.Write(choices), ImportJson.Write(description), rows);
                var audit = DescribeReplacements(before.Choices.File, choices.File) is { } detail
                    ? caller.Access.CreateEvent(AuditActions.ImportEdit, GetRecordName(id), detail)
                    : null;
                if (!await store.Imports.ChangeAsync(id, changed, import.Choices, change.Format.Count > 0, audit, cancellation))
                    return new ImportOutcome.Conflict(Changed);
                if (rows is null && description.Problem is null && import.Bytes <= CountedAtOnce)
                    await RecountAsync(id, changed, description, choices, import.Bytes, cancellation);
                return await ShowAsync(id, caller, cancellation);
            default:
                throw new InvalidOperationException("There is no other outcome.");
        }
    }

    /// <summary>Why a wrong value cannot be replaced so; null if it can.</summary>
    public ImportOutcome.Invalid? CheckReplacement(ValueRule rule) => ReplacementReader.Read([rule], [], CreateValidator(), out _);

    /// <summary>Validates all rows and stores nothing; <see cref="ImportDetails.Findings"/> says then what is wrong.</summary>
    public Task<ImportOutcome> CheckAsync(long id, ImportCaller caller, CancellationToken cancellation) =>
        BeginAsync(id, ImportStatus.Checking, caller, cancellation);

    /// <summary>Stores the rows as leads.</summary>
    public Task<ImportOutcome> StartAsync(long id, ImportCaller caller, CancellationToken cancellation) =>
        BeginAsync(id, ImportStatus.Running, caller, cancellation);

    /// <summary>Cancels what is not stored yet. Of an import that has ended, nothing is left to cancel.</summary>
    public async Task<ImportOutcome> CancelAsync(long id, ImportCaller caller, CancellationToken cancellation)
    {
        if (!caller.MayWrite)
            return new ImportOutcome.Forbidden(Scopes.LeadsWrite);
        if (await FindStoredAsync(id, caller.Access, cancellation) is null)
            return new ImportOutcome.NotFound();
        await store.Imports.EndAsync(
            id,
            ImportStatus.Cancelled,
            problem: null,
            owner: null,
            ended => caller.Access.CreateEvent(AuditActions.ImportEnd, GetRecordName(id), ImportWorker.DescribeEnd(ended)),
            cancellation
        );
        worker.Wake();
        return await ShowAsync(id, caller, cancellation);
    }

    /// <summary>An import that waits for a decision of the caller, or why there is none.</summary>
    public async Task<(ImportDetails? Import, ImportOutcome? Refusal)> FindOpenDetailsAsync(
        long id,
        ImportCaller caller,
        CancellationToken cancellation
    )
    {
        var (import, refusal) = await FindOpenAsync(id, caller, cancellation);
        return (import is null ? null : Parse(import), refusal);
    }

    public void Dispose() => _uploads.Dispose();

    /// <summary>A digest of the headers of a file; null if it has none. Columns that the service itself wrote do not count.</summary>
    public static string? DigestHeaders(FileDescription description)
    {
        var headers = description
            .Columns.Where(column => column.Reason != ColumnReason.Own)
            .Select(column => TextFolding.Fold(column.Header));
        return description.Columns.Count == 0
            ? null
            : Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(headers.ToArray())));
    }

    private async Task<ImportOutcome> ReceiveAsync(long id, UploadedFile file, ImportCaller caller, CancellationToken cancellation)
    {
        var copy = TemporaryFile.Create();
        await using (copy)
        {
            if (
                await ImportUpload.ReceiveAsync(store, id, file.Body, copy, settings.Imports.MaxBytes, cancellation)
                is not var (sha256, bytes)
            )
                return new ImportOutcome.TooLarge(settings.Imports.MaxBytes);
            if (bytes == 0)
                return new ImportOutcome.Unreadable(new ImportProblem(Empty));
            copy.Position = 0;
            var choices = ImportChoices.None with { File = file.Choices };
            if (Analyze(copy, file.Name, choices, out var description, cancellation) is { } refused)
                return refused;
            if (await FindMappingAsync(description!, choices, caller, cancellation) is { } remembered)
            {
                copy.Position = 0;
                if (Analyze(copy, file.Name, remembered, out var mapped, cancellation) is null && mapped!.Problem is null)
                    (choices, description) = (remembered, mapped);
            }

            long? rows = null;
            if (description!.Problem is null && bytes <= CountedAtOnce)
            {
                copy.Position = 0;
                using var reader = LeadFile.Open(new NonClosingStream(copy), description, choices.File, lists.Catalog);
                rows = reader.Skip(settings.Imports.MaxRows + 1L, cancellation);
                if (worker.Refuse(reader, rows.Value) is { } problem)
                    return new ImportOutcome.Unreadable(problem);
                description = ImportRun.AddNote(description, reader.Note);
            }

            var record = GetRecordName(id);
            await store.Imports.FinishUploadAsync(
                id,
                new ReceivedFile(ImportJson.Write(choices), ImportJson.Write(description), rows),
                sha256,
                bytes,
                caller.Access.CreateEvent(AuditActions.ImportUpload, record, string.Create(CultureInfo.InvariantCulture, $"{bytes} bytes")),
                cancellation
            );
            return await ShowAsync(id, caller, cancellation);
        }
    }

    private static ImportOutcome.Unreadable? Analyze(
        Stream file,
        string? name,
        ImportChoices choices,
        out FileDescription? description,
        CancellationToken cancellation
    )
    {
        var analysis = FileAnalyzer.Analyze(file, name, choices.File, cancellation);
        description = (analysis as FileAnalysis.Understood)?.Description;
        return analysis is FileAnalysis.Refused(var refusal) ? new ImportOutcome.Unreadable(new ImportProblem(refusal)) : null;
    }

    /// <summary>What the sender chose for an earlier file with these headers, or null.</summary>
    private async Task<ImportChoices?> FindMappingAsync(
        FileDescription description,
        ImportChoices choices,
        ImportCaller caller,
        CancellationToken cancellation
    )
    {
        if (
            DigestHeaders(description) is not { } headers
            || await store.ImportMappings.FindAsync(caller.Sender.Name, headers, cancellation) is not { } mapping
        )
            return null;
        var ofFailedRows = description.Columns.Any(column => column.Target == ColumnTargets.RowKey);
        if (!mapping.IsRemembered && !ofFailedRows)
            return null;
        var earlier = ImportJson.Read<FileChoices>(mapping.Choices);
        var columns = earlier.Columns.Where(column => column.Key < description.Columns.Count).ToDictionary();
        return choices with
        {
            File = choices.File with
            {
                Columns = columns,
                Constants = earlier.Constants,
                Replacements = ReplacementReader.FindNeeded(earlier.Replacements, lists.Catalog),
            },
            Remembered = [.. columns.Keys],
            RememberedFrom = mapping.ChosenAt,
        };
    }

    private async Task<ImportOutcome> BeginAsync(long id, string status, ImportCaller caller, CancellationToken cancellation)
    {
        var (import, notOpen) = await FindOpenAsync(id, caller, cancellation);
        if (import is null)
            return notOpen!;
        var details = Parse(import);
        if (details.Description!.Problem is { } problem)
            return new ImportOutcome.Conflict(problem);
        if (details.HasRowKeys && !caller.MayCorrect)
            return new ImportOutcome.Forbidden(Scopes.LeadsCorrect);
        if (status == ImportStatus.Running)
            await RememberAsync(import, details, cancellation);
        var audit = caller.Access.CreateEvent(AuditActions.ImportStart, GetRecordName(id), status);
        if (!await store.Imports.BeginAsync(id, status, audit, cancellation))
            return new ImportOutcome.Conflict(Changed);
        worker.Wake();
        return await ShowAsync(id, caller, cancellation);
    }

    /// <summary>Keeps what was chosen for later files with these headers; if that is not wanted, for the file of failed rows.</summary>
    private async Task RememberAsync(StoredImport import, ImportDetails details, CancellationToken cancellation)
    {
        var file = details.Choices.File;
        if (DigestHeaders(details.Description!) is not { } headers)
            return;
        var earlier = await store.ImportMappings.FindAsync(import.Sender, headers, cancellation);

        // That nothing is chosen any more is remembered too, where something was.
        if (earlier is null && file is { Columns.Count: 0, Constants.Count: 0, Replacements.Count: 0 })
            return;
        if (!details.Choices.Remembers && earlier is { IsRemembered: true })
            return;
        var kept = FileChoices.None with { Columns = file.Columns, Constants = file.Constants, Replacements = file.Replacements };
        await store.ImportMappings.SaveAsync(
            new ImportMapping(import.Sender, headers, ImportJson.Write(kept), details.Choices.Remembers, default),
            cancellation
        );
    }

    private async Task RecountAsync(
        long id,
        ReceivedFile changed,
        FileDescription description,
        ImportChoices choices,
        long bytes,
        CancellationToken cancellation
    )
    {
        using var reader = LeadFile.Open(new StoredFileStream(store.ImportFiles, id, bytes), description, choices.File, lists.Catalog);
        var rows = reader.Skip(settings.Imports.MaxRows + 1L, cancellation);
        if (worker.Refuse(reader, rows) is null)
        {
            var counted = changed with { Rows = rows, Description = ImportJson.Write(ImportRun.AddNote(description, reader.Note)) };
            await store.Imports.ChangeAsync(id, counted, changed.Choices, forgetsEdits: false, audit: null, cancellation);
        }
    }

    /// <summary>An import that waits for a decision of the caller, or why there is none.</summary>
    private async Task<(StoredImport? Import, ImportOutcome? Refusal)> FindOpenAsync(
        long id,
        ImportCaller caller,
        CancellationToken cancellation
    )
    {
        if (!caller.MayWrite)
            return (null, new ImportOutcome.Forbidden(Scopes.LeadsWrite));
        if (await FindStoredAsync(id, caller.Access, cancellation) is not { } import)
            return (null, new ImportOutcome.NotFound());
        if (ImportStatus.IsInProgress(import.Status))
            return (null, new ImportOutcome.Conflict(InProgress));
        return ImportStatus.HasEnded(import.Status) || import.Description is null
            ? (null, new ImportOutcome.Conflict(Ended))
            : (import, null);
    }

    private async Task<ImportOutcome> ShowAsync(long id, ImportCaller caller, CancellationToken cancellation) =>
        await FindAsync(id, caller.Access, cancellation) is { } details ? new ImportOutcome.Done(details) : new ImportOutcome.NotFound();

    private async Task<StoredImport?> FindStoredAsync(long id, LeadAccess access, CancellationToken cancellation) =>
        await store.Imports.FindAsync(id, cancellation) is { } import && (access.SeesAll || import.Sender == access.CreatedBy)
            ? import
            : null;

    private async Task<ImportDetails> DescribeAsync(StoredImport import, CancellationToken cancellation)
    {
        var bulks = new List<long>();
        for (var after = -1L; ; )
        {
            var portions = await store.Imports.ReadPortionsAsync(import.Id, after, PortionsAtOnce, cancellation);
            bulks.AddRange(portions.Select(portion => portion.BulkId).OfType<long>());
            if (portions.Count < PortionsAtOnce)
                break;
            after = portions[^1].FirstRow;
        }

        var (edits, later) = await store.ImportEdits.CountAsync(import.Id, import.StartedAt, cancellation);
        return Parse(import) with
        {
            BulkIds = bulks,
            SameAs = await store.Imports.FindSameAsync(import, cancellation),
            Edits = edits,
            EditsSinceCheck = later,
        };
    }

    private static ImportDetails Parse(StoredImport import)
    {
        var choices = ImportJson.Read<ImportChoices>(import.Choices);
        var description = import.Description is null ? null : ImportJson.Read<FileDescription>(import.Description);
        if (description is not null && choices.Remembered.Count > 0)
        {
            description = description with
            {
                Columns =
                [
                    .. description.Columns.Select(column =>
                        choices.Remembered.Contains(column.Index) ? column with { Reason = ColumnReason.Remembered } : column
                    ),
                ],
            };
        }

        return new ImportDetails(import, description, choices)
        {
            Findings = import.Findings is null ? [] : ImportJson.Read<List<ImportFinding>>(import.Findings),
            Problem =
                import.Problem is not null ? ImportJson.Read<ImportProblem>(import.Problem)
                : description?.Problem is { } problem && ImportStatus.IsOpen(import.Status) ? new ImportProblem(problem)
                : null,
        };
    }

    private LeadValidator CreateValidator() => new(lists.Catalog, settings.Rules, time.GetUtcNow());

    /// <summary>Which fields have replacements of wrong values now; null if that is as before. Values may be those of a person.</summary>
    private static string? DescribeReplacements(FileChoices before, FileChoices after)
    {
        if (before.Replacements.SequenceEqual(after.Replacements))
            return null;
        var fields = after
            .Replacements.CountBy(rule => rule.Field)
            .Select(field => string.Create(CultureInfo.InvariantCulture, $"{field.Key} {field.Value}"));
        return after.Replacements.Count == 0 ? "no replacements" : "replacements: " + string.Join(", ", fields);
    }

    /// <summary>Also when the sender is gone. What is left in spite of this is deleted after a day.</summary>
    private async Task ForgetAsync(long id)
    {
        try
        {
            await store.ImportFiles.ForgetAsync(id, CancellationToken.None);
        }
        catch (StoreUnavailableException e)
        {
            Log.UploadLeft(log, id, e.Message);
        }
    }
}
