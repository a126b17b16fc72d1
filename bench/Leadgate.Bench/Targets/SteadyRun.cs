using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using Leadgate.Bench.Intake;
using Leadgate.Contract;
using Leadgate.Domain.Lists;

namespace Leadgate.Bench.Targets;

/// <summary>Bulks of 20 leads at one pace for some minutes: what checkpoints and a growing store do to the slowest answers.</summary>
internal static class SteadyRun
{
    private const int Seed = 77;
    private const int LeadsOfBulk = 20;
    private static readonly MediaTypeHeaderValue Json = new("application/json");

    /// <summary>Runs it on a fresh SQLite store and prints a line a minute.</summary>
    /// <param name="options">Where the store is made.</param>
    /// <param name="leadsPerSecond">The pace.</param>
    /// <param name="minutes">How long.</param>
    /// <param name="cancellation">Gives up.</param>
    public static async Task<int> RunAsync(BenchOptions options, int leadsPerSecond, int minutes, CancellationToken cancellation)
    {
        var folder = Directory.CreateDirectory(Path.Combine(options.Folder, $"steady-{Guid.NewGuid():N}"));
        try
        {
            await using var service = await ChildProcess.StartAsync(
                BenchRun.ServiceAssembly,
                folder.FullName,
                ["serve", "--urls", "http://127.0.0.1:0", "--database", "sqlite:" + Path.Combine(folder.FullName, "steady.db")],
                cancellation
            );
            var factory = new LeadFactory(ListCatalog.Build(BuiltInLists.Read()), Seed);
            var bodies = Enumerable.Range(0, 500).Select(_ => factory.Bulk(LeadsOfBulk)).ToArray();
            using var client = new HttpMessageInvoker(new SocketsHttpHandler { UseProxy = false, ActivityHeadersPropagator = null });
            await Console.Out.WriteLineAsync(
                "| minute | median ms | 99 of 100 | 999 of 1,000 | slowest | memory MiB |\n|---|---:|---:|---:|---:|---:|"
            );
            for (var minute = 1; minute <= minutes; minute++)
            {
                var waits = await PacedLoad.RunAsync(
                    (double)leadsPerSecond / LeadsOfBulk,
                    TimeSpan.FromMinutes(1),
                    number => PostAsync(client, service, bodies[number % bodies.Length], cancellation),
                    cancellation
                );
                await Console.Out.WriteLineAsync(
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"| {minute} | {At(waits, 0.5):0.0} | {At(waits, 0.99):0.0} | {At(waits, 0.999):0.0} | {waits[^1] * 1000:0} | {service.Resident / 1024 / 1024} |"
                    )
                );
            }

            return 0;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static double At(double[] waits, double share) => waits[(int)(waits.Length * share)] * 1000;

    private static async Task PostAsync(HttpMessageInvoker client, ChildProcess service, byte[] body, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(service.Address, Routes.Bulks))
        {
            Content = new ByteArrayContent(body) { Headers = { ContentType = Json } },
        };
        using var answer = await client.SendAsync(request, cancellation);
        if (answer.StatusCode != HttpStatusCode.OK)
            throw new InvalidOperationException($"The service answered {(int)answer.StatusCode}.");
    }
}
