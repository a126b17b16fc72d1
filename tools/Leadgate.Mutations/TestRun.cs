using System.Text.RegularExpressions;

namespace Leadgate.Mutations;

/// <summary>Runs tests in a working copy until one fails.</summary>
internal sealed partial class TestRun(WorkingCopy copy)
{
    /// <summary>For a few classes, and for a whole project.</summary>
    private static readonly (TimeSpan Classes, TimeSpan Project) Limits = (TimeSpan.FromMinutes(3), TimeSpan.FromMinutes(6));

    /// <summary>Runs classes of a project.</summary>
    /// <returns>What failed, or null.</returns>
    public Task<string?> RunAsync(TestProject project, string? fault, IReadOnlyList<string> classes) =>
        RunAsync(project, fault, Limits.Classes, [.. classes.SelectMany(name => new[] { "-class", $"*{name}" })]);

    /// <summary>Runs a project without some of its classes.</summary>
    /// <returns>What failed, or null.</returns>
    public Task<string?> RunOthersAsync(TestProject project, string? fault, IReadOnlyList<string> classes) =>
        RunAsync(
            project,
            fault,
            Limits.Project,
            [
                .. classes.SelectMany(name => new[] { "-class-", $"*{name}" }),
                .. project.Excluded.SelectMany(name => new[] { "-namespace-", name }),
            ]
        );

    private async Task<string?> RunAsync(TestProject project, string? fault, TimeSpan limit, string[] filter)
    {
        var environment = new Dictionary<string, string> { ["DOTNET_TieredPGO"] = "0", ["DOTNET_EnableWriteXorExecute"] = "0" };
        if (fault is not null)
            environment[FaultSwitches.Variable] = fault;
        var (exitCode, output) = await Command.RunAsync(
            copy.Folder,
            limit,
            environment,
            Path.Combine(copy.Folder, project.Program),
            [.. filter, "-stopOnFail", "-noColor", "-noLogo", "-noAutoReporters"]
        );
        if (exitCode == 0)
        {
            return Total().IsMatch(output)
                ? null
                : throw new InvalidOperationException($"No tests ran with {string.Join(' ', filter)}:\n{output}");
        }

        // A test that fails says more than how the process ended.
        return Failed().Match(output) is { Success: true } failed ? failed.Groups["name"].Value
            : exitCode is null ? $"no end within {limit.TotalMinutes:0} minutes"
            : $"the end of the tests with code {exitCode}";
    }

    [GeneratedRegex(@"^ +Leadgate\.\w+\.Tests\.(?:\w+\.)*?(?<name>\w+\.\w+)(?:\(.*)? \[FAIL\]", RegexOptions.Multiline)]
    private static partial Regex Failed();

    [GeneratedRegex(@"Total: [1-9]")]
    private static partial Regex Total();
}
