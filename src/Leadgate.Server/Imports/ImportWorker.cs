using System.Collections.Concurrent;
using System.Globalization;
using Leadgate.Domain.Audit;
using Leadgate.Domain.Texts;
using Leadgate.Formats.Files;
using Leadgate.Server.Hosting;
using Leadgate.Storage;
using Leadgate.Storage.Imports;

namespace Leadgate.Server.Imports;

/// <summary>
/// Works on imports (docs/decisions/0036). A node owns one for a time and prolongs that as long as it lives; when it is killed, another one
/// goes on where it was.
/// </summary>
internal sealed class ImportWorker(
    ILeadStore store,
    ImportRuns runs,
    LeadgateSettings settings,
    TimeProvider time,
    ILogger<ImportWorker> log
) : IDisposable
{
    private const int MaxPending = 100;

    /// <summary>How long a node owns an import without a sign of life.</summary>
    public static readonly TimeSpan Ownership = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan SignOfLife = TimeSpan.FromSeconds(1);

    private static readonly BilingualText Unexpected = new(
        "The import stopped because of an error in the service. The log has the details under the id of the import.",
        "توقف الاستيراد بسبب خطأ في الخدمة. التفاصيل في السجل تحت رقم الاستيراد."
    );

    private static readonly BilingualText NoRows = new("The file has no rows with data.", "لا توجد في الملف صفوف فيها بيانات.");

    private readonly string _node = Guid.NewGuid().ToString("N");
    private readonly SemaphoreSlim _wake = new(0, 1);
    private readonly ConcurrentDictionary<long, bool> _inProgress = new();

    /// <summary>Counts and outcome of an import that has ended, for the audit trail.</summary>
    public static string DescribeEnd(StoredImport ended) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{ended.Status}; valid {ended.Counts.Valid}; with errors {ended.Counts.WithErrors}; skipped {ended.Counts.Skipped}"
        );

    /// <summary>Lets the service look for work at once.</summary>
    public void Wake()
    {
        try
        {
            _wake.Release();
        }
        catch (SemaphoreFullException)
        {
            // It is awake already.
        }
    }

    /// <summary>Returns when there may be work.</summary>
    public Task WaitAsync(TimeSpan atMost, CancellationToken cancellation) => _wake.WaitAsync(atMost, cancellation);

    /// <summary>Works on the oldest import that no other node works on, to its end.</summary>
    /// <returns>Whether there was one.</returns>
    public async Task<bool> RunNextAsync(CancellationToken cancellation)
    {
        foreach (var pending in await store.Imports.ReadPendingAsync(MaxPending, cancellation))
        {
            if (!_inProgress.TryAdd(pending.Id, true))
                continue;
            try
            {
                if (await ClaimAsync(pending.Id, cancellation) is not { } claimed)
                    continue;
                await ContinueAsync(claimed, cancellation);
                return true;
            }
            finally
            {
                _inProgress.TryRemove(pending.Id, out _);
            }
        }

        return false;
    }

    /// <summary>Lets other nodes go on at once.</summary>
    public Task ReleaseAsync(CancellationToken cancellation) => store.Imports.ReleaseAsync(_node, cancellation);

    /// <summary>Why a file whose rows were counted cannot be imported, or null.</summary>
    public ImportProblem? Refuse(ILeadFileReader reader, long rows)
    {
        if (reader.Refusal is { } refusal)
            return new ImportProblem(refusal);
        var most = settings.Imports.MaxRows;
        if (rows > most)
        {
            return new ImportProblem(
                new BilingualText(
                    string.Create(CultureInfo.InvariantCulture, $"The file has more than {most:N0} rows. Divide it into several files."),
                    $"في الملف أكثر من {most.ToString("N0", CultureInfo.InvariantCulture)} صف. قسّمه إلى عدة ملفات."
                )
            );
        }

        return rows == 0 ? new ImportProblem(NoRows) : null;
    }

    /// <summary>Deletes the file of an import that has ended, unless another node does. A command has no time to find it again.</summary>
    public async Task CleanUpAsync(long id, CancellationToken cancellation)
    {
        if (await ClaimAsync(id, cancellation) is { } import && ImportStatus.HasEnded(import.Status))
            await CleanUpAsync(import, cancellation);
    }

    public void Dispose() => _wake.Dispose();

    private async Task ContinueAsync(StoredImport import, CancellationToken cancellation)
    {
        using var run = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var alive = StayAliveAsync(import, run);
        try
        {
            if (ImportStatus.HasEnded(import.Status))
                await CleanUpAsync(import, run.Token);
            else if (await RunAsync(import, run.Token) is { } problem)
                await EndAsync(import, ImportStatus.Failed, problem, cancellation);
        }
        catch (OperationCanceledException) when (run.IsCancellationRequested && !cancellation.IsCancellationRequested)
        {
            // It was cancelled, or another node has it.
        }
        catch (Exception e) when (e is not StoreUnavailableException && !cancellation.IsCancellationRequested)
        {
            Log.ImportFailed(log, import.Id, e);
            await EndAsync(import, ImportStatus.Failed, new ImportProblem(Unexpected), cancellation);
        }
        finally
        {
            await run.CancelAsync();
            await alive;
        }
    }

    /// <returns>Why the file cannot be imported, or null.</returns>
    private async Task<ImportProblem?> RunAsync(StoredImport import, CancellationToken cancellation)
    {
        await using var file = await ImportUpload.CopyAsync(store, import.Id, cancellation);
        var run = await runs.CreateAsync(import, file, _node, cancellation);
        if (import.Rows is null)
        {
            var (rows, description, refusal) = await run.CountAsync(Refuse, settings.Imports.MaxRows, cancellation);
            if (refusal is not null)
                return refusal;
            if (!await store.Imports.SaveRowsAsync(import, rows, ImportJson.Write(description), _node, cancellation))
                return null;
        }

        if (import.Status == ImportStatus.Checking)
        {
            var (counts, findings, refusal) = await run.CheckAsync(cancellation);
            if (refusal is not null)
                return new ImportProblem(refusal);
            if (await store.Imports.EndCheckAsync(import.Id, counts, ImportJson.Write(findings), _node, cancellation))
                Log.ImportChecked(log, import.Id, counts.Valid, counts.WithErrors, counts.Skipped);
            return null;
        }

        if (await run.StoreAsync(cancellation) is { } stopped)
            return new ImportProblem(stopped);
        await EndAsync(import, ImportStatus.Done, null, cancellation);
        return null;
    }

    private async Task EndAsync(StoredImport import, string status, ImportProblem? problem, CancellationToken cancellation)
    {
        var ended = await store.Imports.EndAsync(
            import.Id,
            status,
            problem is null ? null : ImportJson.Write(problem),
            _node,
            ended => new AuditEvent(
                AuditActions.ImportEnd,
                import.Actor,
                import.CameFrom,
                LeadImports.GetRecordName(import.Id),
                DescribeEnd(ended)
            ),
            cancellation
        );
        if (ended is not null)
            Log.ImportEnded(log, ended.Id, ended.Status, ended.Counts.Valid, ended.Counts.WithErrors, ended.Counts.Skipped);
        Wake();
    }

    /// <summary>Counts what a node that was killed had stored and not counted, and deletes the file.</summary>
    private async Task CleanUpAsync(StoredImport import, CancellationToken cancellation)
    {
        if (import.Status != ImportStatus.Done)
            await runs.CountStoredAsync(import, _node, cancellation);
        await store.ImportFiles.DeleteAsync(import.Id, cancellation);
        await store.Imports.MarkFileDeletedAsync(
            import.Id,
            ImportJson.ChoicesWithoutRows(import.Choices),
            ImportJson.WithoutRows(import.Description),
            cancellation
        );
    }

    /// <summary>Prolongs the time of this node until the run ends, and ends the run when the import is not this node's any more.</summary>
    private async Task StayAliveAsync(StoredImport import, CancellationTokenSource run)
    {
        try
        {
            using var timer = new PeriodicTimer(SignOfLife, time);
            var last = time.GetTimestamp();
            while (await timer.WaitForNextTickAsync(run.Token))
            {
                try
                {
                    if (await ClaimAsync(import.Id, run.Token) is not { } held || held.Status != import.Status)
                    {
                        await run.CancelAsync();
                        return;
                    }

                    last = time.GetTimestamp();
                }
                catch (StoreUnavailableException) when (time.GetElapsedTime(last) < Ownership)
                {
                    // Nobody else can take it either.
                }
            }
        }
        catch (StoreUnavailableException)
        {
            await run.CancelAsync();
        }
        catch (OperationCanceledException)
        {
            // The run has ended.
        }
    }

    private Task<StoredImport?> ClaimAsync(long id, CancellationToken cancellation)
    {
        var now = time.GetUtcNow().UtcDateTime;
        return store.Imports.ClaimAsync(id, _node, now, now + Ownership, cancellation);
    }
}
