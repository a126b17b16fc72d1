using System.Collections.Concurrent;
using Leadgate.Contract;
using Leadgate.Contract.Problems;
using Leadgate.Domain.Texts;
using Leadgate.Server.Http;
using Microsoft.Extensions.Primitives;

namespace Leadgate.Server.Intake;

/// <summary>
/// Reads idempotency keys (promise 6.6), and knows those whose first request is still in progress in this process. What a key was used for
/// is in the database, written in the transaction of its bulk.
/// </summary>
internal sealed class IdempotencyKeys
{
    private const int MaxLength = 255;
    private readonly ConcurrentDictionary<(string Scope, string Key), bool> _running = new();

    /// <summary>Reads the header: quoted as in the IETF draft, or bare.</summary>
    /// <param name="header">Its values.</param>
    /// <param name="key">The key without quotes, or null when there is none.</param>
    /// <returns>Why the key is not valid, or null.</returns>
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
            $"{Headers.IdempotencyKey} must be one key of 1 to {MaxLength} printable ASCII characters. Use a new UUID for each bulk.",
            $"يجب أن تحمل الترويسة {BidiText.Ltr(Headers.IdempotencyKey)} مفتاح منع تكرار واحدًا، من 1 إلى "
                + $"{CountedNoun.Character.In(true, MaxLength, ArabicCase.Genitive)} من ASCII. استخدم معرّف UUID جديدًا لكل دفعة."
        );
    }

    /// <summary>Marks a key as in progress until the result is disposed; null when it already is.</summary>
    public IDisposable? TryBegin(string scope, string key) =>
        _running.TryAdd((scope, key), true) ? new Running(_running, (scope, key)) : null;

    /// <summary>A string as in structured fields (RFC 9651 section 3.3.3).</summary>
    private static string Unquote(string quoted) =>
        quoted[1..^1].Replace("\\\"", "\"", StringComparison.Ordinal).Replace(@"\\", @"\", StringComparison.Ordinal);

    private sealed class Running(ConcurrentDictionary<(string, string), bool> running, (string, string) key) : IDisposable
    {
        public void Dispose() => running.TryRemove(key, out _);
    }
}
