using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using Leadgate.Bench.Targets;
using Leadgate.Contract;
using Leadgate.Domain.Lists;

namespace Leadgate.Bench.Intake;

/// <summary>Bulks over HTTP to the service, against the baselines of its engine.</summary>
internal sealed class IntakeBench(BenchOptions options, ChildProcess service, ChildProcess plain, IntakeEngine engine, string folder)
{
    private const int Seed = 20250817;
    private const int MediumBulk = 20;
    private const int LargeBulk = 1000;
    private const int ErrorPercent = 25;

    /// <summary>The plain service gets this many times fewer bulks, because it is so much slower.</summary>
    private const int PlainShare = 5;
    private static readonly byte[] ErrorRecords = Encoding.ASCII.GetBytes(Headers.ErrorRecords + ":");
    private static readonly MediaTypeHeaderValue Json = new("application/json");
    private readonly LeadFactory _factory = new(ListCatalog.Build(BuiltInLists.Read()), Seed);

    /// <summary>The number of leads that the service has acknowledged, including the warm-up.</summary>
    public long Acknowledged { get; private set; }

    /// <summary>
    /// A single sender shows the cost of a response when no other bulk shares the transaction. Single leads of many senders get longer
    /// rounds, because the thread pool changes in the first seconds of a load.
    /// </summary>
    public IEnumerable<IntakeCase> Cases() =>
        [
            new(1, 1, Math.Max(1, options.Leads / 5)),
            new(1, options.Connections, options.Leads * 3),
            new(MediumBulk, options.Connections, options.Leads),
            new(LargeBulk, Math.Max(1, options.Connections / 8), options.Leads),
        ];

    public async Task<IntakeResult> RunAsync(IntakeCase @case, CancellationToken cancellation)
    {
        var bodies = CreateBodies(@case);
        var load = new LoadGenerator(service.Address, @case.Connections);

        // The runtime recompiles hot code for a few seconds; services run for months.
        var warmUp = Stopwatch.StartNew();
        do await RoundAsync(load, @case, bodies, cancellation);
        while (warmUp.Elapsed < options.WarmUp);
        var rounds = new List<IntakeRound>();
        for (var round = 0; round < options.Rounds; round++)
            rounds.Add(await RoundAsync(load, @case, bodies, cancellation));
        var halfLoad =
            @case.LeadsPerBulk == MediumBulk
                ? await HalfLoadAsync(@case, bodies, Spread.From(rounds, round => round.Load.PerSecond).Median / 2, cancellation)
                : (double?)null;
        return new IntakeResult(@case, bodies.Average(body => (double)body.Length) / @case.LeadsPerBulk, rounds, halfLoad);
    }

    /// <summary>Bulks with errors in turn with valid bulks. The difference is mainly the cost of error messages.</summary>
    public async Task<ErrorShareResult> RunWithErrorsAsync(CancellationToken cancellation)
    {
        var valid = new IntakeCase(MediumBulk, options.Connections, options.Leads);
        var withErrors = valid with { ErrorPercent = ErrorPercent };
        var bodies = CreateBodies(valid);
        var bodiesWithErrors = CreateBodies(withErrors);
        var load = new LoadGenerator(service.Address, valid.Connections);
        var warmUp = Stopwatch.StartNew();
        do
        {
            await SendToServiceAsync(load, bodies, valid, cancellation);
            await SendToServiceAsync(load, bodiesWithErrors, withErrors, cancellation);
        } while (warmUp.Elapsed < options.WarmUp);
        var rounds = new List<ErrorShareRound>();
        for (var round = 0; round < options.Rounds; round++)
        {
            var first = await SendToServiceAsync(load, bodies, valid, cancellation);
            var second = await SendToServiceAsync(load, bodiesWithErrors, withErrors, cancellation);
            rounds.Add(new ErrorShareRound(first, second));
        }

        return new ErrorShareResult(valid.LeadsPerBulk, valid.Connections, ErrorPercent, rounds);
    }

