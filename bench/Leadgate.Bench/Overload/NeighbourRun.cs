using System.IO.Compression;
using System.Text;
using Leadgate.Bench.Intake;
using Leadgate.Contract;

namespace Leadgate.Bench.Overload;

/// <summary>
/// Measures the single leads of one API key while another sends large bulks, bulks that take long to check, or bulks whose errors are
/// large.
/// </summary>
internal sealed class NeighbourRun(ChildProcess service, OverloadOptions options, LeadFactory factory, string loadKey, string neighbourKey)
{
    /// <summary>The single leads of the neighbor per second.</summary>
    public const int PerSecond = 200;
    private const int NeighbourConnections = 100;
    private const int DistinctBodies = 8;

    private static readonly byte[] EmptyLeads = Encoding.UTF8.GetBytes(
        $"{{\"leads\":[{string.Join(',', Enumerable.Repeat("{}", 10_000))}]}}"
    );

    /// <summary>The number of bulks of the neighbor that were stored; each has one lead.</summary>
    public long Acknowledged { get; private set; }

    public async Task<IReadOnlyList<NeighbourRound>> RunAsync(CancellationToken cancellation)
    {
        NeighbourAttack[] attacks =
        [
            new("nothing", 0, Routes.Bulks, "", []),
            new("32 senders of 1,000 leads", 32, Routes.Bulks, "", Bodies(() => factory.Bulk(1000))),
            new("24 checks of 2,000 leads with wrong texts", 24, Routes.Bulks + "?dryRun=true", "", Bodies(() => factory.WrongBulk(2000))),
            new("10,000 empty leads, compressed", 1, Routes.Bulks, "Content-Encoding: gzip\r\n", [Compress(EmptyLeads)]),
            new("8 times 10,000 empty leads, compressed", 8, Routes.Bulks, "Content-Encoding: gzip\r\n", [Compress(EmptyLeads)]),
        ];
        var rounds = new List<NeighbourRound>();
        for (var round = 0; round < options.Rounds; round++)
        {
            foreach (var attack in attacks)
            {
                rounds.Add(await RunAsync(attack, cancellation));
                await Console.Error.WriteLineAsync(OverloadReport.Line(rounds[^1]));
            }
        }

        return rounds;

        static byte[][] Bodies(Func<byte[]> create) => [.. Enumerable.Range(0, DistinctBodies).Select(_ => create())];
    }

    private async Task<NeighbourRound> RunAsync(NeighbourAttack attack, CancellationToken cancellation)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var head = WireRequest.PostHead(service.Address, attack.Path, loadKey, attack.Headers);
        var load =
            attack.Connections == 0
                ? null
                : new ClosedLoop(service.Address, attack.Connections).RunAsync(
                    number => new WireRequest(head, attack.Bodies[number % attack.Bodies.Length]),
                    stop.Token
                );
        var single = factory.Bulk(1);
        var neighbourHead = WireRequest.PostHead(service.Address, Routes.Bulks, neighbourKey);
        var neighbour = await new OpenLoop(service.Address, NeighbourConnections).RunAsync(
            PerSecond,
            options.Span,
            _ => new WireRequest(neighbourHead, single),
            cancellation
        );
        await stop.CancelAsync();
        var beside = load is null ? null : await load;
        Acknowledged += neighbour.Accepted.Length;
        if (beside is not null && !attack.Path.Contains('?', StringComparison.Ordinal))
            Acknowledged += (long)beside.Accepted.Length * LeadsIn(attack);
        return new NeighbourRound(attack.Name, neighbour, beside, service.PeakResident);
    }

    private static int LeadsIn(NeighbourAttack attack) => attack.Headers.Length > 0 ? 10_000 : 1000;

    private static byte[] Compress(byte[] body)
    {
        using var compressed = new MemoryStream();
        using (var gzip = new GZipStream(compressed, CompressionLevel.SmallestSize))
            gzip.Write(body);
        return compressed.ToArray();
    }
}
