using Leadgate.Domain.Leads;

namespace Leadgate.Server.Leads;

/// <summary>The outcome of a correction.</summary>
internal abstract record CorrectionOutcome
{
    private CorrectionOutcome() { }

    /// <summary>An outcome that shows a lead.</summary>
    public abstract record WithLead(LeadRecord Lead) : CorrectionOutcome;

    /// <summary>The lead was corrected; in a dry run, it would be. It may still have errors.</summary>
    /// <param name="Lead">The lead after the correction; in a dry run with the version that it has now.</param>
    public sealed record Corrected(LeadRecord Lead) : WithLead(Lead)
    {
        public bool StillHasErrors => Lead.Errors.Count > 0;
    }

    /// <summary>The patch changes nothing; there is no new version.</summary>
    public sealed record Unchanged(LeadRecord Lead) : WithLead(Lead);

    /// <summary>The lead has another version than the caller expected.</summary>
    /// <param name="Lead">The lead as it is now.</param>
    public sealed record Conflict(LeadRecord Lead) : WithLead(Lead);

    /// <summary>A valid lead would have errors, or any lead when handling is strict. Nothing was changed.</summary>
    /// <param name="Lead">The lead as it would be.</param>
    /// <param name="WasValid">Whether it is valid as it is.</param>
    public sealed record HasErrors(LeadRecord Lead, bool WasValid) : WithLead(Lead);

    /// <summary>The patch names something that is no field.</summary>
    public sealed record UnknownField(string Name) : CorrectionOutcome;

    /// <summary>There is no such lead that the caller may see, or it was erased.</summary>
    public sealed record NotFound : CorrectionOutcome;

    /// <summary>The caller may read leads and not correct them.</summary>
    public sealed record Forbidden : CorrectionOutcome;
}
