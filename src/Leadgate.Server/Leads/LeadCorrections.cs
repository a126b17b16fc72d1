using System.Globalization;
using Leadgate.Domain.Audit;
using Leadgate.Domain.Leads;
using Leadgate.Domain.Revisions;
using Leadgate.Server.Hosting;
using Leadgate.Server.Lists;
using Leadgate.Storage;
using Leadgate.Storage.Revisions;

namespace Leadgate.Server.Leads;

/// <summary>
/// Reads and corrects single leads (promise 11), for the API and for staff. A correction is validated as a lead that is sent, is stored
/// with a revision, and never makes a valid lead invalid (docs/decisions/0032).
/// </summary>
internal sealed class LeadCorrections(
    ILeadStore store,
    ListCatalogCache lists,
    LeadQueries queries,
    LeadgateSettings settings,
    TimeProvider time
)
{
    /// <summary>How often a correction that accepts any version is retried because others were faster.</summary>
    private const int MaxAttempts = 10;

    /// <summary>A lead with its version; null if there is none that the caller may see, and if it was erased.</summary>
    public async Task<LeadRecord?> FindAsync(long id, LeadAccess access, CancellationToken cancellation)
    {
        if (await ReadAsync(id, access, cancellation) is not { } lead)
            return null;
        await AuditReadAsync(id, access, cancellation);
        return CreateRecord(lead);
    }

    /// <summary>
    /// A lead with all that its page shows, for which the audit trail gets one entry; null where <see cref="FindAsync"/> is.
    /// </summary>
    public async Task<OpenedLead?> OpenAsync(long id, LeadAccess access, CancellationToken cancellation)
    {
        if (await ReadAsync(id, access, cancellation) is not { } lead)
            return null;
        await AuditReadAsync(id, access, cancellation);
        var revisions = await store.Revisions.ReadAsync(lead.Origin.BulkId, id, cancellation);
        return new OpenedLead(CreateRecord(lead), lead.GetSource(lists.Catalog), revisions);
    }

    /// <summary>
    /// The lead as it was sent and last corrected, which a patch is applied to, and its version; null where <see cref="FindAsync"/> is.
    /// </summary>
    public async Task<(ReadOnlyMemory<byte> Source, int Version)?> FindSourceAsync(
        long id,
        LeadAccess access,
        CancellationToken cancellation
    ) => await ReadAsync(id, access, cancellation) is { } lead ? (lead.GetSource(lists.Catalog), lead.Version) : null;

    /// <summary>Whether a lead that the caller could see was erased.</summary>
    public async Task<bool> IsErasedAsync(long id, LeadAccess access, CancellationToken cancellation) =>
        await store.Revisions.FindAsync(id, lists.Catalog, cancellation) is { IsErased: true } lead && access.Allows(lead.Origin);

    /// <summary>The revisions of a lead, the oldest first; null where <see cref="FindAsync"/> is.</summary>
    public async Task<IReadOnlyList<LeadRevision>?> FindRevisionsAsync(long id, LeadAccess access, CancellationToken cancellation)
    {
        if (await ReadAsync(id, access, cancellation) is not { } lead)
            return null;
        await AuditReadAsync(id, access, cancellation);
        return await store.Revisions.ReadAsync(lead.Origin.BulkId, id, cancellation);
    }

    /// <summary>Corrects a lead.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="expected">The versions that the patch was made for; null for any.</param>
    /// <param name="patch">What to change.</param>
    public async Task<CorrectionOutcome> CorrectAsync(
        long id,
        IReadOnlyCollection<int>? expected,
        LeadPatch patch,
        CorrectionOptions options,
        CorrectionCaller caller,
        CancellationToken cancellation
    )
    {
        for (var attempt = 1; ; attempt++)
        {
            if (await ReadAsync(id, caller.Access, cancellation) is not { } before)
                return new CorrectionOutcome.NotFound();
            if (!caller.MayCorrect)
                return new CorrectionOutcome.Forbidden();
            if (expected?.Contains(before.Version) == false || attempt > MaxAttempts)
                return new CorrectionOutcome.Conflict(CreateRecord(before));
            if (await TryCorrectAsync(before, patch, options, caller, cancellation) is { } outcome)
                return outcome;
        }
    }

    /// <returns>Null if the lead was changed meanwhile.</returns>
    private async Task<CorrectionOutcome?> TryCorrectAsync(
        StoredLead before,
        LeadPatch patch,
        CorrectionOptions options,
        CorrectionCaller caller,
        CancellationToken cancellation
    )
    {
        var catalog = lists.Catalog;
        var source = before.GetSource(catalog);
        if (patch.FindUnknown(source) is { } unknown)
            return new CorrectionOutcome.UnknownField(unknown);

        // Without a change the lead stays byte for byte what was sent, but may have other errors by the lists of now.
        ReadOnlyMemory<byte> patched = patch.Apply(source);
        var changes = LeadChanges.Compare(source, patched);
        if (changes.Count == 0)
            patched = source;
        var (wasValid, errorsBefore) = (before.Valid is not null, before.ReadErrors(catalog));
        var after = new LeadValidator(catalog, settings.Rules, time.GetUtcNow()).Validate(
            before.Index,
            patched.Span,
            new LeadMemory(),
            FindRemainingFaults(errorsBefore, changes),
            before.Line
        );
        if (after.HasErrors && (wasValid || options.IsStrict))
            return new CorrectionOutcome.HasErrors(CreateRecord(before, after, before.VehicleIds, before.Version), wasValid);

        // Of a valid lead, what was sent is not known: a label in place of an alias is no change.
        if (wasValid)
            changes = LeadChanges.Compare(source, LeadSource.Write(after, catalog));
        if (changes.Count == 0 && HaveSameErrors(errorsBefore, after.Errors))
            return new CorrectionOutcome.Unchanged(CreateRecord(before));
        if (options.IsDryRun)
            return new CorrectionOutcome.Corrected(CreateRecord(before, after, before.VehicleIds, before.Version));

        var corrected = await store.Revisions.CorrectAsync(
            new LeadCorrection(
                before,
                after,
                caller.Name,
                caller.Through,
                LeadChanges.ToJson(changes),
                errorsBefore.Count,
                CreateAudit(before.Id, changes, errorsBefore.Count, after.Errors.Count, caller)
            ),
            cancellation
        );
        return corrected is null
            ? null
            : new CorrectionOutcome.Corrected(CreateRecord(before, after, corrected.VehicleIds, corrected.Version));
    }

    /// <summary>What a file could not give is known of its errors alone, and stays wrong until its field is changed.</summary>
    private static List<CellFault> FindRemainingFaults(IReadOnlyList<Issue> errors, IReadOnlyList<FieldChange> changes)
    {
        List<CellFault> faults = [];
        foreach (var error in errors)
        {
            if (error.Field is { } field && CellFault.IsFault(error.Code) && !changes.Any(change => IsChange(change, error)))
                faults.Add(new(field, error.Code, error.VehicleIndex, error.Suggestion));
        }

        return faults;

        static bool IsChange(FieldChange change, Issue error) =>
            error.VehicleIndex is null
                ? error.Field!.Names.Contains(change.Field)
                : change.Field == LeadFields.Vehicles.Name || change.Field == error.Path;
    }

    private static bool HaveSameErrors(IReadOnlyList<Issue> before, IReadOnlyList<Issue> after) =>
        before.Select(error => (error.Path, error.Code)).SequenceEqual(after.Select(error => (error.Path, error.Code)));

    /// <summary>Names fields and no values. The name of an unknown property may be a value too.</summary>
    private static AuditEvent CreateAudit(
        long id,
        IReadOnlyList<FieldChange> changes,
        int errorsBefore,
        int errorsAfter,
        CorrectionCaller caller
    )
    {
        var fields = changes.Select(change => LeadChanges.IsKnown(change.Field) ? change.Field : "other").Distinct().ToList();
        return caller.Access.CreateEvent(
            AuditActions.LeadCorrect,
            GetRecordName(id),
            string.Create(
                CultureInfo.InvariantCulture,
                $"fields {(fields.Count == 0 ? "none" : string.Join(", ", fields))}; "
                    + $"errors {errorsBefore} to {errorsAfter}; {caller.Through}"
            )
        );
    }

    private static string GetRecordName(long id) => string.Create(CultureInfo.InvariantCulture, $"lead:{id}");

    private async Task<StoredLead?> ReadAsync(long id, LeadAccess access, CancellationToken cancellation) =>
        await store.Revisions.FindAsync(id, lists.Catalog, cancellation) is { IsErased: false } lead && access.Allows(lead.Origin)
            ? lead
            : null;

    private async Task AuditReadAsync(long id, LeadAccess access, CancellationToken cancellation)
    {
        if (access.SeesAll)
            await store.Audit.AppendAsync(access.CreateEvent(AuditActions.LeadRead, GetRecordName(id)), cancellation);
    }

    private LeadRecord CreateRecord(StoredLead stored) => queries.CreateRecord(stored, showOrigin: true) with { Version = stored.Version };

    /// <summary>The lead after a correction: what reading it back would give.</summary>
    private static LeadRecord CreateRecord(StoredLead before, Lead after, IReadOnlyList<long> vehicleIds, int version) =>
        new(after, before.Id, vehicleIds) { Origin = before.Origin, Version = version };
}
