using System.Buffers;
using System.Text.Json;
using BenchmarkDotNet.Attributes;
using Leadgate.Bench.Intake;
using Leadgate.Domain.Intake;
using Leadgate.Domain.Leads;
using Leadgate.Domain.Lists;
using Leadgate.Domain.Wire;

namespace Leadgate.Bench.Micro;

/// <summary>What leads with errors cost: finding the errors, and writing them as JSON. Divided by the number of such leads.</summary>
[MemoryDiagnoser]
public class IssueBenchmarks
{
    private const int LeadsPerBulk = 20;
    private const int Bulks = 20;
    private const int ErrorPercent = 25;
    private const int LeadsWithErrors = Bulks * LeadsPerBulk * ErrorPercent / 100;
    private static readonly ListCatalog Catalog = ListCatalog.Build(BuiltInLists.Read());
    private static readonly DateTimeOffset Now = new(2026, 3, 1, 9, 0, 0, TimeSpan.Zero);
    private readonly byte[][] _valid = CreateBodies(0);
    private readonly byte[][] _withErrors = CreateBodies(ErrorPercent);
    private readonly IReadOnlyList<Issue>[] _issues;
    private readonly ArrayBufferWriter<byte> _buffer = new();

    public IssueBenchmarks() =>
        _issues = [.. _withErrors.SelectMany(body => Read(body).Leads).Where(lead => lead.HasErrors).Select(lead => lead.Errors)];

    [Benchmark(Description = "validate valid leads", Baseline = true, OperationsPerInvoke = LeadsWithErrors)]
    public int Valid() => Validate(_valid);

    [Benchmark(Description = "validate, a quarter with errors", OperationsPerInvoke = LeadsWithErrors)]
    public int WithErrors() => Validate(_withErrors);

    [Benchmark(Description = "write the errors of a lead", OperationsPerInvoke = LeadsWithErrors)]
    public int Render()
    {
        using var json = new Utf8JsonWriter(_buffer, WireJson.WriterOptions);
        var written = 0;
        foreach (var issues in _issues)
        {
            IssueJsonWriter.Write(json, issues);
            json.Flush();
            json.Reset();
            written += _buffer.WrittenCount;
            _buffer.ResetWrittenCount();
        }

        return written;
    }

    private static byte[][] CreateBodies(int errorPercent)
    {
        var factory = new LeadFactory(Catalog, 57);
        return [.. Enumerable.Range(0, Bulks).Select(_ => factory.Bulk(LeadsPerBulk, errorPercent))];
    }

    private static int Validate(byte[][] bodies)
    {
        var errors = 0;
        foreach (var body in bodies)
        {
            using var bulk = Read(body);
            errors += bulk.ErrorRecords;
        }

        return errors;
    }

    private static ValidatedBulk Read(byte[] body)
    {
        var reader = new JsonBulkReader(
            new BulkLeads(new LeadValidator(Catalog, BenchRules.Rules, Now), new BulkLimits(LeadsPerBulk, body.Length))
        );
        reader.Read(body, isLast: true);
        return reader.Bulk!;
    }
}