    private byte[][] CreateBodies(IntakeCase @case) =>
        [
            .. Enumerable
                .Range(0, Math.Max(1, @case.Leads / @case.LeadsPerBulk))
                .Select(_ => _factory.Bulk(@case.LeadsPerBulk, @case.ErrorPercent)),
        ];

    private async Task<double> HalfLoadAsync(IntakeCase @case, byte[][] bodies, double perSecond, CancellationToken cancellation)
    {
        using var client = new HttpMessageInvoker(new SocketsHttpHandler { UseProxy = false, ActivityHeadersPropagator = null });
        var span = options.Limit / 4;
        var waits = await PacedLoad.RunAsync(
            perSecond,
            span,
            async number =>
            {
                using var request = Post(service.Address, bodies[number % bodies.Length]);
                using var response = await client.SendAsync(request, cancellation);
                Check((int)response.StatusCode, response.Headers.GetValues(Headers.ErrorRecords).Single(), @case);
            },
            cancellation
        );
        Acknowledged += (long)waits.Length * @case.LeadsPerBulk;

        // Reads the rows so that the next round doesn't, but the baselines don't store them.
        await engine.RepeatAsync(@case.Connections, TimeSpan.Zero, cancellation);
        return waits[(int)(waits.Length * 0.99)];
    }

    private async Task<IntakeRound> RoundAsync(LoadGenerator load, IntakeCase @case, byte[][] bodies, CancellationToken cancellation)
    {
        var processor = service.Processor;
        var result = await SendToServiceAsync(load, bodies, @case, cancellation);
        processor = service.Processor - processor;
        var leads = (long)result.Responses * @case.LeadsPerBulk;
        var repetition = await engine.RepeatAsync(@case.Connections, options.Limit, cancellation);
        var plainLoad =
            @case.LeadsPerBulk == MediumBulk
                ? await SendToPlainServiceAsync(@case, bodies[..Math.Max(1, bodies.Length / PlainShare)], cancellation)
                : null;
        return repetition.Leads == leads
            ? new IntakeRound(result, processor.TotalSeconds, repetition, AppendSync.PerSecond(folder), plainLoad)
            : throw new InvalidOperationException($"{leads} leads were acknowledged, but {repetition.Leads} are stored.");
    }

    private async Task<LoadResult> SendToServiceAsync(LoadGenerator load, byte[][] bodies, IntakeCase @case, CancellationToken cancellation)
    {
        var result = await SendAsync(load, bodies, @case, cancellation);
        Acknowledged += (long)result.Responses * @case.LeadsPerBulk;
        return result;
    }

    private async Task<LoadResult> SendToPlainServiceAsync(IntakeCase @case, byte[][] bodies, CancellationToken cancellation)
    {
        var load = new LoadGenerator(plain.Address, @case.Connections);
        return await SendAsync(load, bodies, @case, cancellation);
    }

    private async Task<LoadResult> SendAsync(LoadGenerator load, byte[][] bodies, IntakeCase @case, CancellationToken cancellation)
    {
        var head = WireRequest.PostHead(load.Server, Routes.Bulks);
        return await load.RunAsync(
            bodies.Length,
            options.Limit,
            number => new(head, bodies[number]),
            response => Check(response.Status, Encoding.ASCII.GetString(response.Header(ErrorRecords)), @case),
            cancellation
        );
    }

    private static HttpRequestMessage Post(Uri address, byte[] body) =>
        new(HttpMethod.Post, new Uri(address, Routes.Bulks)) { Content = new ByteArrayContent(body) { Headers = { ContentType = Json } } };

    private static void Check(int status, string errors, IntakeCase @case)
    {
        if (status != 200)
            throw new InvalidOperationException($"The service returned {status} for a bulk of {@case.LeadsPerBulk} leads.");
        if (errors != @case.ErrorsPerBulk.ToString(CultureInfo.InvariantCulture))
            throw new InvalidOperationException(
                $"{errors} of {@case.LeadsPerBulk} generated leads have errors instead of {@case.ErrorsPerBulk}."
            );
    }
}
