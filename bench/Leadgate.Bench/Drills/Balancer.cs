using System.ComponentModel;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Leadgate.Contract;

namespace Leadgate.Bench.Drills;

/// <summary>HAProxy in front of two nodes, with the configuration from the documentation.</summary>
internal sealed class Balancer : IAsyncDisposable
{
    private const string Configuration = "docs/examples/haproxy.cfg";
    private static readonly TimeSpan StartTimeout = TimeSpan.FromSeconds(20);
    private readonly Process _process;

    private Balancer(Process process, Uri address) => (_process, Address) = (process, address);

    public Uri Address { get; }

    public static async Task<Balancer> StartAsync(IReadOnlyList<Uri> nodes, CancellationToken cancellation)
    {
        var address = new Uri($"http://{FreeAddress()}");
        var start = new ProcessStartInfo("haproxy", ["-db", "-q", "-f", Path.GetFullPath(Configuration)]);
        (start.Environment["LEADGATE_BALANCER"], start.Environment["LEADGATE_NODE_1"], start.Environment["LEADGATE_NODE_2"]) = (
            address.Authority,
            nodes[0].Authority,
            nodes[1].Authority
        );
        try
        {
            var balancer = new Balancer(Process.Start(start)!, address);
            await balancer.WaitAsync(cancellation);
            return balancer;
        }
        catch (Win32Exception e)
        {
            throw new InvalidOperationException("This drill requires HAProxy. Install the package haproxy.", e);
        }
    }

    /// <summary>A free address on this machine.</summary>
    public static string FreeAddress()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return listener.LocalEndpoint.ToString()!;
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
            _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    private async Task WaitAsync(CancellationToken cancellation)
    {
        using var client = new HttpClient();
        var waited = Stopwatch.StartNew();
        while (true)
        {
            try
            {
                using var response = await client.GetAsync(new Uri(Address, Routes.Ready), cancellation);
                if (response.IsSuccessStatusCode)
                    return;
            }
            catch (HttpRequestException) when (!_process.HasExited && waited.Elapsed < StartTimeout)
            {
                // Not listening yet.
            }

            if (_process.HasExited || waited.Elapsed > StartTimeout)
                throw new InvalidOperationException("HAProxy did not start.");
        }
    }
}
