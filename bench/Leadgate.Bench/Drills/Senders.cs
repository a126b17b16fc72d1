using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using Leadgate.Contract;

namespace Leadgate.Bench.Drills;

/// <summary>
/// Senders who behave: each bulk has an Idempotency-Key, and is sent again with that key, to the next node, until one acknowledges it.
/// They send as fast as they are answered.
/// </summary>
/// <param name="cluster">Where to.</param>
internal sealed class Senders(Cluster cluster) : IDisposable
{
    private const int Count = 12;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan GiveUp = TimeSpan.FromMinutes(1);
    private static readonly MediaTypeHeaderValue Json = new("application/json");
    private readonly ConcurrentDictionary<string, Acknowledgement> _acknowledged = new();
    private readonly HttpClient _client = cluster.NewClient();
    private readonly ConcurrentBag<double> _refusals = [];
    private volatile bool _stopping;
    private int _broken;
    private Task _sending = Task.CompletedTask;

    /// <summary>An answer of 200.</summary>
    /// <param name="Id">The bulk's id.</param>
    /// <param name="Seconds">When, since the drill began.</param>
    /// <param name="Tries">How often it was sent.</param>
    public sealed record Acknowledgement(long Id, double Seconds, int Tries);

    /// <summary>What was acknowledged, by key. Each bulk holds one lead without errors and one with.</summary>
    public IReadOnlyDictionary<string, Acknowledgement> Acknowledged => _acknowledged;

    /// <summary>How long each answer of 503 took, in seconds.</summary>
    public IReadOnlyCollection<double> Refusals => _refusals;

    /// <summary>How often there was no answer at all.</summary>
    public int Broken => _broken;

    public void Start()
    {
        _sending = Task.WhenAll(Enumerable.Range(0, Count).Select(sender => Task.Run(() => SendAllAsync(sender))));
        cluster.Say(
            $"{Count} senders send bulks of two leads, each with a key of its own, {(cluster.Doors.Count > 1 ? "to both nodes in turn" : "to the balancer")}"
        );
    }

    /// <summary>Lets each sender bring its last bulk home.</summary>
    public async Task StopAsync()
    {
        _stopping = true;
        await _sending;
        cluster.Say("the senders have stopped");
    }

    /// <summary>Returns when a bulk was acknowledged that was sent after a moment.</summary>
    public async Task<double> FirstAfterAsync(double seconds, CancellationToken cancellation)
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
            var body = DrillLead.Bulk(DrillLead.Of(key, "Hot"), DrillLead.Of(key, null));
            var since = Stopwatch.StartNew();
            for (var tries = 1; ; tries++)
            {
                if (await SendAsync(cluster.Doors[(sender + n + tries) % cluster.Doors.Count], key, body) is { } id)
                {
                    _acknowledged[key] = new Acknowledgement(id, cluster.Seconds, tries);
                    break;
                }

                if (since.Elapsed > GiveUp)
                    throw new InvalidOperationException($"Bulk {key} was not taken within {GiveUp}.");
                await Task.Delay(Pause);
            }
        }
    }

    /// <summary>The bulk's id, or null when it has to be sent again.</summary>
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
            using var answer = await _client.SendAsync(request);
            var text = await answer.Content.ReadAsStringAsync();
            if (answer.StatusCode == HttpStatusCode.OK)
                return long.Parse(text, CultureInfo.InvariantCulture);
            if (
                answer.StatusCode is not (HttpStatusCode.ServiceUnavailable or HttpStatusCode.Conflict)
                || answer.Headers.RetryAfter is null
            )
                throw new InvalidOperationException($"A node answered {(int)answer.StatusCode}: {text}");
            _refusals.Add(Stopwatch.GetElapsedTime(start).TotalSeconds);
        }
        catch (HttpRequestException)
        {
            Interlocked.Increment(ref _broken);
        }

        return null;
    }
}
