using System.Diagnostics;

namespace Leadgate.Server.Telemetry;

/// <summary>
/// The steps of the intake as spans of a trace. They hold ids and counts and nothing that was sent. While nobody traces, a step costs one
/// comparison and makes nothing.
/// </summary>
internal static class IntakeSpans
{
    /// <summary>The name of the source.</summary>
    public const string SourceName = "Leadgate";

    private static readonly ActivitySource Source = new(SourceName);

    /// <summary>Reading and checking a body as it arrives.</summary>
    public static Activity? ReadAndCheck() => Source.StartActivity("read and check");

    /// <summary>Asking the store what an idempotency key was first used for.</summary>
    public static Activity? FindKey() => Source.StartActivity("find idempotency key");

    /// <summary>Waiting until the bulk is on disk.</summary>
    public static Activity? Commit() => Source.StartActivity("wait for commit");

    /// <summary>Adds how many leads a bulk has.</summary>
    /// <param name="span">The span, or null when nobody traces.</param>
    /// <param name="total">All of them.</param>
    /// <param name="errors">Those with errors.</param>
    public static void SetLeads(this Activity? span, int total, int errors)
    {
        span?.SetTag("leadgate.bulk.leads", total);
        span?.SetTag("leadgate.bulk.leads_with_errors", errors);
    }

    /// <summary>Adds which bulk it became.</summary>
    /// <param name="span">The span, or null when nobody traces.</param>
    /// <param name="id">The bulk's id.</param>
    public static void SetBulk(this Activity? span, long id) => span?.SetTag("leadgate.bulk.id", id);
}
