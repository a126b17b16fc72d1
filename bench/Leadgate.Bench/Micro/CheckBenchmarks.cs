using System.Text;
using BenchmarkDotNet.Attributes;
using Leadgate.Bench.Intake;
using Leadgate.Domain.Intake;
using Leadgate.Domain.Leads;
using Leadgate.Domain.Lists;

namespace Leadgate.Bench.Micro;

/// <summary>Reading, matching and validation alone, with their allocations.</summary>
[MemoryDiagnoser]
public class CheckBenchmarks
{
    private const int LeadsPerBulk = 100;
    private static readonly ListCatalog Catalog = ListCatalog.Build(BuiltInLists.Read());
    private static readonly DateTimeOffset Now = new(2026, 3, 1, 9, 0, 0, TimeSpan.Zero);
    private readonly ReferenceList _cities = Catalog[ReferenceLists.City];
    private readonly ReferenceList _sources = Catalog[ReferenceLists.LeadSource];
    private readonly int _eastern = Catalog[ReferenceLists.Region].Active.Single(region => region.Label == "Eastern Province").Value;
    private readonly byte[] _bulk = new LeadFactory(Catalog, 57).Bulk(LeadsPerBulk);
    private readonly byte[] _lead;
    private readonly byte[] _leadWithErrors;
    private readonly LeadValidator _validator = new(Catalog, BenchRules.Rules, Now);
    private readonly LeadMemory _memory = new();

    public CheckBenchmarks()
    {
        var one = new LeadFactory(Catalog, 57).Bulk(1);
        var body = Encoding.UTF8.GetString(one);
        var start = body.IndexOf('[', StringComparison.Ordinal) + 1;
        _lead = Encoding.UTF8.GetBytes(body[start..body.LastIndexOf("],\"isProcessed\"", StringComparison.Ordinal)]);
        _leadWithErrors = Encoding.UTF8.GetBytes(
            Encoding.UTF8.GetString(_lead).Replace("\"priority\":", "\"prioritty\":", StringComparison.Ordinal)
        );
    }

    [Benchmark(Description = "read and validate a bulk", OperationsPerInvoke = LeadsPerBulk)]
    public int Bulk()
    {
        var reader = new JsonBulkReader(
            new BulkLeads(new LeadValidator(Catalog, BenchRules.Rules, Now), new BulkLimits(LeadsPerBulk, _bulk.Length))
        );
        reader.Read(_bulk, isLast: true);
        using var bulk = reader.Bulk!;
        return bulk.ErrorRecords;
    }

    [Benchmark(Description = "validate a valid lead")]
    public object ValidLead() => Validate(_lead);

    [Benchmark(Description = "validate a lead without priority")]
    public object LeadWithErrors() => Validate(_leadWithErrors);

    [Benchmark(Description = "match an English label")]
    public object? English() => _sources.Match("Website", null).Item;

    [Benchmark(Description = "match an Arabic label under its parent item")]
    public object? Arabic() => _cities.Match("الدمام", _eastern).Item;

    [Benchmark(Description = "match unknown text")]
    public object? Nothing() => _sources.Match("Wbesite", null).Item;

    [Benchmark(Description = "find the three most similar items")]
    public object NearestItems() => _cities.FindNearest("Damam", _eastern);

    private Lead Validate(byte[] json)
    {
        var lead = _validator.Validate(0, json, _memory);
        _memory.Return();
        return lead;
    }
}
