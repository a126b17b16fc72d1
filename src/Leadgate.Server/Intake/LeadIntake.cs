using System.Security.Cryptography;
using System.Text;
using Leadgate.Contract.Problems;
using Leadgate.Domain.Intake;
using Leadgate.Domain.Leads;
using Leadgate.Server.Hosting;
using Leadgate.Server.Http;
using Leadgate.Server.Lists;
using Leadgate.Server.Telemetry;
using Leadgate.Storage;

namespace Leadgate.Server.Intake;

/// <summary>
/// Reads, validates and stores bulks of every format and from every sender, and returns only when a bulk is on disk (promise 2.6).
/// </summary>
internal sealed class LeadIntake(
    ILeadStore store,
    ListCatalogCache lists,
    IdempotencyKeys keys,
    AdmissionControl admission,
    LeadgateSettings settings,
    TimeProvider time,
    ILogger<LeadIntake> log
)
{
    private static readonly TimeSpan OverloadLogInterval = TimeSpan.FromSeconds(5);
    private long _lastOverloadLog;
    private long _loggedRefusals;

    internal static Problem KeyInUse { get; } =
        new(
            ProblemType.IdempotencyKeyInUse,
            "Wait for the response to the first request, or send the same request again a little later.",
            "انتظر الرد على الطلب الأول أو أعد إرسال الطلب نفسه بعد قليل."
        )
        {
            RetryAfterSeconds = 1,
        };

    private static Problem KeyReused { get; } =
        new(
            ProblemType.IdempotencyKeyReused,
            "Use a new idempotency key for each bulk, and repeat one only to send the same body again.",
            "استخدم مفتاح منع تكرار جديدًا لكل دفعة، ولا تكرر مفتاح منع التكرار نفسه إلا لإعادة إرسال المحتوى نفسه."
        );

    /// <returns>The outcome, to be disposed when the response has been written.</returns>
    public async Task<IntakeOutcome> SubmitAsync(IntakeRequest request, CancellationToken cancellation)
    {
        // A dry run stores nothing, so it does not use the key either.
        if (request.IdempotencyKey is null || request.IsDryRun)
            return await SubmitAsync(request, null, cancellation);
        using var running = keys.TryBegin(request.Sender.IdempotencyScope, request.IdempotencyKey);
        if (running is null)
            return new IntakeOutcome.Refused(KeyInUse);
        using var fingerprint = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        AppendDefaults(fingerprint, request.Defaults);
        return await SubmitAsync(request, fingerprint, cancellation);
    }

    private async Task<IntakeOutcome> SubmitAsync(IntakeRequest request, IncrementalHash? fingerprint, CancellationToken cancellation)
    {
        var lease = admission.CreateLease(request.Sender.Name, request.BodyLength);
        if (lease.CheckAdmission() is { } overloaded)
            return Refuse(overloaded);
        IntakeOutcome? outcome = null;
        try
        {
            return outcome = await ProcessAsync(request, fingerprint, lease, cancellation);
        }
        finally
        {
            // The client may be slow to read the response, so it is written without permits. Its leads stay in memory until then.
            if (outcome is IntakeOutcome.WithLeads)
                lease.ReleasePermits();
            else
                lease.Dispose();
        }
    }

    private async Task<IntakeOutcome> ProcessAsync(
        IntakeRequest request,
        IncrementalHash? fingerprint,
        AdmissionLease lease,
        CancellationToken cancellation
    )
    {
        var (limits, validator) = (settings.Limits, new LeadValidator(lists.Catalog, settings.Rules, time.GetUtcNow()));
        var reader = request.Format.CreateReader(new BulkLeads(validator, limits, request.Defaults));
        using (var span = IntakeSpans.StartValidation())
        {
            if (await BulkBodyReader.ReadAsync(request.Body, reader, fingerprint, limits.MaxBytes, lease, cancellation) is { } refusal)
            {
                reader.Discard();
                return Refuse(refusal);
            }

            span.SetLeadCounts(reader.Bulk!.TotalRecords, reader.Bulk.ErrorRecords);
        }

        var bulk = reader.Bulk!;
        var key = fingerprint is null
            ? null
            : new IdempotencyKey(request.Sender.IdempotencyScope, request.IdempotencyKey!, fingerprint.GetHashAndReset());

        // A repeated request gets the response of the first one, even if the lists have changed since.
        if (key is not null && await FindKeyAsync(key, cancellation) is { } earlier)
        {
            bulk.Dispose();
            return ForKey(earlier);
        }

        if (request.IsStrict && bulk.ErrorRecords > 0)
            return new IntakeOutcome.RejectedByStrictHandling(bulk, lease);
        if (request.IsDryRun)
            return new IntakeOutcome.Checked(bulk, lease);
        await lease.BeginTurnAsync(cancellation);
        var issues = BulkIssues.TryRender(bulk.Leads, lease.TryReserveMore);
        lease.EndTurn();
        if (issues is null)
        {
            bulk.Dispose();
            return Refuse(AdmissionControl.NoMemory);
        }

        return await StoreAsync(new NewBulk(bulk, request.Sender.Name, key) { Issues = issues }, lease, cancellation);
    }

    private async Task<AppendOutcome?> FindKeyAsync(IdempotencyKey key, CancellationToken cancellation)
    {
        using var span = IntakeSpans.StartKeyLookup();
        return await store.FindKeyAsync(key, cancellation);
    }

    /// <summary>
    /// When this throws, the leads are left to the garbage collector: after a timeout or a failure the database may still be writing them.
    /// </summary>
    private async Task<IntakeOutcome> StoreAsync(NewBulk bulk, AdmissionLease lease, CancellationToken cancellation)
    {
        AppendOutcome outcome;
        using (var span = IntakeSpans.StartCommit())
        {
            outcome = await store.AppendAsync(bulk, cancellation);
            if (outcome is AppendOutcome.Stored { Bulk.Id: var id })
                span.SetBulkId(id);
        }

        if (outcome is not AppendOutcome.Stored { Bulk: var stored, Ids: var ids })
        {
            bulk.Bulk.Dispose();
            return ForKey(outcome);
        }

        Log.BulkStored(log, stored.Id, stored.TotalRecords, stored.ErrorRecords);
        return new IntakeOutcome.Stored(stored, ids, bulk.Bulk, lease);
    }

    /// <summary>
    /// The same body with other values is another bulk. Without values it is the hash of the body alone, as it has always been.
    /// </summary>
    private static void AppendDefaults(IncrementalHash fingerprint, LeadDefaults defaults)
    {
        foreach (var (name, value) in defaults.Values.OrderBy(pair => pair.Key, StringComparer.Ordinal))
            fingerprint.AppendData(Encoding.UTF8.GetBytes($"{name}\0{value}\0"));
    }

    private IntakeOutcome.Refused Refuse(Problem refusal)
    {
        if (refusal.Type == ProblemType.Overloaded)
            LogOverload();
        return new IntakeOutcome.Refused(refusal);
    }

    /// <summary>Logs one line for many rejected bulks: a line for each would add to the load.</summary>
    private void LogOverload()
    {
        var (last, now) = (Interlocked.Read(ref _lastOverloadLog), time.GetTimestamp());
        if (
            (last != 0 && time.GetElapsedTime(last, now) < OverloadLogInterval)
            || Interlocked.CompareExchange(ref _lastOverloadLog, now, last) != last
        )
            return;
        var refused = admission.Refused;
        Log.Overload(
            log,
            refused - Interlocked.Exchange(ref _loggedRefusals, refused),
            admission.InProgress,
            admission.ReservedBytes / 1024 / 1024
        );
    }

    private static IntakeOutcome ForKey(AppendOutcome outcome) =>
        outcome switch
        {
            AppendOutcome.AlreadyStored { Bulk: var bulk } => new IntakeOutcome.Replayed(bulk),
            AppendOutcome.KeyInUse => new IntakeOutcome.Refused(KeyInUse),
            _ => new IntakeOutcome.Refused(KeyReused),
        };
}
