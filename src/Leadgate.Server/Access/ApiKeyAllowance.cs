using System.Globalization;
using Leadgate.Contract;
using Leadgate.Contract.Problems;
using Leadgate.Domain.Texts;
using Leadgate.Server.Http;

namespace Leadgate.Server.Access;

/// <summary>What an API key may still send on this node (promise 10.4).</summary>
/// <param name="StoredBytes">About how much it may add to the database: a small body can hold leads that take much more to store.</param>
internal sealed record ApiKeyAllowance(TokenBucket Requests, TokenBucket Leads, TokenBucket StoredBytes)
{
    private string Policy { get; } =
        string.Create(
            CultureInfo.InvariantCulture,
            $"\"requests\";q={Requests.PerMinute};w=60, \"leads\";q={Leads.PerMinute};w=60, "
                + $"\"stored-bytes\";q={StoredBytes.PerMinute};w=60"
        );

    internal bool HasLimits(int requests, int leads, long stored) =>
        Requests.PerMinute == requests && Leads.PerMinute == leads && StoredBytes.PerMinute == stored;

    /// <param name="sendsLeads">Whether it sends leads, which are counted once they have been read.</param>
    /// <returns>The problem if a limit is exceeded, or null.</returns>
    internal Problem? CountRequest(bool sendsLeads)
    {
        if (!Requests.TryTake(1))
            return CreateProblem(Requests, CountedNoun.Request);
        if (!sendsLeads)
            return null;
        if (Leads.GetState() is { Left: 0 })
            return CreateProblem(Leads, CountedNoun.Lead);
        return StoredBytes.GetState() is { Left: 0 } ? CreateStoredProblem() : null;
    }

    /// <summary>Writes the remaining quota (IETF draft httpapi-ratelimit-headers, structured fields of RFC 9651).</summary>
    internal void WriteHeaders(IHeaderDictionary headers)
    {
        var (requests, leads, stored) = (Requests.GetState(), Leads.GetState(), StoredBytes.GetState());
        headers[Headers.RateLimitPolicy] = Policy;
        headers[Headers.RateLimit] = string.Create(
            CultureInfo.InvariantCulture,
            $"\"requests\";r={requests.Left};t={requests.FullAfter}, \"leads\";r={leads.Left};t={leads.FullAfter}, "
                + $"\"stored-bytes\";r={stored.Left};t={stored.FullAfter}"
        );
    }

    private Problem CreateStoredProblem()
    {
        var (mib, seconds) = (StoredBytes.PerMinute / 1024 / 1024, StoredBytes.GetState().NextAfter);
        return new Problem(
            ProblemType.TooManyRequests,
            $"This key can add {mib} MiB per minute to the database. Retry in {CountedNoun.Second.In(false, seconds)}, or send less. "
                + "The RateLimit header shows what is left.",
            $"تجاوز المفتاح ما يجوز أن يضيفه إلى قاعدة البيانات في الدقيقة، وهو {BidiText.Ltr($"{mib} MiB")}. "
                + $"أعد المحاولة بعد {CountedNoun.Second.In(true, seconds, ArabicCase.Genitive)} أو أرسل أقل. "
                + "تبيّن الترويسة RateLimit ما تبقى."
        )
        {
            RetryAfterSeconds = seconds,
        };
    }

    private static Problem CreateProblem(TokenBucket bucket, CountedNoun noun)
    {
        var (limit, seconds) = (bucket.PerMinute, bucket.GetState().NextAfter);
        return new Problem(
            ProblemType.TooManyRequests,
            $"This key can send {noun.In(false, limit)} per minute. Retry in {CountedNoun.Second.In(false, seconds)}, or send fewer. "
                + "The RateLimit header shows what is left.",
            $"تجاوز المفتاح حدّه في الدقيقة، وهو {noun.In(true, limit)}. "
                + $"أعد المحاولة بعد {CountedNoun.Second.In(true, seconds, ArabicCase.Genitive)} أو أرسل عددًا أقل. "
                + "تبيّن الترويسة RateLimit ما تبقى."
        )
        {
            RetryAfterSeconds = seconds,
        };
    }
}
