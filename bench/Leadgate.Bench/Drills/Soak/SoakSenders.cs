using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Leadgate.Contract;

namespace Leadgate.Bench.Drills.Soak;

/// <summary>
/// Well-behaved senders at a constant rate: each bulk has an idempotency key and is sent again with it until it is acknowledged. Bulks have
/// 1, 20 or 200 leads, some with errors. A reader reads bulks and searches all the time.
/// </summary>
/// <param name="leadsPerSecond">The rate of all senders together.</param>
internal sealed class SoakSenders(Uri service, int leadsPerSecond) : IDisposable
{
    private const int Count = 8;
    private static readonly int[] Sizes = [1, 1, 20, 1, 20, 1, 200, 1, 20, 1, 1, 20];
    private static readonly TimeSpan BetweenReads = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan RetryTimeout = TimeSpan.FromMinutes(3);

    /// <summary>No more than this is caught up after an outage, so that the load stays constant.</summary>
    private static readonly TimeSpan MaxCatchUp = TimeSpan.FromSeconds(1);
    private static readonly MediaTypeHeaderValue Json = new("application/json");
    private readonly ConcurrentDictionary<string, SoakBulk> _acknowledged = new();
    private readonly HttpClient _client = new(new SocketsHttpHandler { ConnectTimeout = TimeSpan.FromSeconds(5) })
    {
        Timeout = TimeSpan.FromSeconds(30),
    };
    private readonly Stopwatch _clock = Stopwatch.StartNew();
    private volatile SoakBulk? _lastAcknowledged;
    private volatile bool _stopping;
    private int _rejected;
    private int _unanswered;
    private int _reads;
    private int _readsRejected;
    private Task _sending = Task.CompletedTask;

    /// <summary>The acknowledged bulks by idempotency key.</summary>
    public IReadOnlyDictionary<string, SoakBulk> Acknowledged => _acknowledged;

    /// <summary>The number of 503 responses, and of 409 responses because an earlier request was still running.</summary>
    public int Rejected => _rejected;

    /// <summary>The number of requests without a response.</summary>
    public int Unanswered => _unanswered;

    /// <summary>The number of reads and searches with a correct response.</summary>
    public int Reads => _reads;

    /// <summary>The number of reads and searches with 503 or without a response.</summary>
    public int ReadsRejected => _readsRejected;

    public void Start(CancellationToken cancellation) =>
        _sending = Task.WhenAll(
            Enumerable
                .Range(0, Count)
                .Select(sender => Task.Run(() => SendAllAsync(sender, cancellation), cancellation))
                .Append(Task.Run(() => ReadAllAsync(cancellation), cancellation))
        );

    /// <summary>Whether a sender has timed out or got an unexpected response; <see cref="StopAsync"/> throws then.</summary>
    public bool HasFailed => _sending.IsFaulted;

    /// <summary>Stops after each sender's last bulk is acknowledged.</summary>
    public Task StopAsync()
    {
        _stopping = true;
        return _sending;
    }

    public void Dispose() => _client.Dispose();

    private async Task SendAllAsync(int sender, CancellationToken cancellation)
    {
        var next = _clock.Elapsed;
        for (var n = 0; !_stopping; n++)
        {
            var (key, size) = (string.Create(CultureInfo.InvariantCulture, $"{sender}-{n}"), Sizes[(n + (sender * 5)) % Sizes.Length]);
            await SendUntilAcknowledgedAsync(key, size, n, cancellation);
            next += TimeSpan.FromSeconds((double)size * Count / leadsPerSecond);
            if (next < _clock.Elapsed - MaxCatchUp)
                next = _clock.Elapsed - MaxCatchUp;
            if (next > _clock.Elapsed)
                await Task.Delay(next - _clock.Elapsed, cancellation);
        }
    }

    private async Task SendUntilAcknowledgedAsync(string key, int size, int n, CancellationToken cancellation)
    {
        // Every fourth lead has an error, of two kinds in turn.
        var body = DrillLead.CreateBulk(
            Enumerable
                .Range(0, size)
                .Select(i =>
                    ((n + i) % 8) switch
                    {
                        3 => DrillLead.Create($"{key}-{i}", null),
                        7 => DrillLead.Create($"{key}-{i}", "Hot", "Jeddah"),
                        _ => DrillLead.Create($"{key}-{i}", "Hot"),
                    }
                )
        );
        var since = Stopwatch.StartNew();
        for (var tries = 1; ; tries++)
        {
            if (await SendAsync(key, body, cancellation) is { } id)
            {
                _acknowledged[key] = _lastAcknowledged = new SoakBulk(
                    id,
                    size,
                    Enumerable.Range(0, size).Count(i => (n + i) % 4 == 3),
                    tries,
                    _clock.Elapsed.TotalSeconds
                );
                return;
            }

            if (since.Elapsed > RetryTimeout)
                throw new InvalidOperationException($"Bulk {key} was not acknowledged within {RetryTimeout}.");
            await Task.Delay(Pause, cancellation);
        }
    }

    /// <summary>Returns the id of the bulk, or null if it has to be sent again.</summary>
    private async Task<long?> SendAsync(string key, string body, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(service, Routes.Bulks))
        {
            Content = new StringContent(body, Json),
        };
        request.Headers.Add(Headers.IdempotencyKey, key);
        var (status, text) = await GetResponseAsync(request, cancellation);
        switch (status)
        {
            case HttpStatusCode.OK:
                return long.Parse(text, CultureInfo.InvariantCulture);
            case HttpStatusCode.ServiceUnavailable or HttpStatusCode.Conflict:
                Interlocked.Increment(ref _rejected);
                return null;
            case null:
                Interlocked.Increment(ref _unanswered);
                return null;
            default:
                throw new InvalidOperationException($"The service returned {(int)status}: {text}");
        }
    }

    private async Task ReadAllAsync(CancellationToken cancellation)
    {
        for (var n = 0; !_stopping; n++)
        {
            await Task.Delay(BetweenReads, cancellation);
            if (_lastAcknowledged is { } bulk)
                await ReadAsync(bulk, isSearch: n % 2 == 0, cancellation);
        }
    }

    private async Task ReadAsync(SoakBulk bulk, bool isSearch, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(
            HttpMethod.Get,
            new Uri(
                service,
                isSearch
                    ? $"{Routes.Bulks}?source=Website&isError=1&limit=50"
                    : string.Create(CultureInfo.InvariantCulture, $"{Routes.Bulks}/{bulk.Id}")
            )
        );
        var (status, text) = await GetResponseAsync(request, cancellation);
        if (status is null or HttpStatusCode.ServiceUnavailable)
        {
            Interlocked.Increment(ref _readsRejected);
            return;
        }

        var leads = status == HttpStatusCode.OK ? JsonElement.Parse(text).GetProperty("leads").GetArrayLength() : -1;
        if (isSearch ? leads < 0 : leads != bulk.Size)
            throw new InvalidOperationException($"{request.RequestUri} returned {(int)status.Value} with {leads} leads.");
        Interlocked.Increment(ref _reads);
    }

    /// <summary>Returns the response, or no status if the connection broke or the request timed out.</summary>
    private async Task<(HttpStatusCode? Status, string Text)> GetResponseAsync(HttpRequestMessage request, CancellationToken cancellation)
    {
        try
        {
            using var response = await _client.SendAsync(request, cancellation);
            return (response.StatusCode, await response.Content.ReadAsStringAsync(cancellation));
        }
        catch (Exception e) when (e is HttpRequestException || (e is TaskCanceledException && !cancellation.IsCancellationRequested))
        {
            return (null, e.Message);
        }
    }
}
