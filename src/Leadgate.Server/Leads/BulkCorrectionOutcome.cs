using Leadgate.Domain.Access;
using Leadgate.Domain.Texts;
using Leadgate.Storage.Corrections;

namespace Leadgate.Server.Leads;

/// <summary>The outcome of asking for a correction of many leads.</summary>
internal abstract record BulkCorrectionOutcome
{
    private BulkCorrectionOutcome() { }

    /// <summary>It runs, perhaps since an earlier request for the same.</summary>
    public sealed record Running(BulkCorrection Correction) : BulkCorrectionOutcome;

    /// <summary>A dry run: what it would do.</summary>
    public sealed record Counted(BulkCorrectionCounts Counts) : BulkCorrectionOutcome;

    /// <summary>The request names no field, no value, or no replacement.</summary>
    public sealed record Invalid(BilingualText Reason) : BulkCorrectionOutcome;

    /// <summary>The field cannot have the replacement.</summary>
    public sealed record InvalidReplacement(BilingualText Reason, IReadOnlyList<string> Suggestions) : BulkCorrectionOutcome;

    /// <summary>The wrong value cannot become an alias. Nothing was done.</summary>
    public sealed record InvalidAlias(BilingualText Reason) : BulkCorrectionOutcome;

    /// <summary>The caller may not do it.</summary>
    public sealed record Forbidden(Scopes Missing) : BulkCorrectionOutcome;
}
