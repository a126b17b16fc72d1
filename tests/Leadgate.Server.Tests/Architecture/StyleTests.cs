using System.Globalization;
using System.Text.RegularExpressions;
using Leadgate.Tests;

namespace Leadgate.Server.Tests.Architecture;

/// <summary>Rules of layout that the formatter does not enforce (CONTRIBUTING.md).</summary>
public sealed partial class StyleTests
{
    private const int MaxColumns = 140;

    private static readonly string[] Folders = ["src", "tests", "bench", "tools"];

    private static readonly IReadOnlyList<string> Files = Find("*.cs");

    [Fact]
    public void No_line_is_longer_than_140_columns()
    {
        string[] patterns = ["*.cs", "*.razor", "*.css", "*.js"];
        Assert.All(patterns, pattern => Assert.NotEmpty(Find(pattern)));
        Assert.Empty(
            patterns
                .SelectMany(Find)
                .SelectMany(file =>
                    File.ReadLines(file)
                        .Select((line, index) => (line, index))
                        .Where(at => new StringInfo(at.line).LengthInTextElements > MaxColumns)
                        .Select(at => $"{Path.GetRelativePath(Repository.Root, file)}:{at.index + 1}")
                )
        );
    }

    [Fact]
    public void File_contains_one_type_and_has_its_name() =>
        Assert.Empty(
            Files
                .Where(file => TypesIn(file) is [var first, .. var others] && (others.Length > 0 || !IsNamed(file, first)))
                .Select(file => $"{Path.GetRelativePath(Repository.Root, file)}: {string.Join(", ", TypesIn(file))}")
        );

    /// <summary>Types of a namespace start at the first column; nested types are indented.</summary>
    private static string[] TypesIn(string file) =>
        [.. TypeDeclaration().Matches(File.ReadAllText(file)).Select(match => match.Groups["name"].Value)];

    /// <summary>Parts of a partial type may be named after the type and what the part is about: Type.Part.cs.</summary>
    private static bool IsNamed(string file, string type) => Path.GetFileNameWithoutExtension(file).Split('.')[0] == type;

    [GeneratedRegex(
        @"^(?:(?:public|internal|file|static|sealed|abstract|readonly|ref|partial|unsafe) )*"
            + @"(?:class|struct|interface|enum|record(?: struct| class)?) (?<name>\w+)",
        RegexOptions.Multiline
    )]
    private static partial Regex TypeDeclaration();

    private static List<string> Find(string pattern) =>
        [.. Folders.Where(folder => Directory.Exists(Repository.Path(folder))).SelectMany(folder => Repository.Files(folder, pattern))];
}
