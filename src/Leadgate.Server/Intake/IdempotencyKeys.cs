using System.Collections.Concurrent;
using Leadgate.Contract;
using Leadgate.Contract.Problems;
using Leadgate.Server.Access;
using Leadgate.Server.Http;
using Microsoft.Extensions.Primitives;

namespace Leadgate.Server.Intake;

/// <summary>
/// Idempotency keys as they arrive (promise 6.6), and those whose first request is still running in this process. What they were
/// used for is in the store, in the transaction of the bulk.
/// </summary>
internal sealed class IdempotencyKeys
{
    private const int MaxLength = 255;
    private readonly ConcurrentDictionary<(Caller, string), bool> _running = new();

    /// <summary>Reads the header: quoted as the IETF draft writes it, or bare.</summary>
    /// <param name="header">Its values.</param>
    /// <param name="key">The key without quotes, or null when there is none.</param>
    /// <returns>What is wrong with it, or null.</returns>
    public static Problem? Read(StringValues header, out string? key)
    {
        key = null;
        if (header.Count == 0)
            return null;
        var text = header.Count == 1 ? header.ToString().Trim() : "";
        if (text is ['"', .., '"'] and { Length: > 1 })
            text = Unquote(text);
        if (text.Length is > 0 and <= MaxLength && text.All(c => c is >= ' ' and <= '~'))
        {
            key = text;
            return null;
        }

        return new Problem(
            ProblemType.InvalidIdempotencyKey,
            $"{Headers.IdempotencyKey} must be one key of 1 to {MaxLength} printable ASCII characters; a fresh UUID for each bulk is best.",
            $"يجب أن يكون {Headers.IdempotencyKey} مفتاحًا واحدًا من 1 إلى {MaxLength} محرفًا من ASCII، والأفضل معرّف UUID جديد لكل دفعة."
        );
    }

    /// <summary>Marks a key as running until the result is disposed; null when it runs already.</summary>
    /// <param name="caller">Who sent it.</param>
    /// <param name="key">The key.</param>
    public IDisposable? TryBegin(Caller caller, string key) =>
        _running.TryAdd((caller, key), true) ? new Running(_running, (caller, key)) : null;

    /// <summary>A quoted string of structured fields (RFC 9651 section 3.3.3).</summary>
    private static string Unquote(string quoted) =>
        quoted[1..^1].Replace("\\\"", "\"", StringComparison.Ordinal).Replace(@"\\", @"\", StringComparison.Ordinal);

    private sealed class Running(ConcurrentDictionary<(Caller, string), bool> running, (Caller, string) key) : IDisposable
    {
        public void Dispose() => running.TryRemove(key, out _);
    }
}
