using System.Globalization;
using Leadgate.Bench.Reporting;

namespace Leadgate.Bench.Drills.Soak;

/// <param name="Store">The name of the engine.</param>
/// <param name="Kills">How often the service was killed.</param>
/// <param name="Full">How often the disk was full and bulks were rejected because of it.</param>
/// <param name="Outages">How often the database was unavailable.</param>
/// <param name="OutageDescription">What an outage of this engine is.</param>
internal sealed record SoakResult(
    string Store,
    TimeSpan Length,
    SoakSenders Senders,
    SoakAccount Account,
    MemoryTrend Memory,
    int Kills,
    int Full,
    int Outages,
    string OutageDescription
)
{
    /// <summary>Whether the database contains exactly the acknowledged bulks.</summary>
    public bool IsSuccess => Account.Matches(Senders.Acknowledged);

    public static string CreatePage(IReadOnlyList<SoakResult> results, DateTimeOffset now) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"""
            # Failures under load

            Written by `./leadgate drill soak` on {now:yyyy-MM-dd}. {Machine.Processor}; {Machine.Platform}; senders, services, and
            databases on one machine. Each service receives {SoakRun.LeadsPerSecond} leads per second in bulks of 1, 20, and 200. A
            quarter of the leads has errors, and each bulk has an idempotency key and is sent again until it is acknowledged. Meanwhile
            the service is killed (SIGKILL) and restarted, its disk is filled and freed, and its database is unavailable for ten seconds
            ({string.Join(
                ", ",
                results.Select(result => $"{result.Store}: {result.OutageDescription}")
            )}).

            | | {string.Join(" | ", results.Select(result => result.Store))} |
            |---|{string.Concat(results.Select(_ => "---:|"))}
            {string.Join("\n", Rows.Select(row => $"| {row.Name} | {string.Join(" | ", results.Select(result => row.Figure(result)))} |"))}

            """
        );

    private static readonly IReadOnlyList<(string Name, Func<SoakResult, string> Figure)> Rows =
    [
        ("minutes", result => Text($"{result.Length.TotalMinutes:0.0}")),
        ("service killed", result => Text($"{result.Kills} times")),
        ("disk full and bulks rejected", result => Text($"{result.Full} times")),
        ("database unavailable", result => Text($"{result.Outages} times")),
        ("bulks acknowledged", result => Text($"{result.Senders.Acknowledged.Count:N0}")),
        ("leads in them", result => CountLeads(result.Senders.Acknowledged.Values)),
        ("bulks sent more than once", result => Text($"{result.Senders.Acknowledged.Values.Count(bulk => bulk.Tries > 1):N0}")),
        ("rejected (503, or 409 while an earlier request was running)", result => Text($"{result.Senders.Rejected:N0} times")),
        ("no response", result => Text($"{result.Senders.Unanswered:N0} times")),
        ("longest gap between acknowledgements", result => Text($"{FindLongestGap(result.Senders.Acknowledged.Values):0.0} s")),
        (
            "read back or searched",
            result => Text($"{result.Senders.Reads:N0}, and {result.Senders.ReadsRejected:N0} rejected or without a response")
        ),
        ("bulks stored", result => Text($"{result.Account.Bulks:N0}")),
        ("leads stored", result => Text($"{result.Account.Leads:N0}")),
        ("acknowledged bulks stored complete with their key and id", result => Text($"{result.Account.Whole:N0}")),
        ("leads stored twice", result => Text($"{result.Account.Duplicates:N0}")),
        ("**acknowledged = stored**", result => result.IsSuccess ? "**yes**" : "**NO**"),
        (
            "memory (RSS) of the longest-lived process after warm-up: first, median, maximum, last",
            result => Text($"{result.Memory.First:0}, {result.Memory.Median:0}, {result.Memory.Max:0}, {result.Memory.Last:0} MiB")
        ),
        ("measured for", result => Text($"{result.Memory.Minutes:0.0} minutes")),
        ("median of its first and last third", result => Text($"{result.Memory.FirstThird:0} and {result.Memory.LastThird:0} MiB")),
        ("trend (least squares)", result => Text($"{result.Memory.PerMinute:+0.00;-0.00} MiB per minute: {result.Memory.Verdict}")),
    ];

    private static double FindLongestGap(IEnumerable<SoakBulk> acknowledged)
    {
        var times = acknowledged.Select(one => one.Seconds).Order().ToList();
        return times.Zip(times.Skip(1), (one, next) => next - one).DefaultIfEmpty().Max();
    }

    private static string CountLeads(IEnumerable<SoakBulk> bulks) =>
        Text($"{bulks.Sum(bulk => bulk.Size):N0}, {bulks.Sum(bulk => bulk.Errors):N0} with errors");

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
