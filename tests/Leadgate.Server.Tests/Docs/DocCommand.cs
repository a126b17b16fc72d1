using System.Text.RegularExpressions;

namespace Leadgate.Server.Tests.Docs;

/// <summary>A block of commands of a page.</summary>
/// <param name="Line">The line of the page on which it begins.</param>
/// <param name="NotRun">Why it is not run; null if it is.</param>
/// <param name="Output">The block that follows at once and shows what the commands print; null if there is none.</param>
internal sealed partial record DocCommand(string Page, int Line, string Script, string? NotRun, string? Output)
{
    /// <summary>The comment before an output whose numbers differ from run to run.</summary>
    private const string Varies = "<!-- numbers vary -->";

    private static readonly string[] Shells = ["sh", "bash"];
    private static readonly string[] Outputs = ["text", "json", "http", "xml"];

    public bool NumbersVary { get; init; }

    public static IReadOnlyList<DocCommand> ReadAll(string page, string text)
    {
        var blocks = Block().Matches(text).ToList();
        var commands = new List<DocCommand>();
        for (var i = 0; i < blocks.Count; i++)
        {
            var block = blocks[i];
            if (!Shells.Contains(block.Groups["language"].Value))
                continue;
            var before = text[..block.Index].TrimEnd();
            var comment = before[(before.LastIndexOf('\n') + 1)..];
            var notRun = Reason().Match(comment) is { Success: true } reason ? reason.Groups["text"].Value : null;
            var next = blocks.ElementAtOrDefault(i + 1);
            var isFollowed =
                next is not null
                && Outputs.Contains(next.Groups["language"].Value)
                && Between().IsMatch(text[(block.Index + block.Length)..next.Index]);
            commands.Add(
                new DocCommand(
                    page,
                    text[..block.Index].Count(c => c == '\n') + 1,
                    block.Groups["text"].Value,
                    notRun,
                    isFollowed ? next!.Groups["text"].Value : null
                )
                {
                    NumbersVary = isFollowed && text[..next!.Index].TrimEnd().EndsWith(Varies, StringComparison.Ordinal),
                }
            );
        }

        return commands;
    }

    /// <summary>The languages of all blocks; empty for one without.</summary>
    public static IEnumerable<string> ReadLanguages(string text) => Block().Matches(text).Select(block => block.Groups["language"].Value);

    /// <summary>
    /// The first line of the output that was not printed, or null. Lines are printed in the order that is shown, with others in between;
    /// an ellipsis stands for anything, and numbers that differ each time are not compared.
    /// </summary>
    public string? FindMissing(string printed)
    {
        if (Output is null)
            return null;
        var (text, at) = (Mask(printed), 0);
        foreach (var part in Mask(Output).Split(['\n', '…'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            var found = text.IndexOf(part, at, StringComparison.Ordinal);
            if (found < 0)
                return part;
            at = found + part.Length;
        }

        return null;
    }

    /// <summary>Replaces times, hashes, and long numbers, and the beginning of a hash by anything.</summary>
    private string Mask(string text)
    {
        var masked = text.Replace("...", "…", StringComparison.Ordinal).ReplaceLineEndings("\n");
        masked = Varying().Replace(HashBeginning().Replace(masked, "…"), "#");
        return NumbersVary ? Number().Replace(masked, "#") : masked;
    }

    [GeneratedRegex(@"^```(?<language>\w*)[^\n]*\n(?<text>.*?)\n?^```$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Block();

    [GeneratedRegex("^<!-- not run: (?<text>.+) -->$")]
    private static partial Regex Reason();

    [GeneratedRegex(@"^\s*(<!-- numbers vary -->)?\s*$")]
    private static partial Regex Between();

    [GeneratedRegex(@"\b[0-9a-f]{4}…")]
    private static partial Regex HashBeginning();

    [GeneratedRegex(@"\d+")]
    private static partial Regex Number();

    [GeneratedRegex(@"\d{4}-\d\d-\d\dT[\d:.]+Z|\b(?=[0-9a-f]*\d)[0-9a-f]{8,}\b")]
    private static partial Regex Varying();
}
