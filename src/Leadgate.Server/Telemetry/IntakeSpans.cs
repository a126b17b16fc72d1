using System.Diagnostics;

namespace Leadgate.Server.Telemetry;

/// <summary>
/// The steps of receiving a bulk as spans of a trace. They hold ids and counts, but nothing that was sent. Without a listener, a step
/// costs one comparison and allocates nothing.
/// </summary>
internal static class IntakeSpans
{
    /// <summary>The name of the activity source.</summary>
    public const string SourceName = "Leadgate";

    private static readonly ActivitySource Source = new(SourceName);

    /// <summary>Reading and validating a body as it arrives.</summary>
    public static Activity? StartValidation() => Source.StartActivity("read and validate");

    /// <summary>Looking up in the store whether an idempotency key was used before.</summary>
    public static Activity? StartKeyLookup() => Source.StartActivity("find idempotency key");

    /// <summary>Waiting until the bulk is on disk.</summary>
    public static Activity? StartCommit() => Source.StartActivity("wait for commit");

    public static void SetLeadCounts(this Activity? span, int total, int errors)
    {
        span?.SetTag("leadgate.bulk.leads", total);
        span?.SetTag("leadgate.bulk.leads_with_errors", errors);
    }

    public static void SetBulkId(this Activity? span, long id) => span?.SetTag("leadgate.bulk.id", id);
}
