using Leadgate.Domain.Intake;
using Leadgate.Server.Http;
using Leadgate.Storage;

namespace Leadgate.Server.Intake;

/// <summary>
/// The outcome of a bulk. Disposing releases the memory of its leads, so an outcome is disposed when the response has been written.
/// </summary>
internal abstract record IntakeOutcome : IDisposable
{
    private IntakeOutcome() { }

    public void Dispose()
    {
        ReleaseMemory();
        GC.SuppressFinalize(this);
    }

    protected virtual void ReleaseMemory() { }

    /// <summary>An outcome with the leads as they were validated, in memory.</summary>
    public abstract record WithLeads(ValidatedBulk Leads, AdmissionLease Lease) : IntakeOutcome
    {
        protected sealed override void ReleaseMemory()
        {
            Leads.Dispose();
            Lease.Dispose();
        }
    }

    /// <summary>The bulk is on disk.</summary>
    public sealed record Stored(StoredBulk Bulk, AssignedIds Ids, ValidatedBulk Leads, AdmissionLease Lease) : WithLeads(Leads, Lease)
    {
        /// <summary>A lead takes about as much beside its values: keys, nulls, and entries of indexes.</summary>
        private const int BytesPerLead = 256;

        private const int BytesPerIssue = 32;

        /// <summary>About how much it added to the database, in bytes.</summary>
        public long StoredBytes { get; } =
            Lease.BodyBytes + Leads.Leads.Sum(lead => BytesPerLead + ((lead.Errors.Count + lead.Warnings.Count) * (long)BytesPerIssue));
    }

    /// <summary>An earlier request with the same idempotency key and body stored the bulk (promise 6.6).</summary>
    public sealed record Replayed(StoredBulk Bulk) : IntakeOutcome;

    /// <summary>A dry run: the bulk was checked and not stored.</summary>
    public sealed record Checked(ValidatedBulk Leads, AdmissionLease Lease) : WithLeads(Leads, Lease);

    /// <summary>A lead has an error, and the sender prefers strict handling: nothing was stored (promise 6.5).</summary>
    public sealed record RejectedByStrictHandling(ValidatedBulk Leads, AdmissionLease Lease) : WithLeads(Leads, Lease);

    /// <summary>The bulk was refused as a whole; nothing was stored.</summary>
    public sealed record Refused(Problem Problem) : IntakeOutcome;
}
