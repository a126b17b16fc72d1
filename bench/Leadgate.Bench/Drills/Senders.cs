using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using Leadgate.Contract;

namespace Leadgate.Bench.Drills;

/// <summary>
/// Well-behaved senders: each bulk has an idempotency key and is sent again with it to the next node until a node acknowledges it. Each
/// sender sends its next bulk as soon as the previous one is acknowledged.
/// </summary>
internal sealed class Senders(Cluster cluster) : IDisposable
{
    private const int Count = 12;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan RetryTimeout = TimeSpan.FromMinutes(1);
    private static readonly MediaTypeHeaderValue Json = new("application/json");
    private readonly ConcurrentDictionary<string, Acknowledgement> _acknowledged = new();
    private readonly HttpClient _client = cluster.CreateClient();
    private readonly ConcurrentBag<double> _rejections = [];
    private volatile bool _stopping;
    private int _unanswered;
    private Task _sending = Task.CompletedTask;

    /// <param name="Id">The id of the bulk.</param>
    /// <param name="Seconds">The time since the start of the drill.</param>
    /// <param name="Tries">How often the bulk was sent.</param>
    public sealed record Acknowledgement(long Id, double Seconds, int Tries);

    /// <summary>The acknowledged bulks by idempotency key. Each has a valid lead and a lead with errors.</summary>
    public IReadOnlyDictionary<string, Acknowledgement> Acknowledged => _acknowledged;

    /// <summary>The response times of all 503 responses, in seconds.</summary>
    public IReadOnlyCollection<double> Rejections => _rejections;

    /// <summary>The number of requests without a response.</summary>
    public int Unanswered => _unanswered;

    public void Start()
    {
        _sending = Task.WhenAll(Enumerable.Range(0, Count).Select(sender => Task.Run(() => SendAllAsync(sender))));
        var target = cluster.Endpoints.Count > 1 ? "to both nodes in turn" : "to the load balancer";
        cluster.Log($"{Count} senders send bulks of two leads, each with its own idempotency key, {target}");
    }

    /// <summary>Stops after each sender's last bulk is acknowledged.</summary>
    public async Task StopAsync()
    {
        _stopping = true;
        await _sending;
        cluster.Log("the senders have stopped");
    }

    /// <summary>Returns the time of the first acknowledgement after a time.</summary>
    public async Task<double> WaitForFirstAfterAsync(double seconds, CancellationToken cancellation)
    {
        while (true)
        {
            if (
                _acknowledged.Values.Where(one => one.Seconds > seconds).Select(one => one.Seconds).Order().FirstOrDefault()
                is > 0
                    and var first
            )
                return first;
            await Task.Delay(Pause, cancellation);
        }
    }

    public void Dispose() => _client.Dispose();

    private async Task SendAllAsync(int sender)
    {
        for (var n = 0; !_stopping; n++)
        {
            var key = string.Create(CultureInfo.InvariantCulture, $"{sender}-{n}");
            var body = DrillLead.CreateBulk(DrillLead.Create(key, "Hot"), DrillLead.Create(key, null));
            var since = Stopwatch.StartNew();
            for (var tries = 1; ; tries++)
            {
                if (await SendAsync(cluster.Endpoints[(sender + n + tries) % cluster.Endpoints.Count], key, body) is { } id)
                {
                    _acknowledged[key] = new Acknowledgement(id, cluster.Seconds, tries);
                    break;
                }

                if (since.Elapsed > RetryTimeout)
                    throw new InvalidOperationException($"Bulk {key} was not acknowledged within {RetryTimeout}.");
                await Task.Delay(Pause);
            }
        }
    }

    /// <summary>Returns the id of the bulk, or null if it has to be sent again.</summary>
    private async Task<long?> SendAsync(Uri node, string key, string body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(node, Routes.Bulks))
        {
            Content = new StringContent(body, Json),
        };
        request.Headers.Add(Headers.IdempotencyKey, key);
        var start = Stopwatch.GetTimestamp();
        try
        {
            using var response = await _client.SendAsync(request);
            var text = await response.Content.ReadAsStringAsync();
            if (response.StatusCode == HttpStatusCode.OK)
                return long.Parse(text, CultureInfo.InvariantCulture);
            if (
                response.StatusCode is not (HttpStatusCode.ServiceUnavailable or HttpStatusCode.Conflict)
                || response.Headers.RetryAfter is null
            )
                throw new InvalidOperationException($"A node returned {(int)response.StatusCode}: {text}");
            _rejections.Add(Stopwatch.GetElapsedTime(start).TotalSeconds);
        }
        catch (HttpRequestException)
        {
            Interlocked.Increment(ref _unanswered);
        }

        return null;
    }
}
