using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using Leadgate.Bench.Intake;
using Leadgate.Domain.Intake;
using Leadgate.Domain.Leads;
using Leadgate.Domain.Lists;
using Leadgate.Storage;
using Leadgate.Storage.Search;

namespace Leadgate.Bench.Reads;

/// <summary><c>bench follower</c>: what the follower costs for each lead, alone, in portions of several sizes.</summary>
internal static class FollowerCost
{
    private const int LeadsPerBulk = 20;
    private const int BulksAtOnce = 64;
    private const int ErrorPercent = 12;

    /// <summary>The first is for warming up.</summary>
    private static readonly int[] Portions = [1000, 250, 1000, 4000];

    public static Command CreateCommand()
    {
        var address = new Argument<string>("DATABASE") { Description = "A new store: sqlite:FILE or postgres://..." };
        var leads = new Option<int>("--leads")
        {
            Description = "Leads for each size of a portion.",
            DefaultValueFactory = _ => 100_000,
            HelpName = "N",
        };
        var command = new Command("follower", "Measure what the follower that writes the search index costs for each lead.")
        {
            address,
            leads,
        };
        command.SetAction(
            (result, cancellation) => RunAsync(StoreAddress.Parse(result.GetRequiredValue(address)), result.GetValue(leads), cancellation)
        );
        return command;
    }

    private static async Task<int> RunAsync(StoreAddress address, int leads, CancellationToken cancellation)
    {
        await using var store = address.Open(TimeProvider.System);
        var catalog = ListCatalog.Build(BuiltInLists.Read());
        var context = new SearchContext(catalog, BenchRules.Rules.Zone);
        await Console.Out.WriteLineAsync("µs for each lead:");
        await Console.Out.WriteLineAsync(
            "| portion | all | reading | waiting | writing | commit | processor of this program | longest write, ms |"
        );
        await Console.Out.WriteLineAsync("|---:|---:|---:|---:|---:|---:|---:|---:|");
        for (var i = 0; i < Portions.Length; i++)
        {
            await FillAsync(store, catalog, leads, seed: i, cancellation);
            await FollowAsync(store, context, Portions[i], cancellation);
        }

        return 0;
    }

    private static async Task FillAsync(ILeadStore store, ListCatalog catalog, int leads, int seed, CancellationToken cancellation)
    {
        var factory = new LeadFactory(catalog, seed);
        for (var done = 0; done < leads; done += BulksAtOnce * LeadsPerBulk)
        {
            var bulks = Enumerable.Range(0, BulksAtOnce).Select(_ => Read(factory.Bulk(LeadsPerBulk, ErrorPercent), catalog)).ToList();
            await Task.WhenAll(bulks.Select(bulk => store.AppendAsync(new NewBulk(bulk, "load", null), cancellation)));
            bulks.ForEach(bulk => bulk.Dispose());
        }
    }

    private static ValidatedBulk Read(byte[] body, ListCatalog catalog)
    {
        var reader = new JsonBulkReader(
            new BulkLeads(
                new LeadValidator(catalog, BenchRules.Rules, TimeProvider.System.GetUtcNow()),
                new BulkLimits(LeadsPerBulk, body.Length)
            )
        );
        reader.Read(body, isLast: true);
        return reader.Bulk!;
    }

    private static async Task FollowAsync(ILeadStore store, SearchContext context, int portion, CancellationToken cancellation)
    {
        var (clock, processor) = (Stopwatch.StartNew(), Environment.CpuUsage.TotalTime);
        var (leads, waiting, writing, reading, longest) = (0, TimeSpan.Zero, TimeSpan.Zero, TimeSpan.Zero, TimeSpan.Zero);
        while (await store.Follower.FollowNextAsync(portion, context, TimeProvider.System, cancellation) is { IsIdle: false } done)
        {
            leads += done.Leads;
            (reading, waiting, writing) = (reading + done.Reading, waiting + done.Waiting, writing + done.Writing);
            longest = done.Writing > longest ? done.Writing : longest;
        }

        TimeSpan[] spans =
        [
            clock.Elapsed,
            reading,
            waiting,
            writing,
            clock.Elapsed - reading - waiting - writing,
            Environment.CpuUsage.TotalTime - processor,
        ];
        var columns = spans.Select(span => (span.TotalMicroseconds / Math.Max(1, leads)).ToString("0.0", CultureInfo.InvariantCulture));
        await Console.Out.WriteLineAsync(
            string.Create(CultureInfo.InvariantCulture, $"| {portion} | {string.Join(" | ", columns)} | {longest.TotalMilliseconds:0} |")
        );
    }
}
