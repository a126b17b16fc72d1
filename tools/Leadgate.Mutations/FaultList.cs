using System.Text.RegularExpressions;

namespace Leadgate.Mutations;

/// <summary>Reads <c>faults.txt</c>, whose first lines describe the format.</summary>
internal static partial class FaultList
{
    /// <summary>The list, from the root of the repository.</summary>
    public const string File = "tools/Leadgate.Mutations/faults.txt";

    public static IReadOnlyList<Fault> Parse(string text)
    {
        var blocks = text.ReplaceLineEndings("\n").Split("\n== ")[1..];
        return [.. blocks.Select(ParseFault)];
    }

    /// <summary>
    /// Where a fault's original text is in a source file. Runs of white space are equal, so that reformatting changes nothing.
    /// </summary>
    /// <returns>One place for a list that is up to date.</returns>
    public static IReadOnlyList<(int Start, int Length)> Find(Fault fault, string source)
    {
        var words = WhiteSpace().Split(fault.Original.Trim()).Select(Regex.Escape);
        return [.. Regex.Matches(source, string.Join(@"\s+", words)).Select(match => (match.Index, match.Length))];
    }

    private static Fault ParseFault(string block)
    {
        var lines = block.TrimEnd().Split('\n');
        return new Fault(
            lines[0].Trim(),
            Value(lines, "file ") ?? throw new FormatException($"{lines[0]}: The file is missing."),
            Value(lines, "why ") ?? throw new FormatException($"{lines[0]}: The reason is missing."),
            (Value(lines, "tests ") ?? throw new FormatException($"{lines[0]}: The tests are missing.")).Split(' '),
            Value(lines, "left "),
            Code(lines, '-'),
            Code(lines, '+')
        );
    }

    private static string? Value(string[] lines, string name) =>
        lines.FirstOrDefault(line => line.StartsWith(name, StringComparison.Ordinal))?[name.Length..].Trim();

    private static string Code(string[] lines, char mark) =>
        string.Join('\n', lines.Where(line => line.StartsWith(mark)).Select(line => line.Length > 2 ? line[2..] : ""));

    [GeneratedRegex(@"\s+")]
    private static partial Regex WhiteSpace();
}
