using System.Security.Cryptography;
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
/// Takes bulks in: reads, checks, and stores, and returns only when the bulk is on disk (promise 2.6). The one way in, whatever
/// door a bulk comes through.
/// </summary>
/// <param name="store">Keeps them.</param>
/// <param name="lists">What fields are checked against.</param>
/// <param name="keys">The idempotency keys that are running.</param>
/// <param name="gate">Bounds how much is worked on at once.</param>
/// <param name="settings">Rules and limits.</param>
/// <param name="time">The clock.</param>
/// <param name="log">Counts and ids; nothing personal.</param>
internal sealed class LeadIntake(
    ILeadStore store,
    ListCatalogCache lists,
    IdempotencyKeys keys,
    AdmissionControl gate,
    LeadgateSettings settings,
    TimeProvider time,
    ILogger<LeadIntake> log
)
{
    private static readonly TimeSpan OverloadInterval = TimeSpan.FromSeconds(5);
    private long _overloadTold;
    private long _refusalsTold;

    /// <summary>Takes in one bulk.</summary>
    /// <param name="request">What was sent.</param>
    /// <param name="cancellation">The caller gave up.</param>
    public async Task<IntakeOutcome> TakeAsync(IntakeRequest request, CancellationToken cancellation)
    {
        // Nothing is stored in a dry run, so its key is not used up either.
        if (request.Key is null || request.IsDryRun)
            return await TakeAsync(request, null, cancellation);
        using var running = keys.TryBegin(request.Caller, request.Key);
        if (running is null)
            return new(Refused: KeyInUse);
        using var fingerprint = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        return await TakeAsync(request, fingerprint, cancellation);
    }

    private async Task<IntakeOutcome> TakeAsync(IntakeRequest request, IncrementalHash? fingerprint, CancellationToken cancellation)
    {
        if (gate.CheckAdmission() is { } foreseen)
            return Refuse(foreseen);
        using var place = gate.Begin();
        var reader = new BulkReader(new LeadValidator(lists.Catalog, settings.Rules, time.GetUtcNow()), settings.Limits);
        using (var span = IntakeSpans.ReadAndCheck())
        {
            if (
                await BulkBodyReader.ReadAsync(request.Body, reader, fingerprint, settings.Limits.MaxBytes, place, cancellation) is
                { } refusal
            )
            {
                reader.Discard();
                return Refuse(refusal);
            }

            span.SetLeads(reader.Bulk!.Leads.Count, reader.Bulk.ErrorRecords);
        }

        var bulk = reader.Bulk!;
        var key = fingerprint is null ? null : new IdempotencyKey(request.Caller.Name, request.Key!, fingerprint.GetHashAndReset());

        // A repeated request is answered as it was the first time, before today's lists are asked for their opinion.
        if (key is not null)
        {
            using var span = IntakeSpans.FindKey();
            if (await store.FindKeyAsync(key, cancellation) is { } earlier)
                return OfKey(earlier);
        }

        if (request.IsStrict && bulk.ErrorRecords > 0)
            return new(Rejected: bulk);
        if (request.IsDryRun)
            return new(Checked: bulk);

        AppendOutcome outcome;
        using (var span = IntakeSpans.Commit())
        {
            outcome = await store.AppendAsync(new NewBulk(bulk, request.Caller.Name, key), cancellation);
            if (outcome.Bulk is { Id: var id })
                span.SetBulk(id);
        }

        // Only here: when waiting was given up or failed, the store may still be at work with the leads.
        bulk.Dispose();
        if (outcome.Bulk is { } stored)
            Log.BulkStored(log, stored.Id, stored.TotalRecords, stored.ErrorRecords);
        return OfKey(outcome);
    }

    private IntakeOutcome Refuse(Problem refusal)
    {
        if (refusal.Type == ProblemType.Overloaded)
            TellOverload();
        return new(Refused: refusal);
    }

    /// <summary>Now and then one line for all: one for each refusal would be a load of its own.</summary>
    private void TellOverload()
    {
        var (last, now) = (Interlocked.Read(ref _overloadTold), time.GetTimestamp());
        if (
            (last != 0 && time.GetElapsedTime(last, now) < OverloadInterval)
            || Interlocked.CompareExchange(ref _overloadTold, now, last) != last
        )
            return;
        var refused = gate.Refused;
        Log.Overload(log, refused - Interlocked.Exchange(ref _refusalsTold, refused), gate.InProgress, gate.HeldBytes / 1024 / 1024);
    }

    private static IntakeOutcome OfKey(AppendOutcome outcome) => outcome.Bulk is null ? new(Refused: KeyReused) : new(Stored: outcome.Bulk);

    private static Problem KeyInUse =>
        new(
            ProblemType.IdempotencyKeyInUse,
            "Wait for the answer to the first request, or send the same request again a little later.",
            "انتظر جواب الطلب الأول أو أعد إرسال الطلب نفسه بعد قليل."
        )
        {
            RetryAfterSeconds = 1,
        };

    private static Problem KeyReused =>
        new(
            ProblemType.IdempotencyKeyReused,
            "Use a new key for each new bulk, and the same key only to send the same body again.",
            "استخدم مفتاحًا جديدًا لكل دفعة جديدة، والمفتاح نفسه لإعادة إرسال المحتوى نفسه فقط."
        );
}
