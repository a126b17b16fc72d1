using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using Leadgate.Bench.Targets;
using Leadgate.Contract;
using Leadgate.Domain.Lists;

namespace Leadgate.Bench.Intake;

/// <summary>Bulks over HTTP into the service, beside the baselines of its engine.</summary>
internal sealed class IntakeBench(BenchOptions options, ChildProcess service, ChildProcess plain, IntakeEngine engine, string folder)
{
    private const int Seed = 20250817;
    private const int UsualBulk = 20;
    private const int LargeBulk = 1000;
    private const int ErrorPercent = 25;

    /// <summary>The plain service gets so many times fewer bulks, for it is so much slower.</summary>
    private const int PlainShare = 5;
    private static readonly byte[] ErrorRecords = Encoding.ASCII.GetBytes(Headers.ErrorRecords + ":");
    private static readonly MediaTypeHeaderValue Json = new("application/json");
    private readonly LeadFactory _factory = new(ListCatalog.Build(BuiltInLists.Read()), Seed);

    /// <summary>How many leads the service has acknowledged, those of the warm-up too.</summary>
    public long Acknowledged { get; private set; }

    /// <summary>The sizes. A lone sender shows what an answer costs when there is nobody to share a transaction with. Single leads of many get longer rounds, for threads come and go in the first seconds of a load.</summary>
    public IEnumerable<IntakeCase> Cases() =>
        [
            new(1, 1, Math.Max(1, options.Leads / 5)),
            new(1, options.Connections, options.Leads * 3),
            new(UsualBulk, options.Connections, options.Leads),
            new(LargeBulk, Math.Max(1, options.Connections / 8), options.Leads),
        ];

    public async Task<IntakeResult> RunAsync(IntakeCase @case, CancellationToken cancellation)
    {
        var bodies = Bodies(@case);
        var load = new LoadGenerator(service.Address, @case.Connections);

        // The runtime compiles anew what is used much, for some seconds; services run for months.
        var warmUp = Stopwatch.StartNew();
        do await RoundAsync(load, @case, bodies, cancellation);
        while (warmUp.Elapsed < options.WarmUp);
        var rounds = new List<IntakeRound>();
        for (var round = 0; round < options.Rounds; round++)
            rounds.Add(await RoundAsync(load, @case, bodies, cancellation));
        var halfLoad =
            @case.LeadsPerBulk == UsualBulk
                ? await HalfLoadAsync(@case, bodies, Spread.Of(rounds, round => round.Load.PerSecond).Median / 2, cancellation)
                : (double?)null;
        return new IntakeResult(@case, bodies.Average(body => (double)body.Length) / @case.LeadsPerBulk, rounds, halfLoad);
    }

    /// <summary>Bulks in which some leads have errors, in turn with bulks of valid ones: first of all, what the messages of errors cost.</summary>
    public async Task<ErrorShareResult> RunWithErrorsAsync(CancellationToken cancellation)
    {
        var valid = new IntakeCase(UsualBulk, options.Connections, options.Leads);
        var withErrors = valid with { ErrorPercent = ErrorPercent };
        var bodies = Bodies(valid);
        var bodiesWithErrors = Bodies(withErrors);
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

    private byte[][] Bodies(IntakeCase @case) =>
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
                using var answer = await client.SendAsync(request, cancellation);
                Check((int)answer.StatusCode, answer.Headers.GetValues(Headers.ErrorRecords).Single(), @case);
            },
            cancellation
        );
        Acknowledged += (long)waits.Length * @case.LeadsPerBulk;

        // Taken note of, and not repeated by the baselines.
        await engine.RepeatAsync(@case.Connections, TimeSpan.Zero, cancellation);
        return waits[(int)(waits.Length * 0.99)];
    }

    private async Task<IntakeRound> RoundAsync(LoadGenerator load, IntakeCase @case, byte[][] bodies, CancellationToken cancellation)
    {
        var processor = service.Processor;
        var result = await SendToServiceAsync(load, bodies, @case, cancellation);
        processor = service.Processor - processor;
        var leads = (long)result.Answers * @case.LeadsPerBulk;
        var repetition = await engine.RepeatAsync(@case.Connections, options.Limit, cancellation);
        var plainly =
            @case.LeadsPerBulk == UsualBulk
                ? await PlainAsync(@case, bodies[..Math.Max(1, bodies.Length / PlainShare)], cancellation)
                : null;
        return repetition.Leads == leads
            ? new IntakeRound(result, processor.TotalSeconds, repetition, AppendSync.PerSecond(folder), plainly)
            : throw new InvalidOperationException($"{leads} leads were acknowledged, and {repetition.Leads} are stored.");
    }

    private async Task<LoadResult> SendToServiceAsync(LoadGenerator load, byte[][] bodies, IntakeCase @case, CancellationToken cancellation)
    {
        var result = await SendAsync(load, bodies, @case, cancellation);
        Acknowledged += (long)result.Answers * @case.LeadsPerBulk;
        return result;
    }

    private async Task<LoadResult> PlainAsync(IntakeCase @case, byte[][] bodies, CancellationToken cancellation)
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
            answer => Check(answer.Status, Encoding.ASCII.GetString(answer.Header(ErrorRecords)), @case),
            cancellation
        );
    }

    private static HttpRequestMessage Post(Uri address, byte[] body) =>
        new(HttpMethod.Post, new Uri(address, Routes.Bulks)) { Content = new ByteArrayContent(body) { Headers = { ContentType = Json } } };

    private static void Check(int status, string errors, IntakeCase @case)
    {
        if (status != 200)
            throw new InvalidOperationException($"The service answered {status} to a bulk of {@case.LeadsPerBulk} leads.");
        if (errors != @case.ErrorsPerBulk.ToString(CultureInfo.InvariantCulture))
            throw new InvalidOperationException(
                $"{errors} of {@case.LeadsPerBulk} invented leads have errors; there should be {@case.ErrorsPerBulk}."
            );
    }
}
