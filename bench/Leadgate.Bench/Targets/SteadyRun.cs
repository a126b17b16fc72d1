using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using Leadgate.Bench.Intake;
using Leadgate.Contract;
using Leadgate.Domain.Lists;

namespace Leadgate.Bench.Targets;

/// <summary>Bulks of 20 leads at a constant rate: the effect of checkpoints and a growing database on the slowest responses.</summary>
internal static class SteadyRun
{
    private const int Seed = 77;
    private const int LeadsPerBulk = 20;
    private static readonly MediaTypeHeaderValue Json = new("application/json");

    /// <summary>Runs on a new SQLite database and prints a line per minute.</summary>
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
            var bodies = Enumerable.Range(0, 500).Select(_ => factory.Bulk(LeadsPerBulk)).ToArray();
            using var client = new HttpMessageInvoker(new SocketsHttpHandler { UseProxy = false, ActivityHeadersPropagator = null });
            await Console.Out.WriteLineAsync(
                "| minute | median ms | 99 of 100 | 999 of 1,000 | slowest | memory MiB |\n|---|---:|---:|---:|---:|---:|"
            );
            for (var minute = 1; minute <= minutes; minute++)
            {
                var waits = await PacedLoad.RunAsync(
                    (double)leadsPerSecond / LeadsPerBulk,
                    TimeSpan.FromMinutes(1),
                    number => PostAsync(client, service, bodies[number % bodies.Length], cancellation),
                    cancellation
                );
                var (median, p99, p999) = (Quantile(waits, 0.5), Quantile(waits, 0.99), Quantile(waits, 0.999));
                await Console.Out.WriteLineAsync(
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"| {minute} | {median:0.0} | {p99:0.0} | {p999:0.0} | {waits[^1] * 1000:0} | {service.Resident / 1024 / 1024} |"
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

    private static double Quantile(double[] waits, double share) => waits[(int)(waits.Length * share)] * 1000;

    private static async Task PostAsync(HttpMessageInvoker client, ChildProcess service, byte[] body, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(service.Address, Routes.Bulks))
        {
            Content = new ByteArrayContent(body) { Headers = { ContentType = Json } },
        };
        using var response = await client.SendAsync(request, cancellation);
        if (response.StatusCode != HttpStatusCode.OK)
            throw new InvalidOperationException($"The service returned {(int)response.StatusCode}.");
    }
}
