using System.CommandLine;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using Leadgate.Bench;
using Leadgate.Bench.Drills;
using Leadgate.Bench.Lists;
using Leadgate.Bench.Micro;
using Leadgate.Bench.Overload;
using Leadgate.Bench.Targets;
using Leadgate.Storage;

var leads = new Option<int?>("--leads")
{
    Description = $"Leads of each size and round. Default: {BenchOptions.Usual.Leads}",
    HelpName = "N",
};
var reads = new Option<int?>("--reads")
{
    Description = $"Reads of each list request and round. Default: {BenchOptions.Usual.Reads}",
    HelpName = "N",
};
var rounds = new Option<int?>("--rounds")
{
    Description = $"Rounds that count; some to warm up come before them. Default: {BenchOptions.Usual.Rounds}",
    HelpName = "N",
};
var connections = new Option<int?>("--connections")
{
    Description = $"Connections at once; an eighth of them for large bulks. Default: {BenchOptions.Usual.Connections}",
    HelpName = "N",
};
var seconds = new Option<int?>("--seconds")
{
    Description = $"The longest that one measurement may take. Default: {BenchOptions.Usual.Limit.TotalSeconds}",
    HelpName = "N",
};
var database = new Option<string?>("--database")
{
    Description =
        "A database on a PostgreSQL server whose user may make others, which the bench then does, and drops them. Default: SQLite",
    HelpName = "postgres://...",
};
var isLong = new Option<bool>("--long") { Description = "Measure a store of five million leads too: some minutes and 3 GB more." };
var quick = new Option<bool>("--quick") { Description = "Ten seconds in all, for trying; writes no file unless --output is given." };
var folder = new Option<DirectoryInfo?>("--folder")
{
    Description = "Where the databases are made, in a folder of their own that is removed. Default: beside the program",
    HelpName = "DIR",
};
var output = new Option<FileInfo?>("--output")
{
    Description = "The file for the figures. Default: bench/results/sqlite.md or postgres.md",
    HelpName = "FILE",
};
var root = new RootCommand(
    "Measures the service beside baselines of the same run: the bare driver of the database, a bare Kestrel, a bare JSON parser."
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

// A round's bodies and rows are held in memory, and nobody wants a benchmark that does not end.
foreach (
    var (number, most) in ((Option<int?>, int)[])[(leads, 200_000), (reads, 5_000_000), (rounds, 100), (connections, 1_000), (seconds, 600)]
)
{
    number.Validators.Add(result =>
    {
        if (result.GetValueOrDefault<int?>() is { } value && (value < 1 || value > most))
            result.AddError($"{number.Name} must be a number from 1 to {most}.");
    });
}

root.SetAction(
    async (result, cancellation) =>
    {
        var basis = result.GetValue(quick) ? BenchOptions.Quick : BenchOptions.Usual;
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

// What the bench starts as its own baseline; nothing for people.
var service = new Argument<Uri>("SERVICE") { CustomParser = argument => new Uri(argument.Tokens[0].Value) };
var bare = new Command(BareKestrel.Verb) { service };
bare.Hidden = true;
bare.SetAction((result, cancellation) => BareKestrel.ServeAsync(result.GetRequiredValue(service), cancellation));
root.Add(bare);
root.Add(DrillCommand.Create());
root.Add(OverloadCommand.Create());
var micro = new Command("micro", "Reading, matching and rules by themselves, with what they allocate (BenchmarkDotNet).");
micro.SetAction(_ =>
    BenchmarkRunner.Run<CheckBenchmarks>(
        DefaultConfig
            .Instance.AddJob(Job.ShortRun.WithToolchain(InProcessEmitToolchain.Instance))
            .WithArtifactsPath(Path.Combine(Path.GetTempPath(), "leadgate-micro"))
    )
);
root.Add(micro);

var pace = new Option<int>("--pace")
{
    Description = "Leads a second.",
    DefaultValueFactory = _ => 10_000,
    HelpName = "N",
};
var minutes = new Option<int>("--minutes")
{
    Description = "How long.",
    DefaultValueFactory = _ => 10,
    HelpName = "N",
};
var steady = new Command("steady", "Bulks of 20 leads at one pace into SQLite, and what the slowest answers took, minute by minute.")
{
    pace,
    minutes,
};
steady.SetAction(
    (result, cancellation) => SteadyRun.RunAsync(BenchOptions.Usual, result.GetValue(pace), result.GetValue(minutes), cancellation)
);
root.Add(steady);

return await root.Parse(args).InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = TimeSpan.FromSeconds(30) });
