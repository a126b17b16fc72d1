using System.Net;
using System.Net.Http.Headers;
using Leadgate.Contract;
using Leadgate.Domain.Lists;

namespace Leadgate.Bench.Intake;

/// <summary>Bulks of one size.</summary>
/// <param name="LeadsPerBulk">The size.</param>
/// <param name="Connections">Connections at once.</param>
/// <param name="Leads">Leads in a round.</param>
internal sealed record IntakeCase(int LeadsPerBulk, int Connections, int Leads);

/// <summary>A round of one case: the service, then the same rows by the bare driver.</summary>
/// <param name="Load">What the senders saw.</param>
/// <param name="Leads">Leads acknowledged.</param>
/// <param name="ServiceProcessorSeconds">Processor time of the service.</param>
/// <param name="Each">The driver with a transaction for each bulk.</param>
/// <param name="Grouped">The driver with the bulks in the service's own transactions.</param>
internal sealed record IntakeRound(LoadResult Load, long Leads, double ServiceProcessorSeconds, DriverResult Each, DriverResult Grouped)
{
    public double PerSecond => Leads / Load.Seconds;
}

/// <summary>The rounds of a case.</summary>
/// <param name="Case">The case.</param>
/// <param name="BytesPerLead">The share of a lead in the bodies.</param>
/// <param name="Rounds">The rounds that count.</param>
internal sealed record IntakeResult(IntakeCase Case, double BytesPerLead, IReadOnlyList<IntakeRound> Rounds);

/// <summary>Bulks over HTTP into the service, beside the bare driver.</summary>
internal sealed class IntakeBench : IDisposable
{
    public const string DatabaseFile = "service.db";
    private const int Seed = 20250817;
    private const int LargeBulk = 1000;
    private static readonly MediaTypeHeaderValue Json = new("application/json");

    private readonly BenchOptions _options;
    private readonly ChildProcess _service;
    private readonly string _database;
    private readonly BareDriver _each;
    private readonly BareDriver _grouped;
    private readonly LeadFactory _factory = new(ListCatalog.Build(ShippedLists.Read()), Seed);

    private IntakeBench(BenchOptions options, ChildProcess service, string database, BareDriver each, BareDriver grouped) =>
        (_options, _service, _database, _each, _grouped) = (options, service, database, each, grouped);

    /// <summary>How many leads the service has acknowledged, those of the warm-up too.</summary>
    public long Acknowledged { get; private set; }

    /// <summary>Makes the baselines' databases beside the service's.</summary>
    public static async Task<IntakeBench> CreateAsync(BenchOptions options, ChildProcess service, string folder)
    {
        var each = await BareDriver.CreateAsync(Path.Combine(folder, "driver.db"));
        return new IntakeBench(options, service, Path.Combine(folder, DatabaseFile), each, await BareDriver.CreateAsync(Path.Combine(folder, "driver-grouped.db")));
    }

    /// <summary>The sizes. A lone sender shows what an answer costs when there is nobody to share a transaction with.</summary>
    public IEnumerable<IntakeCase> Cases() =>
    [
        new(1, 1, Math.Max(1, _options.Leads / 5)),
        new(1, _options.Connections, _options.Leads),
        new(20, _options.Connections, _options.Leads),
        new(LargeBulk, Math.Max(1, _options.Connections / 8), _options.Leads),
    ];

    public async Task<IntakeResult> RunAsync(IntakeCase @case, CancellationToken cancellation)
    {
        var bodies = Enumerable.Range(0, Math.Max(1, @case.Leads / @case.LeadsPerBulk)).Select(_ => _factory.Bulk(@case.LeadsPerBulk)).ToArray();
        using var load = new LoadGenerator(_service.Address, @case.Connections);
        await RoundAsync(load, @case, bodies[..Math.Max(1, bodies.Length / 4)], cancellation);
        var rounds = new List<IntakeRound>();
        for (var round = 0; round < _options.Rounds; round++) rounds.Add(await RoundAsync(load, @case, bodies, cancellation));
        return new IntakeResult(@case, bodies.Average(body => (double)body.Length) / @case.LeadsPerBulk, rounds);
    }

    public void Dispose()
    {
        _each.Dispose();
        _grouped.Dispose();
    }

    private async Task<IntakeRound> RoundAsync(LoadGenerator load, IntakeCase @case, byte[][] bodies, CancellationToken cancellation)
    {
        var last = LastBulk();
        var processor = _service.Processor;
        var result = await load.RunAsync(bodies.Length, _options.Limit, (number, address) => Post(address, bodies[number]), answer => Check(answer, @case), cancellation);
        processor = _service.Processor - processor;
        var leads = (long)result.Answers * @case.LeadsPerBulk;
        Acknowledged += leads;

        // The drivers' databases grow row by row as the service's does, so that all three have tables and indexes of one size.
        using var stored = new StoredRows(_database);
        var rows = stored.After(last);
        if (rows.Sum(bulk => (long)bulk.Leads.Count) != leads) throw new InvalidOperationException($"{leads} leads were acknowledged, and other than that many are stored.");
        var each = _each.Run(rows, 1, _options.Limit);
        var grouped = _grouped.Run(rows, @case.Connections, _options.Limit);
        return new IntakeRound(result, leads, processor.TotalSeconds, each, grouped);
    }

    private long LastBulk()
    {
        using var stored = new StoredRows(_database);
        return stored.LastBulk();
    }

    private static HttpRequestMessage Post(Uri address, byte[] body) => new(HttpMethod.Post, new Uri(address, Routes.Bulks))
    {
        Content = new ByteArrayContent(body) { Headers = { ContentType = Json } },
    };

    private static void Check(HttpResponseMessage answer, IntakeCase @case)
    {
        if (answer.StatusCode != HttpStatusCode.OK) throw new InvalidOperationException($"The service answered {(int)answer.StatusCode} to a bulk of {@case.LeadsPerBulk} leads.");
        var errors = answer.Headers.GetValues(Headers.ErrorRecords).Single();
        if (errors != "0") throw new InvalidOperationException($"{errors} of {@case.LeadsPerBulk} invented leads have errors; they should be valid.");
    }
}
