using System.CommandLine;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using Leadgate.Bench;
using Leadgate.Bench.Drills;
using Leadgate.Bench.Files;
using Leadgate.Bench.Lists;
using Leadgate.Bench.Micro;
using Leadgate.Bench.Overload;
using Leadgate.Bench.Reads;
using Leadgate.Bench.Targets;
using Leadgate.Bench.Upgrades;
using Leadgate.Storage;

var leads = new Option<int?>("--leads")
{
    Description = $"Leads of each bulk size in a round. Default: {BenchOptions.Default.Leads}",
    HelpName = "N",
};
var reads = new Option<int?>("--reads")
{
    Description = $"Reads of each list request in a round. Default: {BenchOptions.Default.Reads}",
    HelpName = "N",
};
var rounds = new Option<int?>("--rounds")
{
    Description = $"Counted rounds, after some warm-up rounds. Default: {BenchOptions.Default.Rounds}",
    HelpName = "N",
};
var connections = new Option<int?>("--connections")
{
    Description = $"Number of connections; large bulks use an eighth of them. Default: {BenchOptions.Default.Connections}",
    HelpName = "N",
};
var seconds = new Option<int?>("--seconds")
{
    Description = $"Maximum time of one measurement in seconds. Default: {BenchOptions.Default.Limit.TotalSeconds}",
    HelpName = "N",
};
var database = new Option<string?>("--database")
{
    Description =
        "A database on a PostgreSQL server whose user can create databases. The bench creates its own and drops them. Default: SQLite",
    HelpName = "postgres://...",
};
var isLong = new Option<bool>("--long")
{
    Description = "Also measure a database with five million leads (takes a few more minutes and 3 GB).",
};
var quick = new Option<bool>("--quick")
{
    Description = "Run for about ten seconds, to try it out. Writes no file unless --output is given.",
};
var folder = new Option<DirectoryInfo?>("--folder")
{
    Description = "Parent folder of the databases, which are deleted afterwards. Default: next to the program",
    HelpName = "DIR",
};
var output = new Option<FileInfo?>("--output")
{
    Description = "Report file. Default: bench/results/sqlite.md or postgres.md",
    HelpName = "FILE",
};
var root = new RootCommand(
    "Measure the service against baselines in the same run: the bare database driver, a bare Kestrel, and a bare JSON parser."
)
{
    database,
    leads,
    reads,
    rounds,
    connections,
    seconds,
    isLong,
    quick,
    folder,
    output,
};

// The bodies and rows of a round are kept in memory, and a benchmark must end.
foreach (
    var (number, maximum) in ((Option<int?>, int)[])
        [(leads, 200_000), (reads, 5_000_000), (rounds, 100), (connections, 1_000), (seconds, 600)]
)
{
    number.Validators.Add(result =>
    {
        if (result.GetValueOrDefault<int?>() is { } value && (value < 1 || value > maximum))
            result.AddError($"{number.Name} must be a number from 1 to {maximum}.");
    });
}

root.SetAction(
    async (result, cancellation) =>
    {
        var basis = result.GetValue(quick) ? BenchOptions.Quick : BenchOptions.Default;
        if (result.GetValue(database) is { } address)
            basis = basis.On(StoreAddress.Parse(address));
        var options = basis with
        {
            Leads = result.GetValue(leads) ?? basis.Leads,
            Reads = result.GetValue(reads) ?? basis.Reads,
            Rounds = result.GetValue(rounds) ?? basis.Rounds,
            Connections = result.GetValue(connections) ?? basis.Connections,
            Limit = result.GetValue(seconds) is { } limit ? TimeSpan.FromSeconds(limit) : basis.Limit,
            IsLong = result.GetValue(isLong),
            Folder = result.GetValue(folder)?.FullName ?? basis.Folder,
            Output = result.GetValue(output)?.FullName ?? basis.Output,
        };
        return await BenchRun.RunAsync(options, cancellation);
    }
);

// The baseline that the bench starts itself.
var service = new Argument<Uri>("SERVICE") { CustomParser = argument => new Uri(argument.Tokens[0].Value) };
var bare = new Command(BareKestrel.Verb) { service };
bare.Hidden = true;
bare.SetAction((result, cancellation) => BareKestrel.ServeAsync(result.GetRequiredValue(service), cancellation));
root.Add(bare);
root.Add(DrillCommand.Create());
root.Add(OverloadCommand.Create());
root.Add(ReadsCommand.Create());
root.Add(FilesCommand.Create());
root.Add(NeighborCommand.Create());
root.Add(FollowerCost.CreateCommand());
root.Add(UpgradeBench.CreateCommand());
var micro = new Command("micro", "Measure reading, matching, and validation alone, with their allocations (BenchmarkDotNet).");
var filter = new Option<string>("--filter")
{
    Description = "Run only the benchmarks whose full name matches: *Issue*.",
    DefaultValueFactory = _ => "*",
    HelpName = "PATTERN",
};
micro.Options.Add(filter);
micro.SetAction(parsed =>
    BenchmarkSwitcher
        .FromTypes([typeof(CheckBenchmarks), typeof(IssueBenchmarks)])
        .Run(
            ["--filter", parsed.GetRequiredValue(filter)],
            DefaultConfig
                .Instance.AddJob(Job.ShortRun.WithToolchain(InProcessEmitToolchain.Instance))
                .WithArtifactsPath(Path.Combine(Path.GetTempPath(), "leadgate-micro"))
        )
);
root.Add(micro);

var pace = new Option<int>("--pace")
{
    Description = "Leads per second.",
    DefaultValueFactory = _ => 10_000,
    HelpName = "N",
};
var minutes = new Option<int>("--minutes")
{
    Description = "Duration in minutes.",
    DefaultValueFactory = _ => 10,
    HelpName = "N",
};
var steady = new Command("steady", "Send bulks of 20 leads to SQLite at a constant rate and show the slowest responses of each minute.")
{
    pace,
    minutes,
};
steady.SetAction(
    (result, cancellation) => SteadyRun.RunAsync(BenchOptions.Default, result.GetValue(pace), result.GetValue(minutes), cancellation)
);
root.Add(steady);

return await root.Parse(args).InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = TimeSpan.FromSeconds(30) });
