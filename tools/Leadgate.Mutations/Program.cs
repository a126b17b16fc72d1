using System.Diagnostics;
using Leadgate.Mutations;

const string Usage = $"""
    Usage: ./leadgate mutate [FAULT...] [--list] [--folder FOLDER]

    Puts the faults of {FaultList.File} into a copy of the code, one at a time, and runs the tests of each.
    Without names it tries all faults, which takes about half an hour on two cores, and writes docs/mutations.md.

      FAULT             names of faults; a name that ends with * stands for all that begin so
      --list            lists the faults
      --again           tries once more what docs/mutations.md lists as not found, and renews the page
      --quick           runs only the test classes that the list names for a fault
      --folder FOLDER   keeps the copy in this folder, so that the next run has less to build

    Exit codes: 0 if at least nine of ten faults are found, 1 if fewer are or the run failed, 2 for a wrong option or name.
    """;

var repository = Directory.GetCurrentDirectory();
var names = new List<string>();
string? folder = null;
var isList = false;
var isQuick = false;
var isAgain = false;
for (var i = 0; i < args.Length; i++)
{
    switch (args[i])
    {
        case "--list":
            isList = true;
            break;
        case "--again":
            isAgain = true;
            break;
        case "--quick":
            isQuick = true;
            break;
        case "--folder" when i + 1 < args.Length:
            folder = Path.GetFullPath(args[++i]);
            break;
        case ['-', ..]:
            var isHelp = args[i] is "--help" or "-h";
            await (isHelp ? Console.Out : Console.Error).WriteLineAsync(Usage);
            return isHelp ? 0 : 2;
        default:
            names.Add(args[i]);
            break;
    }
}

var all = FaultList.Parse(await File.ReadAllTextAsync(Path.Combine(repository, FaultList.File)));
var outdated = all.Where(fault => FaultList.Find(fault, File.ReadAllText(Path.Combine(repository, fault.File))).Count != 1)
    .Select(fault => fault.Id)
    .ToList();
if (outdated.Count > 0)
{
    await Console.Error.WriteLineAsync(
        $"mutate: The list is out of date. These original texts do not occur exactly once in their files: {string.Join(", ", outdated)}"
    );
    return 1;
}

var page = isAgain ? await File.ReadAllTextAsync(Path.Combine(repository, ResultPage.File)) : null;
var earlier = page is null ? [] : ResultPage.ReadFound(page, all);
var chosen = all.ExceptBy(earlier.Select(result => result.Fault), fault => fault)
    .Where(fault => names.Count == 0 || names.Any(name => Matches(fault.Id, name)))
    .ToList();
if (chosen.Count == 0)
{
    await Console.Error.WriteLineAsync("mutate: No fault has this name. --list shows the names.");
    return 2;
}

if (isList)
{
    foreach (var fault in chosen)
        await Console.Out.WriteLineAsync($"{fault.Id, -40} {fault.Why}");
    return 0;
}

// What is in the folder and not in the repository is deleted.
if (Directory.Exists(folder) && Directory.EnumerateFileSystemEntries(folder).Any() && !WorkingCopy.IsIn(folder))
{
    await Console.Error.WriteLineAsync($"mutate: {folder} has other files. Name an empty folder, or one of an earlier run.");
    return 2;
}

var isKept = folder is not null;
folder ??= Directory.CreateTempSubdirectory("leadgate-mutate-").FullName;
try
{
    var start = Stopwatch.GetTimestamp();
    var (_, commit) = await Command.RunAsync(
        repository,
        TimeSpan.FromMinutes(1),
        new Dictionary<string, string>(),
        "git",
        "log",
        "-1",
        "--format=%h of %cs"
    );
    commit = commit.Trim();
    var run = new MutationRun(repository, new WorkingCopy(repository, folder), Console.Out);
    if (await run.PrepareAsync(all, withTests: names.Count == 0 && !isAgain) is { } reason)
    {
        await Console.Error.WriteLineAsync($"mutate: {reason}");
        return 1;
    }

    foreach (var failing in run.Failing)
        await Console.Out.WriteLineAsync($"{failing} fails without a fault; its class does not count.");
    var results = new List<FaultResult>();
    foreach (var fault in chosen)
    {
        var result = await run.TryAsync(fault, withOthers: !isQuick);
        results.Add(result);
        var foundBy = result.FoundBy is null ? "NOT FOUND" : $"found by {result.FoundBy}";
        await Console.Out.WriteLineAsync($"{results.Count, 3}/{chosen.Count} {fault.Id}: {foundBy} ({result.Seconds:0} s)");
    }

    results = [.. all.Join(earlier.Concat(results), fault => fault, result => result.Fault, (_, result) => result)];
    var found = results.Count(result => result.FoundBy is not null);
    var duration = Stopwatch.GetElapsedTime(start);
    if (page is not null)
    {
        commit = $"{ResultPage.ReadCommit(page)} (what it did not find: {commit})";
        duration += ResultPage.ReadDuration(page);
    }

    await Console.Out.WriteLineAsync(
        $"{found} of {results.Count} faults found ({ResultPage.Percent(found, results.Count)} %) in {duration.TotalMinutes:0} minutes"
    );
    if (names.Count == 0)
    {
        await File.WriteAllTextAsync(
            Path.Combine(repository, ResultPage.File),
            ResultPage.Write(commit, results, run.Failing, isQuick, duration)
        );
    }

    return found * 10 >= results.Count * 9 ? 0 : 1;
}
finally
{
    if (!isKept)
        Directory.Delete(folder, recursive: true);
}

static bool Matches(string id, string name) => name.EndsWith('*') ? id.StartsWith(name[..^1], StringComparison.Ordinal) : id == name;
