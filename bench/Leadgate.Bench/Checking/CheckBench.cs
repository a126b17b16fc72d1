using System.Diagnostics;
using System.Text.Json;
using Leadgate.Bench.Intake;
using Leadgate.Domain.Intake;
using Leadgate.Domain.Leads;
using Leadgate.Domain.Lists;

namespace Leadgate.Bench.Checking;

/// <summary>Reading and validating on one thread, without HTTP or disk, against <see cref="JsonDocument"/>, which only parses.</summary>
internal static class CheckBench
{
    private const int Leads = 1000;
    private const int Seed = 57;
    private static readonly TimeSpan MaxTimeEach = TimeSpan.FromSeconds(2);

    public static CheckResult Run(BenchOptions options)
    {
        var catalog = ListCatalog.Build(BuiltInLists.Read());
        var body = new LeadFactory(catalog, Seed).Bulk(Leads);
        var limits = new BulkLimits(Leads, body.Length);
        var now = TimeProvider.System.GetUtcNow();
        var each = options.Limit < MaxTimeEach ? options.Limit / 4 : MaxTimeEach;

        Round();
        return new CheckResult(Leads, body.Length, TextBytes(Read()), [.. Enumerable.Range(0, options.Rounds).Select(_ => Round())]);

        CheckRound Round() => new(Measure(ReadAndValidate, each), Measure(Parse, each));

        void ReadAndValidate()
        {
            using var bulk = Read();
            if (bulk.ErrorRecords > 0)
                throw new InvalidOperationException("The generated leads must be valid.");
        }

        ValidatedBulk Read()
        {
            var reader = new JsonBulkReader(new BulkLeads(new LeadValidator(catalog, BenchRules.Rules, now), limits));
            reader.Read(body, isLast: true);
            return reader.Bulk!;
        }

        void Parse()
        {
            using var document = JsonDocument.Parse(body);
            if (document.RootElement.GetProperty("leads").GetArrayLength() != Leads)
                throw new InvalidOperationException("The body must contain every lead.");
        }
    }

    private static double TextBytes(ValidatedBulk bulk) =>
        bulk.Leads.Average(lead =>
            (double)
                lead.Fields.ToArray().Concat(lead.Vehicles.SelectMany(vehicle => vehicle.Fields.ToArray())).Sum(value => value.Utf8.Length)
        );

    private static ReadingSpeed Measure(Action read, TimeSpan atLeast)
    {
        GC.Collect();
        var allocated = GC.GetAllocatedBytesForCurrentThread();
        var clock = Stopwatch.StartNew();
        var bodies = 0;
        while (clock.Elapsed < atLeast)
        {
            read();
            bodies++;
        }

        return new ReadingSpeed(bodies, clock.Elapsed.TotalSeconds, GC.GetAllocatedBytesForCurrentThread() - allocated);
    }
}
