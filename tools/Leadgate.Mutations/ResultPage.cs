using System.Globalization;
using System.Text;

namespace Leadgate.Mutations;

/// <summary>Writes <c>docs/mutations.md</c>.</summary>
internal static class ResultPage
{
    public const string File = "docs/mutations.md";

    private const string FoundTitle = "## Found";
    private const string CommitTitle = "Last run: commit ";

    public static string Write(
        string commit,
        IReadOnlyList<FaultResult> results,
        IReadOnlyList<string> failing,
        bool isQuick,
        TimeSpan duration
    )
    {
        var found = results.Count(result => result.FoundBy is not null);
        var page = new StringBuilder();
        page.Append(
            CultureInfo.InvariantCulture,
            $"""
            # Mutation testing

            Does a test notice when the code is wrong? `./leadgate mutate` puts the faults of `{FaultList.File}` into a copy
            of the code, one at a time, and runs the tests of each. Every fault is one that a sender, an operator, or a person whose
            data is stored would notice. Tests of how code and pages are written do not count. The command writes this page;
            [CONTRIBUTING.md](../CONTRIBUTING.md#mutation-testing) says how to add a fault, and
            [a decision](decisions/0025-mutation-testing-with-a-list-of-faults.md) why it is done in this way.

            {CommitTitle}{commit}, {results.Count} faults in {duration.TotalMinutes:0} minutes,
            **{found} found ({Percent(found, results.Count)} %)**, {results.Count - found} not found.

            """
        );
        if (isQuick)
            page.Append("\nOf each fault only the test classes that the list names were run (`--quick`).\n");
        if (failing.Count > 0)
            page.Append("\nTests that failed without a fault, whose classes were left out: ")
                .AppendJoin(", ", failing.Select(test => test.Replace('_', ' ')))
                .Append(".\n");
        var left = results.Where(result => result.FoundBy is null).ToList();
        if (left.Count > 0)
        {
            page.Append("\n## Not found\n\n| fault | file | what a user would notice | why it is left |\n| --- | --- | --- | --- |\n");
            foreach (var (fault, _, _) in left)
                page.Append(
                    CultureInfo.InvariantCulture,
                    $"| `{fault.Id}` | {NameOf(fault)} | {fault.Why} | {fault.Left ?? "A test is missing."} |\n"
                );
        }

        page.Append(
            $"\n{FoundTitle}\n\n| fault | file | what a user would notice | found by | seconds |\n| --- | --- | --- | --- | ---: |\n"
        );
        foreach (var (fault, by, seconds) in results.Where(result => result.FoundBy is not null))
            page.Append(
                CultureInfo.InvariantCulture,
                $"| `{fault.Id}` | {NameOf(fault)} | {fault.Why} | {by!.Replace('_', ' ')} | {seconds:0} |\n"
            );
        return page.ToString();
    }

    /// <summary>What an earlier run found, from the page that it wrote; faults that were changed or removed since are left out.</summary>
    public static IReadOnlyList<FaultResult> ReadFound(string page, IReadOnlyList<Fault> faults)
    {
        var byId = faults.ToDictionary(fault => fault.Id);
        return
        [
            .. page[page.IndexOf(FoundTitle, StringComparison.Ordinal)..]
                .Split('\n')
                .Select(line => line.Split(" | "))
                .Where(cells => cells.Length == 5)
                .Select(cells =>
                    (Fault: byId.GetValueOrDefault(cells[0].Trim('|', ' ', '`')), Why: cells[2], By: cells[3], Seconds: cells[4])
                )
                .Where(row => row.Fault?.Why == row.Why)
                .Select(row => new FaultResult(
                    row.Fault!,
                    row.By,
                    double.Parse(row.Seconds.TrimEnd('|', ' '), CultureInfo.InvariantCulture)
                )),
        ];
    }

    /// <summary>The commit of the run that wrote a page.</summary>
    public static string ReadCommit(string page) => page.Split(CommitTitle)[1].Split(", ")[0].Split(" (")[0];

    /// <summary>How long the run took that wrote a page.</summary>
    public static TimeSpan ReadDuration(string page) =>
        TimeSpan.FromMinutes(int.Parse(page.Split(" faults in ")[1].Split(' ')[0], CultureInfo.InvariantCulture));

    public static string Percent(int part, int all) => (100.0 * part / all).ToString("0", CultureInfo.InvariantCulture);

    private static string NameOf(Fault fault) => Path.GetFileName(fault.File);
}
