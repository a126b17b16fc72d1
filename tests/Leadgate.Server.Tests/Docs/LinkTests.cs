using System.Text.RegularExpressions;
using Leadgate.Tests;

namespace Leadgate.Server.Tests.Docs;

/// <summary>Links between the Markdown files of the repository.</summary>
public sealed partial class LinkTests
{
    public static TheoryData<string> Pages { get; } = [.. DocFiles.Pages];

    [Theory]
    [MemberData(nameof(Pages))]
    public void Links_of_a_page_have_existing_targets(string page)
    {
        var folder = Path.GetDirectoryName(Repository.Path(page))!;
        var broken = Link()
            .Matches(Repository.Read(page))
            .Select(link => link.Groups["to"].Value)
            .Where(to => !to.Contains("://", StringComparison.Ordinal) && !HasTarget(folder, page, to));
        Assert.Empty(broken);
    }

    [Fact]
    public void Every_page_in_docs_is_linked_from_another_page()
    {
        var linked = Pages
            .SelectMany(page =>
                Link()
                    .Matches(Repository.Read(page))
                    .Select(link =>
                        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(Repository.Path(page))!, link.Groups["to"].Value.Split('#')[0]))
                    )
            )
            .ToHashSet();
        Assert.NotEmpty(linked);
        Assert.All(Repository.Files("docs", "*.md"), page => Assert.Contains(page, linked));
    }

    private static bool HasTarget(string folder, string page, string to)
    {
        var parts = to.Split('#');
        var target = parts[0].Length == 0 ? Repository.Path(page) : Path.GetFullPath(Path.Combine(folder, parts[0]));
        if (parts.Length == 1)
            return Path.Exists(target);
        return File.Exists(target)
            && Heading().Matches(File.ReadAllText(target)).Any(heading => GetAnchor(heading.Groups["text"].Value) == parts[1]);
    }

    /// <summary>The anchor of a heading as GitHub and GitLab generate it.</summary>
    private static string GetAnchor(string heading) => NoAnchor().Replace(heading.Trim().ToLowerInvariant(), "").Replace(' ', '-');

    [GeneratedRegex(@"\]\((?<to>[^)\s]+)\)")]
    private static partial Regex Link();

    [GeneratedRegex("^#+ (?<text>.+)$", RegexOptions.Multiline)]
    private static partial Regex Heading();

    [GeneratedRegex(@"[^\p{L}\p{N} _-]")]
    private static partial Regex NoAnchor();
}
