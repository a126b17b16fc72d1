using System.Globalization;
using System.Text.RegularExpressions;
using Leadgate.Tests;

namespace Leadgate.Server.Tests.Docs;

/// <summary>The promises in <c>docs/promises.md</c> and the tests that refer to them.</summary>
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

    private static readonly HashSet<string> Referenced =
    [
        .. Repository
            .Files("tests", "*.cs")
            .SelectMany(file => Reference().Matches(File.ReadAllText(file)).Select(match => match.Groups["number"].Value)),
    ];

    [Fact]
    public void Promise_numbers_are_unique()
    {
        Assert.True(Promises.Length > 40, $"Found only {Promises.Length} promises.");
        Assert.Equal(Promises.Distinct(), Promises);
    }

    /// <summary>A number that a merge has lost is a gap.</summary>
    [Fact]
    public void Promise_numbers_have_no_gaps() =>
        Assert.All(
            Promises
                .Select(promise => promise.Split('.'))
                .GroupBy(parts => parts[0], parts => int.Parse(parts[1], CultureInfo.InvariantCulture)),
            section => Assert.Equal(Enumerable.Range(1, section.Count()), section.Order())
        );

    [Fact]
    public void Every_promise_is_referenced_by_a_test() => Assert.DoesNotContain(Promises, promise => !Referenced.Contains(promise));

    [Fact]
    public void No_test_refers_to_a_missing_promise() => Assert.Empty(Referenced.Except(Promises).Except(Sections));

    [Fact]
    [Promise("9.3")]
    public void The_test_command_runs_every_test_project()
    {
        var script = Repository.Read("leadgate");
        Assert.Contains(
            "run_tests --test-modules \"artifacts/bin/Leadgate.*.Tests/release/Leadgate.*.Tests.dll\"",
            script,
            StringComparison.Ordinal
        );
        var solution = Repository.Read("Leadgate.slnx");
        var projects = Repository
            .Files("tests", "*.csproj")
            .Select(project => Path.GetRelativePath(Repository.Root, project).Replace('\\', '/'))
            .Where(project => !project.StartsWith("tests/Clients/", StringComparison.Ordinal))
            .ToList();
        Assert.NotEmpty(projects);
        Assert.All(projects, project => Assert.Contains($"\"{project}\"", solution, StringComparison.Ordinal));
        Assert.All(projects, project => Assert.Matches(@"/Leadgate\.\w+\.Tests\.csproj$", project));
    }

    [GeneratedRegex(@"\*\*(?<number>(?:[2-9]|1[012])\.\d+)\*\*")]
    private static partial Regex Numbered();

    [GeneratedRegex(@"^## (?<number>\d+)\.", RegexOptions.Multiline)]
    private static partial Regex Section();

    [GeneratedRegex(@"\[(?:[^\]]*\W)?Promise\(""(?<number>[^""]+)""\)")]
    private static partial Regex Reference();
}
