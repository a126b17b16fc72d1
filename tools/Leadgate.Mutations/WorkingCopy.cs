namespace Leadgate.Mutations;

/// <summary>A copy of the repository's files in which faults are put in, built, and tested. The repository itself is not touched.</summary>
internal sealed class WorkingCopy(string repository, string folder)
{
    /// <summary>Only a copy has this file.</summary>
    private const string SwitchFile = "FaultSwitch.cs";

    private static readonly TimeSpan BuildLimit = TimeSpan.FromMinutes(15);

    /// <summary>The files that faults change, as they were when the copy was made: somebody may edit them during the run.</summary>
    private readonly Dictionary<string, string> _sources = [];

    /// <summary>The same files with the faults behind switches.</summary>
    private readonly Dictionary<string, string> _switched = [];

    public string Folder => folder;

    /// <summary>Whether a folder holds the copy of an earlier run.</summary>
    public static bool IsIn(string folder) => File.Exists(Path.Combine(folder, SwitchFile));

    /// <summary>Copies the files that are tracked, or would be; what is already there stays, so that the build has less to do.</summary>
    public async Task CopyAsync(IReadOnlyList<Fault> faults)
    {
        var (_, listed) = await Command.RunAsync(
            repository,
            BuildLimit,
            new Dictionary<string, string>(),
            "git",
            "ls-files",
            "--cached",
            "--others",
            "--exclude-standard"
        );
        foreach (var file in faults.Select(fault => fault.File).Distinct())
            _sources[file] = await File.ReadAllTextAsync(InRepository(file));
        var switched = faults.Where(CanSwitch).ToLookup(fault => fault.File);
        var files = listed.Split('\n', StringSplitOptions.RemoveEmptyEntries).Where(file => File.Exists(InRepository(file))).ToList();
        Directory.CreateDirectory(folder);
        await WriteAsync(SwitchFile, FaultSwitches.Code);
        DeleteOthers([.. files.Select(InCopy)]);
        foreach (var file in files)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(InCopy(file))!);
            if (switched.Contains(file))
                await WriteAsync(file, _switched[file] = FaultSwitches.Insert(_sources[file], [.. switched[file]]));
            else if (!IsSame(InRepository(file), InCopy(file)))
                File.Copy(InRepository(file), InCopy(file), overwrite: true);
        }

        await WriteAsync(
            "Directory.Build.targets",
            """
            <Project>
              <ItemGroup Condition="$(MSBuildProjectDirectory.Contains('/src/'))">
                <Compile Include="$(MSBuildThisFileDirectory)FaultSwitch.cs" />
              </ItemGroup>
            </Project>
            """
        );
    }

    /// <summary>Whether a fault can be put in beside others.</summary>
    public bool CanSwitch(Fault fault) => FaultSwitches.CanSwitch(fault, _sources[fault.File]);

    /// <summary>Writes a fault that cannot be switched into its file.</summary>
    public Task PutInAsync(Fault fault)
    {
        var source = _sources[fault.File];
        var (start, length) = FaultList.Find(fault, source)[0];
        return WriteAsync(fault.File, source[..start] + fault.Faulty + source[(start + length)..]);
    }

    /// <summary>Takes such a fault out again.</summary>
    public Task TakeOutAsync(Fault fault) => WriteAsync(fault.File, _switched.GetValueOrDefault(fault.File) ?? _sources[fault.File]);

    /// <returns>What the compiler reports, or null.</returns>
    public async Task<string?> BuildAsync(IEnumerable<TestProject> projects)
    {
        foreach (var project in projects)
        {
            // Warnings and analyzers are for people who keep the code; documentation comments remain, because the API document needs them.
            var (exitCode, output) = await Command.RunAsync(
                folder,
                BuildLimit,
                new Dictionary<string, string> { ["MSBUILDDISABLENODEREUSE"] = "1" },
                "dotnet",
                "build",
                project.Folder,
                "--configuration",
                "Release",
                "-p:TreatWarningsAsErrors=false",
                "-p:RunAnalyzers=false",
                "-p:EnforceCodeStyleInBuild=false",
                "-p:NuGetAudit=false",
                "-nologo",
                "-clp:ErrorsOnly;NoSummary"
            );
            if (exitCode != 0)
                return string.Join('\n', output.Split('\n').Select(line => line.Split(" [")[0].Trim()).Distinct().Take(40));
        }

        return null;
    }

    /// <summary>Deletes files of an earlier copy that the repository no longer has; what was built stays.</summary>
    private void DeleteOthers(HashSet<string> files)
    {
        foreach (var part in Directory.GetDirectories(folder).Where(part => Path.GetFileName(part) != "artifacts"))
        {
            foreach (var file in Directory.EnumerateFiles(part, "*", SearchOption.AllDirectories).Where(file => !files.Contains(file)))
                File.Delete(file);
        }
    }

    private string InRepository(string file) => Path.Combine(repository, file);

    private string InCopy(string file) => Path.Combine(folder, file);

    private async Task WriteAsync(string file, string text)
    {
        if (!File.Exists(InCopy(file)) || await File.ReadAllTextAsync(InCopy(file)) != text)
            await File.WriteAllTextAsync(InCopy(file), text);
    }

    private static bool IsSame(string one, string other) =>
        File.Exists(other)
        && new FileInfo(one).Length == new FileInfo(other).Length
        && File.ReadAllBytes(one).AsSpan().SequenceEqual(File.ReadAllBytes(other));
}
