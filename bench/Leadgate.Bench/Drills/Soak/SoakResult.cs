using System.Globalization;
using Leadgate.Bench.Reporting;

namespace Leadgate.Bench.Drills.Soak;

/// <summary>What came of a run.</summary>
/// <param name="Store">The engine.</param>
/// <param name="Length">How long it took.</param>
/// <param name="Senders">What was sent.</param>
/// <param name="Account">What is stored.</param>
/// <param name="Memory">What the service's memory did.</param>
/// <param name="Kills">How often the service was killed.</param>
/// <param name="Full">How often its disk was full, and bulks were refused for it.</param>
/// <param name="Away">How often its database was away.</param>
/// <param name="AwayMeaning">What that was.</param>
internal sealed record SoakResult(
    string Store,
    TimeSpan Length,
    SoakSenders Senders,
    SoakAccount Account,
    MemoryTrend Memory,
    int Kills,
    int Full,
    int Away,
    string AwayMeaning
)
{
    /// <summary>Whether the store holds exactly what was acknowledged.</summary>
    public bool IsRight => Account.Agrees(Senders.Acknowledged);

    /// <summary>The page with the figures.</summary>
    /// <param name="results">Those of one run.</param>
    /// <param name="now">When it ended.</param>
    public static string Page(IReadOnlyList<SoakResult> results, DateTimeOffset now) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"""
            # Under load, with things going wrong

            Written by `./leadgate drill soak` on {now:yyyy-MM-dd}. {Machine.Processor}; {Machine.Platform}; senders, services and databases on one machine.
            Each service takes {SoakRun.Pace} leads a second in bulks of 1, 20 and 200, a quarter of the leads with errors, each bulk with an
            Idempotency-Key and sent again until it is acknowledged. Meanwhile the service is killed (SIGKILL) and started again, its disk is filled
            and emptied, and its database is away for ten seconds ({string.Join(
                ", ",
                results.Select(result => $"{result.Store}: {result.AwayMeaning}")
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
        ("disk full, and bulks refused for it", result => Text($"{result.Full} times")),
        ("database away", result => Text($"{result.Away} times")),
        ("bulks acknowledged", result => Text($"{result.Senders.Acknowledged.Count:N0}")),
        (
            "leads in them",
            result =>
                Text(
                    $"{result.Senders.Acknowledged.Values.Sum(bulk => bulk.Size):N0}, {result.Senders.Acknowledged.Values.Sum(bulk => bulk.Wrong):N0} with errors"
                )
        ),
        ("bulks sent more than once", result => Text($"{result.Senders.Acknowledged.Values.Count(bulk => bulk.Tries > 1):N0}")),
        ("refused (503, or 409 while an earlier try ran)", result => Text($"{result.Senders.Refused:N0} times")),
        ("no answer", result => Text($"{result.Senders.Broken:N0} times")),
        ("longest silence between acknowledgements", result => Text($"{Silence(result.Senders.Acknowledged.Values):0.0} s")),
        ("read back or searched", result => Text($"{result.Senders.Reads:N0}, and {result.Senders.ReadsRefused:N0} refused or unanswered")),
        ("bulks stored", result => Text($"{result.Account.Bulks:N0}")),
        ("leads stored", result => Text($"{result.Account.Leads:N0}")),
        ("acknowledged, and stored whole under their key and id", result => Text($"{result.Account.Whole:N0}")),
        ("leads stored twice", result => Text($"{result.Account.Twice:N0}")),
        ("**acknowledged = stored**", result => result.IsRight ? "**yes**" : "**NO**"),
        (
            "memory (RSS) of the longest-lived process, warm: first, median, most, last",
            result => Text($"{result.Memory.First:0}, {result.Memory.Median:0}, {result.Memory.Max:0}, {result.Memory.Last:0} MiB")
        ),
        ("over", result => Text($"{result.Memory.Minutes:0.0} minutes")),
        ("median of its first and last third", result => Text($"{result.Memory.FirstThird:0} and {result.Memory.LastThird:0} MiB")),
        ("trend (least squares)", result => Text($"{result.Memory.PerMinute:+0.00;-0.00} MiB a minute: {result.Memory.Verdict}")),
    ];

    private static double Silence(IEnumerable<SoakBulk> acknowledged)
    {
        var moments = acknowledged.Select(one => one.Seconds).Order().ToList();
        return moments.Zip(moments.Skip(1), (one, next) => next - one).DefaultIfEmpty().Max();
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
