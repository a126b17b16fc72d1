using System.Text.RegularExpressions;

namespace Leadgate.Mutations;

/// <summary>Runs tests in a working copy until one fails.</summary>
internal sealed partial class TestRun(WorkingCopy copy)
{
    /// <summary>For a few classes, and for a whole project.</summary>
    private static readonly (TimeSpan Classes, TimeSpan Project) Limits = (TimeSpan.FromMinutes(3), TimeSpan.FromMinutes(6));

    /// <summary>Classes that are left out, because one of their tests fails without a fault.</summary>
    private readonly List<string> _leftOut = [];

    /// <summary>Runs a project without a fault, and leaves out the classes with tests that fail.</summary>
    /// <returns>The tests that fail.</returns>
    public async Task<IReadOnlyList<string>> LeaveOutFailingAsync(TestProject project)
    {
        var (exitCode, output) = await StartAsync(project, null, Limits.Project, Others(project, []), stopsAtFailure: false);
        var failed = Failed().Matches(output).Select(match => match.Groups["name"].Value).Distinct().ToList();
        if (exitCode != 0 && failed.Count == 0)
            throw new InvalidOperationException($"Without a fault, the tests of {project.Name} end with code {exitCode}:\n{output}");
        _leftOut.AddRange(failed.Select(ClassOf).Except(_leftOut));
        return failed;
    }

    /// <summary>Runs classes of a project.</summary>
    /// <returns>What failed, or null.</returns>
    public async Task<string?> RunAsync(TestProject project, string? fault, IReadOnlyList<string> classes)
    {
        var filter = classes.Except(_leftOut).SelectMany(name => new[] { "-class", $"*{name}" }).ToList();
        return filter.Count == 0
            ? null
            : Judge(await StartAsync(project, fault, Limits.Classes, filter, stopsAtFailure: true), Limits.Classes);
    }

    /// <summary>Runs a project without some of its classes.</summary>
    /// <returns>What failed, or null.</returns>
    public async Task<string?> RunOthersAsync(TestProject project, string? fault, IReadOnlyList<string> classes) =>
        Judge(await StartAsync(project, fault, Limits.Project, Others(project, classes), stopsAtFailure: true), Limits.Project);

    /// <summary>The class of a test.</summary>
    public static string ClassOf(string test) => test.Split('.')[0];

    private List<string> Others(TestProject project, IReadOnlyList<string> classes) =>
        [
            .. classes.Union(_leftOut).SelectMany(name => new[] { "-class-", $"*{name}" }),
            .. project.Excluded.SelectMany(name => new[] { "-namespace-", name }),
        ];

    private Task<(int? ExitCode, string Output)> StartAsync(
        TestProject project,
        string? fault,
        TimeSpan limit,
        List<string> filter,
        bool stopsAtFailure
    )
    {
        var environment = new Dictionary<string, string> { ["DOTNET_TieredPGO"] = "0", ["DOTNET_EnableWriteXorExecute"] = "0" };
        if (fault is not null)
            environment[FaultSwitches.Variable] = fault;
        return Command.RunAsync(
            copy.Folder,
            limit,
            environment,
            Path.Combine(copy.Folder, project.Program),
            [.. filter, .. stopsAtFailure ? ["-stopOnFail"] : (string[])[], "-noColor", "-noLogo", "-noAutoReporters"]
        );
    }

    private static string? Judge((int? ExitCode, string Output) run, TimeSpan limit)
    {
        if (run.ExitCode == 0)
            return Total().IsMatch(run.Output) ? null : throw new InvalidOperationException($"No tests ran:\n{run.Output}");

        // A test that fails says more than how the process ended.
        return Failed().Match(run.Output) is { Success: true } failed ? failed.Groups["name"].Value
            : run.ExitCode is null ? $"no end within {limit.TotalMinutes:0} minutes"
            : $"the end of the tests with code {run.ExitCode}";
    }

    [GeneratedRegex(@"^ +Leadgate\.\w+\.Tests\.(?:\w+\.)*?(?<name>\w+\.\w+)(?:\(.*)? \[FAIL\]", RegexOptions.Multiline)]
    private static partial Regex Failed();

    [GeneratedRegex(@"Total: [1-9]")]
    private static partial Regex Total();
}
