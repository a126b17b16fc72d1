using System.Text.RegularExpressions;
using Leadgate.Tests;

namespace Leadgate.Server.Tests.Docs;

/// <summary>The promises of <c>docs/promises.md</c>, and the tests that quote them.</summary>
public sealed partial class PromiseCoverageTests
{
    private static readonly string[] Promises =
    [
        .. Numbered().Matches(Repository.Read("docs", "promises.md")).Select(match => match.Groups["number"].Value),
    ];

    private static readonly string[] Sections =
    [
        .. Section().Matches(Repository.Read("docs", "promises.md")).Select(match => match.Groups["number"].Value),
    ];

    private static readonly HashSet<string> Quoted =
    [
        .. Repository
            .Files("tests", "*.cs")
            .SelectMany(file => Quotation().Matches(File.ReadAllText(file)).Select(match => match.Groups["number"].Value)),
    ];

    [Fact]
    public void No_promise_has_the_number_of_another()
    {
        Assert.True(Promises.Length > 40, $"Only {Promises.Length} promises were found.");
        Assert.Equal(Promises.Distinct(), Promises);
    }

    [Fact]
    public void Every_promise_has_a_test_that_quotes_it() => Assert.DoesNotContain(Promises, promise => !Quoted.Contains(promise));

    [Fact]
    public void No_test_quotes_a_promise_that_is_not_made() => Assert.Empty(Quoted.Except(Promises).Except(Sections));

    [Fact]
    [Promise("9.3")]
    public void The_test_command_runs_every_test_project()
    {
        var script = Repository.Read("leadgate");
        Assert.Contains("run_tests --solution Leadgate.slnx", script, StringComparison.Ordinal);
        var solution = Repository.Read("Leadgate.slnx");
        var projects = Repository
            .Files("tests", "*.csproj")
            .Select(project => Path.GetRelativePath(Repository.Root, project).Replace('\\', '/'))
            .ToList();
        Assert.NotEmpty(projects);
        Assert.All(projects, project => Assert.Contains($"\"{project}\"", solution, StringComparison.Ordinal));
    }

    [GeneratedRegex(@"\*\*(?<number>(?:[2-9]|10)\.\d+)\*\*")]
    private static partial Regex Numbered();

    [GeneratedRegex(@"^## (?<number>\d+)\.", RegexOptions.Multiline)]
    private static partial Regex Section();

    [GeneratedRegex(@"\[(?:[^\]]*\W)?Promise\(""(?<number>[^""]+)""\)")]
    private static partial Regex Quotation();
}
