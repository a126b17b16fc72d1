using System.Text.Json;
using Leadgate.Contract.FileImports;
using Leadgate.Formats.Files;
using Leadgate.Server.Exports;
using Leadgate.Server.Hosting;
using Leadgate.Server.Imports;
using Leadgate.Server.Intake;
using Leadgate.Server.Leads;
using Leadgate.Server.Lists;
using Leadgate.Storage;
using Microsoft.Extensions.Logging.Abstractions;

namespace Leadgate.Server.Cli;

/// <summary>Imports into a database, also while a service uses it: whichever of the two is first works on the import.</summary>
internal sealed class LocalImports : IImportTarget
{
    private static readonly TimeSpan PollInterval = TimeSpan.FromSeconds(1);

    private readonly ILeadStore _store;
    private readonly AdmissionControl _admission;
    private readonly ImportWorker _worker;
    private readonly LeadImports _imports;
    private readonly FailedRows _failed;
    private readonly ImportCaller _caller;
    private readonly CancellationTokenSource _stop = new();
    private readonly HashSet<long> _begun = [];
    private Task _work = Task.CompletedTask;

    private LocalImports(ILeadStore store, ListCatalogCache lists, LeadgateSettings settings, string sender)
    {
        var time = TimeProvider.System;
        _store = store;
        _admission = new AdmissionControl(settings, time);
        var corrections = new LeadCorrections(store, lists, new LeadQueries(store, lists, settings), settings, time);
        var runs = new ImportRuns(store, lists, _admission, corrections, settings, time);
        _worker = new ImportWorker(store, runs, settings, time, NullLogger<ImportWorker>.Instance);
        _imports = new LeadImports(store, lists, _worker, settings, time, NullLogger<LeadImports>.Instance);
        _failed = new FailedRows(store, lists);
        _caller = ImportCaller.AtCommandLine(sender);
    }

    public static async Task<LocalImports> OpenAsync(LeadgateSettings settings, string sender, CancellationToken cancellation)
    {
        var store = CommandLine.OpenExistingStore(settings);
        try
        {
            var lists = new ListCatalogCache(store);
            await lists.LoadAsync(cancellation);
            return new LocalImports(store, lists, settings, sender);
        }
        catch
        {
            await store.DisposeAsync();
            throw;
        }
    }

    public async Task<Import> UploadAsync(Stream file, string name, CancellationToken cancellation) =>
        Show(await _imports.UploadAsync(new UploadedFile(file, name, FileChoices.None), _caller, cancellation));

    public async Task<Import> ChangeAsync(long id, string patch, CancellationToken cancellation)
    {
        using var json = JsonDocument.Parse(patch);
        var body = ImportPatchBody.Read(json.RootElement);
        return body.Problem is { } problem
            ? throw new ImportRefusedException(problem.Detail, ExitCodes.FileRefused)
            : Show(await _imports.ChangeAsync(id, body.Change!, _caller, cancellation));
    }

    public async Task BeginAsync(long id, bool storesRows, CancellationToken cancellation)
    {
        Show(storesRows ? await _imports.StartAsync(id, _caller, cancellation) : await _imports.CheckAsync(id, _caller, cancellation));
        _begun.Add(id);
        _work = WorkAsync(_stop.Token);
    }

    public async Task<Import> FindAsync(long id, CancellationToken cancellation)
    {
        if (_work.IsFaulted)
            await _work;
        return ImportEndpoints.ToContract((await _imports.FindAsync(id, _caller.Access, cancellation))!);
    }

    public async Task CancelAsync(long id, CancellationToken cancellation)
    {
        _begun.Add(id);
        await _imports.CancelAsync(id, _caller, cancellation);
    }

    public async Task WriteFailedAsync(long id, ExportFormat format, Stream output, CancellationToken cancellation)
    {
        var file = (await _failed.FindAsync(id, _caller.Access, cancellation))!;
        await FileOutput.WriteAsync(output, new ExportOptions(format), file.Headers, file.Pages, cancellation);
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        try
        {
            await _work;
        }
        catch (Exception e) when (e is OperationCanceledException or StoreUnavailableException)
        {
            // It was said before, or nobody waits for it any more.
        }

        await CleanUpAsync();
        await _worker.ReleaseAsync(CancellationToken.None);
        _worker.Dispose();
        _imports.Dispose();
        _admission.Dispose();
        _stop.Dispose();
        await _store.DisposeAsync();
    }

    /// <summary>The file is not to lie in the database until a service starts.</summary>
    private async Task CleanUpAsync()
    {
        try
        {
            foreach (var id in _begun)
                await _worker.CleanUpAsync(id, CancellationToken.None);
        }
        catch (StoreUnavailableException)
        {
            // A service does it later.
        }
    }

    /// <summary>Works until this is disposed of: a service that has the import now may stop before it has ended.</summary>
    private async Task WorkAsync(CancellationToken cancellation)
    {
        while (true)
        {
            if (!await _worker.RunNextAsync(cancellation))
                await _worker.WaitAsync(PollInterval, cancellation);
        }
    }

    private static Import Show(ImportOutcome outcome) =>
        outcome is ImportOutcome.Done(var details)
            ? ImportEndpoints.ToContract(details)
            : throw new ImportRefusedException(ImportEndpoints.ToProblem(outcome).Detail, ExitCodes.FileRefused);
}
