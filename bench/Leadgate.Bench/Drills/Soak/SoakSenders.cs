using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Leadgate.Contract;

namespace Leadgate.Bench.Drills.Soak;

/// <summary>
/// Senders who keep a pace and behave: each bulk has an Idempotency-Key and is sent again with it until it is acknowledged. Bulks are of
/// 1, 20 and 200 leads, some with errors. Somebody else reads bulks back and searches, whatever happens.
/// </summary>
/// <param name="service">Where to.</param>
/// <param name="pace">Leads a second, of all senders together.</param>
internal sealed class SoakSenders(Uri service, int pace) : IDisposable
{
    private const int Count = 8;
    private static readonly int[] Sizes = [1, 1, 20, 1, 20, 1, 200, 1, 20, 1, 1, 20];
    private static readonly TimeSpan BetweenReads = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan GiveUp = TimeSpan.FromMinutes(3);

    /// <summary>What was missed during an outage is not caught up beyond this, or the load would not be steady.</summary>
    private static readonly TimeSpan CatchUp = TimeSpan.FromSeconds(1);
    private static readonly MediaTypeHeaderValue Json = new("application/json");
    private readonly ConcurrentDictionary<string, SoakBulk> _acknowledged = new();
    private readonly HttpClient _client = new(new SocketsHttpHandler { ConnectTimeout = TimeSpan.FromSeconds(5) })
    {
        Timeout = TimeSpan.FromSeconds(30),
    };
    private readonly Stopwatch _clock = Stopwatch.StartNew();
    private volatile SoakBulk? _lastTaken;
    private volatile bool _stopping;
    private int _refused;
    private int _broken;
    private int _reads;
    private int _readsRefused;
    private Task _sending = Task.CompletedTask;

    /// <summary>What was acknowledged, by key.</summary>
    public IReadOnlyDictionary<string, SoakBulk> Acknowledged => _acknowledged;

    /// <summary>How often a bulk was answered 503, or 409 because an earlier try still ran.</summary>
    public int Refused => _refused;

    /// <summary>How often a bulk got no answer.</summary>
    public int Broken => _broken;

    /// <summary>How many reads and searches were answered, and rightly.</summary>
    public int Reads => _reads;

    /// <summary>How many were refused with 503 or got no answer.</summary>
    public int ReadsRefused => _readsRefused;

    public void Start(CancellationToken cancellation) =>
        _sending = Task.WhenAll(
            Enumerable
                .Range(0, Count)
                .Select(sender => Task.Run(() => SendAllAsync(sender, cancellation), cancellation))
                .Append(Task.Run(() => ReadAllAsync(cancellation), cancellation))
        );

    /// <summary>Whether a sender has given up, or met an answer that must not be; waiting for <see cref="StopAsync"/> tells.</summary>
    public bool HasFailed => _sending.IsFaulted;

    /// <summary>Lets each sender bring its last bulk home.</summary>
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
            await SendUntilTakenAsync(key, size, n, cancellation);
            next += TimeSpan.FromSeconds((double)size * Count / pace);
            if (next < _clock.Elapsed - CatchUp)
                next = _clock.Elapsed - CatchUp;
            if (next > _clock.Elapsed)
                await Task.Delay(next - _clock.Elapsed, cancellation);
        }
    }

    private async Task SendUntilTakenAsync(string key, int size, int n, CancellationToken cancellation)
    {
        // Of each four leads, one has an error, in turn of two kinds.
        var body = DrillLead.Bulk(
            Enumerable
                .Range(0, size)
                .Select(i =>
                    ((n + i) % 8) switch
                    {
                        3 => DrillLead.Of($"{key}-{i}", null),
                        7 => DrillLead.Of($"{key}-{i}", "Hot", "Jeddah"),
                        _ => DrillLead.Of($"{key}-{i}", "Hot"),
                    }
                )
        );
        var since = Stopwatch.StartNew();
        for (var tries = 1; ; tries++)
        {
            if (await SendAsync(key, body, cancellation) is { } id)
            {
                _acknowledged[key] = _lastTaken = new SoakBulk(
                    id,
                    size,
                    Enumerable.Range(0, size).Count(i => (n + i) % 4 == 3),
                    tries,
                    _clock.Elapsed.TotalSeconds
                );
                return;
            }

            if (since.Elapsed > GiveUp)
                throw new InvalidOperationException($"Bulk {key} was not taken within {GiveUp}.");
            await Task.Delay(Pause, cancellation);
        }
    }

    /// <summary>The bulk's id, or null when it has to be sent again.</summary>
    private async Task<long?> SendAsync(string key, string body, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(service, Routes.Bulks))
        {
            Content = new StringContent(body, Json),
        };
        request.Headers.Add(Headers.IdempotencyKey, key);
        var (status, text) = await AnswerAsync(request, cancellation);
        switch (status)
        {
            case HttpStatusCode.OK:
                return long.Parse(text, CultureInfo.InvariantCulture);
            case HttpStatusCode.ServiceUnavailable or HttpStatusCode.Conflict:
                Interlocked.Increment(ref _refused);
                return null;
            case null:
                Interlocked.Increment(ref _broken);
                return null;
            default:
                throw new InvalidOperationException($"The service answered {(int)status}: {text}");
        }
    }

    private async Task ReadAllAsync(CancellationToken cancellation)
    {
        for (var n = 0; !_stopping; n++)
        {
            await Task.Delay(BetweenReads, cancellation);
            if (_lastTaken is { } bulk)
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
        var (status, text) = await AnswerAsync(request, cancellation);
        if (status is null or HttpStatusCode.ServiceUnavailable)
        {
            Interlocked.Increment(ref _readsRefused);
            return;
        }

        var leads = status == HttpStatusCode.OK ? JsonElement.Parse(text).GetProperty("leads").GetArrayLength() : -1;
        if (isSearch ? leads < 0 : leads != bulk.Size)
            throw new InvalidOperationException($"{request.RequestUri} was answered {(int)status.Value} with {leads} leads.");
        Interlocked.Increment(ref _reads);
    }

    /// <summary>The answer; no status when the connection broke or nothing came in time.</summary>
    private async Task<(HttpStatusCode? Status, string Text)> AnswerAsync(HttpRequestMessage request, CancellationToken cancellation)
    {
        try
        {
            using var answer = await _client.SendAsync(request, cancellation);
            return (answer.StatusCode, await answer.Content.ReadAsStringAsync(cancellation));
        }
        catch (Exception e) when (e is HttpRequestException || (e is TaskCanceledException && !cancellation.IsCancellationRequested))
        {
            return (null, e.Message);
        }
    }
}
