using System.Diagnostics;
using System.Net.Http.Headers;
using Leadgate.Bench.Intake;
using Leadgate.Contract;
using Leadgate.Domain.Lists;

namespace Leadgate.Bench.Targets;

/// <summary>Targets for the process as a whole. Each is measured with a new process and database.</summary>
internal sealed class ProcessTargets(string folder)
{
    private const int Seed = 412;
    private const int Million = 1_000_000;
    private const int WarmUp = 90_000;
    private const int SpeedRounds = 5;
    private const int SpeedBulks = 1500;
    private static readonly MediaTypeHeaderValue Json = new("application/json");
    private readonly LeadFactory _factory = new(ListCatalog.Build(BuiltInLists.Read()), Seed);
    private int _databases;

    /// <summary>The time from the start of the process to the response to its first bulk.</summary>
    public async Task<Target> StartAsync(CancellationToken cancellation)
    {
        var body = _factory.Bulk(1);
        var seconds = new List<double>();
        for (var round = 0; round < 5; round++)
        {
            var start = Stopwatch.GetTimestamp();
            await using var service = await ServeAsync(cancellation);
            using var client = new HttpClient();
            await PostAsync(client, service, body, cancellation);
            seconds.Add(Stopwatch.GetElapsedTime(start).TotalSeconds);
        }

        var spread = Spread.From(seconds, one => one);
        return Target.AtMost(
            "start to first accepted bulk, with a new database",
            1.5,
            " s",
            spread.Median,
            $"{spread.Min:0.00} to {spread.Max:0.00} s in five starts"
        );
    }

    /// <summary>The memory for a bulk of 10,000 leads above that of the idle process.</summary>
    public async Task<Target> LargeBulkAsync(CancellationToken cancellation)
    {
        await using var service = await ServeAsync(cancellation);
        using var client = new HttpClient();
        for (var i = 0; i < 50; i++)
            await PostAsync(client, service, _factory.Bulk(20), cancellation);
        await Task.Delay(TimeSpan.FromSeconds(1), cancellation);
        var idle = service.Resident;
        await PostAsync(client, service, _factory.Bulk(10_000), cancellation);
        return Target.AtMost(
            "a bulk of 10,000 leads: peak resident memory above idle",
            150,
            " MiB",
            Mebibytes(service.PeakResident - idle),
            $"idle {Mebibytes(idle):0} MiB"
        );
    }

    /// <summary>How long a sender waits beside the most expensive bulks.</summary>
    public async Task<Target> NeighborAsync(CancellationToken cancellation)
    {
        await using var service = await ServeAsync(cancellation);
        return await NeighborTarget.MeasureAsync(service, cancellation);
    }

    /// <summary>Speed and memory with many stored leads. Takes minutes.</summary>
    public async Task<IReadOnlyList<Target>> ManyAsync(CancellationToken cancellation)
    {
        await using var service = await ServeAsync(cancellation);
        var bodies = Enumerable.Range(0, 500).Select(_ => _factory.Bulk(20)).ToArray();
        var filling = Enumerable.Range(0, 20).Select(_ => _factory.Bulk(1000)).ToArray();
        var load = new LoadGenerator(service.Address, 32);
        await FillAsync(load, bodies, 10_000, cancellation);
        var after10Thousand = service.Resident;

        // Warm-up first, or the empty database would look slow.
        await FillAsync(load, bodies, WarmUp, cancellation);
        var empty = await SpeedAsync(load, bodies, cancellation);
        await FillAsync(load, bodies, Million - 10_000 - WarmUp - (SpeedRounds * SpeedBulks * 20), cancellation);
        var afterMillion = service.Resident;
        var few = new LoadGenerator(service.Address, 4);
        await FillAsync(few, filling, 4 * Million, cancellation);
        var full = await SpeedAsync(load, bodies, cancellation);
        return
        [
            Target.AtLeast(
                "leads/s with 5 million leads stored ÷ with 0.1 million",
                0.85,
                full / empty,
                $"{full:N0} and {empty:N0} leads/s"
            ),
            Target.AtMost(
                "resident memory after 1,000,000 leads ÷ after 10,000",
                1.3,
                "",
                (double)afterMillion / after10Thousand,
                $"{Mebibytes(afterMillion):0} and {Mebibytes(after10Thousand):0} MiB"
            ),
        ];
    }

    private static async Task<double> SpeedAsync(LoadGenerator load, byte[][] bodies, CancellationToken cancellation)
    {
        var rounds = new List<double>();
        for (var round = 0; round < SpeedRounds; round++)
        {
            var result = await load.RunAsync(SpeedBulks, TimeSpan.FromSeconds(20), Requests(load, bodies), Check, cancellation);
            rounds.Add(result.PerSecond * 20);
        }

        return Spread.From(rounds, one => one).Median;
    }

    private static async Task FillAsync(LoadGenerator load, byte[][] bodies, int leads, CancellationToken cancellation)
    {
        var each = bodies[0].Length > 100_000 ? 1000 : 20;
        var count = leads / each;
        var result = await load.RunAsync(count, TimeSpan.FromMinutes(10), Requests(load, bodies), Check, cancellation);
        if (result.Responses < count)
            throw new InvalidOperationException("Filling the database took too long.");
    }

    private async Task<ChildProcess> ServeAsync(CancellationToken cancellation)
    {
        var database = Path.Combine(folder, $"target-{++_databases}.db");
        return await ChildProcess.StartAsync(
            BenchRun.ServiceAssembly,
            folder,
            ["serve", "--urls", "http://127.0.0.1:0", "--database", "sqlite:" + database],
            cancellation
        );
    }

    private static async Task PostAsync(HttpClient client, ChildProcess service, byte[] body, CancellationToken cancellation)
    {
        using var request = Request(service.Address, body);
        using var response = await client.SendAsync(request, cancellation);
        Check(new WireResponse((int)response.StatusCode, default));
    }

    private static HttpRequestMessage Request(Uri address, byte[] body) =>
        new(HttpMethod.Post, new Uri(address, Routes.Bulks)) { Content = new ByteArrayContent(body) { Headers = { ContentType = Json } } };

    private static Func<int, WireRequest> Requests(LoadGenerator load, byte[][] bodies)
    {
        var head = WireRequest.PostHead(load.Server, Routes.Bulks);
        return number => new(head, bodies[number % bodies.Length]);
    }

    private static void Check(WireResponse response)
    {
        if (response.Status != 200)
            throw new InvalidOperationException($"The service returned {response.Status}.");
    }

    private static double Mebibytes(long bytes) => bytes / 1024.0 / 1024.0;
}
