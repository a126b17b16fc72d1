using System.ComponentModel;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Leadgate.Contract;

namespace Leadgate.Bench.Drills;

/// <summary>HAProxy in front of two nodes, with the configuration from the documentation.</summary>
internal sealed class Balancer : IAsyncDisposable
{
    private const string Configuration = "docs/examples/haproxy.cfg";
    private static readonly TimeSpan StartTimeout = TimeSpan.FromSeconds(20);
    private readonly Process _process;
    private readonly DirectoryInfo _folder;

    private Balancer(Process process, Uri address, DirectoryInfo folder) => (_process, Address, _folder) = (process, address, folder);

    public Uri Address { get; }

    public static async Task<Balancer> StartAsync(IReadOnlyList<Uri> nodes, CancellationToken cancellation)
    {
        var address = new Uri($"http://{FreeAddress()}");
        var folder = Directory.CreateTempSubdirectory("leadgate-haproxy-");
        var socket = Path.Combine(folder.FullName, "socket.cfg");
        await File.WriteAllTextAsync(socket, $"global\n    stats socket {GetSocket(folder)} mode 600 level admin\n", cancellation);
        var start = new ProcessStartInfo("haproxy", ["-db", "-q", "-f", Path.GetFullPath(Configuration), "-f", socket]);
        (start.Environment["LEADGATE_BALANCER"], start.Environment["LEADGATE_NODE_1"], start.Environment["LEADGATE_NODE_2"]) = (
            address.Authority,
            nodes[0].Authority,
            nodes[1].Authority
        );
        try
        {
            var balancer = new Balancer(Process.Start(start)!, address, folder);
            await balancer.WaitAsync(cancellation);
            return balancer;
        }
        catch (Win32Exception e)
        {
            throw new InvalidOperationException("This drill requires HAProxy. Install the package haproxy.", e);
        }
    }

    /// <summary>Tells it something over its socket for administrators, as an operator does, and returns what it says.</summary>
    public async Task<string> TellAsync(string command, CancellationToken cancellation)
    {
        using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        await socket.ConnectAsync(new UnixDomainSocketEndPoint(GetSocket(_folder)), cancellation);
        await using var stream = new NetworkStream(socket);
        await stream.WriteAsync(Encoding.ASCII.GetBytes(command + "\n"), cancellation);
        using var reader = new StreamReader(stream);
        return await reader.ReadToEndAsync(cancellation);
    }

    private static string GetSocket(DirectoryInfo folder) => Path.Combine(folder.FullName, "admin");

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
        _folder.Delete(recursive: true);
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
