using Leadgate.Tests;

namespace Leadgate.Server.Tests.Docs;

/// <summary>The Markdown files of the repository, by their path in it.</summary>
internal static class DocFiles
{
    public static IReadOnlyList<string> Pages { get; } =
    [
        .. Repository
            .Files("docs", "*.md")
            .Concat(Repository.Files("bench", "*.md"))
            .Concat(Directory.GetFiles(Repository.Root, "*.md"))
            .Select(file => Path.GetRelativePath(Repository.Root, file).Replace('\\', '/'))
            .Order(StringComparer.Ordinal),
    ];
}
