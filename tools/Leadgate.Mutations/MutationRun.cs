using System.Diagnostics;

namespace Leadgate.Mutations;

/// <summary>Puts faults in one at a time and runs their tests.</summary>
internal sealed class MutationRun(string repository, WorkingCopy copy, TextWriter output)
{
    private readonly TestRun _tests = new(copy);
    private readonly List<string> _failing = [];

    /// <summary>The tests that fail without a fault. The others of their classes do not count either.</summary>
    public IReadOnlyList<string> Failing => _failing;

    /// <summary>Builds the copy and finds tests that fail without a fault.</summary>
    /// <returns>Why it cannot be used, or null.</returns>
    public async Task<string?> PrepareAsync(IReadOnlyList<Fault> faults, bool withTests)
    {
        await output.WriteLineAsync("Building one copy with all faults behind switches ...");
        await copy.CopyAsync(faults);
        if (await copy.BuildAsync(TestProject.All) is { } errors)
            return $"The copy does not build. An error in a fault has the fault's name in place of the file's:\n{errors}";
        if (!withTests)
            return null;
        await output.WriteLineAsync("Running all tests without a fault ...");
        foreach (var project in TestProject.All)
        {
            foreach (var failed in await _tests.LeaveOutFailingAsync(project))
                _failing.Add(failed);
        }

        return null;
    }

    /// <param name="withOthers">Whether to run also the other tests of a project if those pass that the fault names.</param>
    public async Task<FaultResult> TryAsync(Fault fault, bool withOthers)
    {
        var start = Stopwatch.GetTimestamp();
        var isAlone = !copy.CanSwitch(fault);
        var projects = TestProject
            .All.Select(project => (Project: project, Classes: project.ClassesOf(repository, fault.Tests).ToList()))
            .Where(test => test.Classes.Count > 0)
            .ToList();
        if (projects.Count == 0)
            throw new InvalidOperationException($"No project has the tests that {fault.Id} names.");
        string? foundBy;
        if (isAlone)
        {
            await copy.PutInAsync(fault);
            foundBy = await copy.BuildAsync(projects.Select(test => test.Project)) is null
                ? await FindAsync(fault, projects, withOthers)
                : throw new InvalidOperationException($"{fault.Id} does not build.");
            await copy.TakeOutAsync(fault);
            await copy.BuildAsync(projects.Select(test => test.Project));
        }
        else
        {
            foundBy = await FindAsync(fault, projects, withOthers);
        }

        return new FaultResult(fault, foundBy, Stopwatch.GetElapsedTime(start).TotalSeconds);
    }

    private async Task<string?> FindAsync(Fault fault, List<(TestProject Project, List<string> Classes)> projects, bool withOthers)
    {
        foreach (var (project, classes) in projects)
        {
            if (await _tests.RunAsync(project, fault.Id, classes) is { } failed)
                return failed;
        }

        foreach (var (project, classes) in withOthers ? projects : [])
        {
            // A test that nobody expected to fail may have failed by chance.
            if (await _tests.RunOthersAsync(project, fault.Id, classes) is { } failed && await IsFaultNeededAsync(fault, project, failed))
                return failed;
        }

        return null;
    }

    private async Task<bool> IsFaultNeededAsync(Fault fault, TestProject project, string failed)
    {
        return !copy.CanSwitch(fault) || failed.Contains(' ') || await _tests.RunAsync(project, null, [TestRun.ClassOf(failed)]) is null;
    }
}
