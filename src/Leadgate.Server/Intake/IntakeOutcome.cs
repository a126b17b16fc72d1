using Leadgate.Domain.Intake;
using Leadgate.Server.Http;
using Leadgate.Storage;

namespace Leadgate.Server.Intake;

/// <summary>What became of a bulk: exactly one of these is there.</summary>
/// <param name="Stored">It is on disk, now or since an earlier request with the same key.</param>
/// <param name="Checked">It was a dry run.</param>
/// <param name="Rejected">It was to be handled strictly, and has errors.</param>
/// <param name="Refused">It was refused as a whole.</param>
internal sealed record IntakeOutcome(
    StoredBulk? Stored = null,
    ValidatedBulk? Checked = null,
    ValidatedBulk? Rejected = null,
    Problem? Refused = null
);
