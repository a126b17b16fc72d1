using System.Globalization;
using Leadgate.Contract;
using Leadgate.Contract.Problems;
using Leadgate.Server.Http;

namespace Leadgate.Server.Access;

/// <summary>What a key may still do on this node (promise 10.4).</summary>
/// <param name="Requests">Its requests.</param>
/// <param name="Leads">The leads that it sends.</param>
internal sealed record ApiKeyAllowance(TokenBucket Requests, TokenBucket Leads)
{
    private string Policy { get; } =
        string.Create(CultureInfo.InvariantCulture, $"\"requests\";q={Requests.PerMinute};w=60, \"leads\";q={Leads.PerMinute};w=60");

    /// <summary>Whether it is of these limits.</summary>
    /// <param name="requests">Requests a minute.</param>
    /// <param name="leads">Leads a minute.</param>
    internal bool IsOf(int requests, int leads) => Requests.PerMinute == requests && Leads.PerMinute == leads;

    /// <summary>Counts a request.</summary>
    /// <param name="sendsLeads">Whether it is to send leads, which are counted when they have been read.</param>
    /// <returns>Why it is refused, or null.</returns>
    internal Problem? Count(bool sendsLeads)
    {
        if (!Requests.TryTake(1))
            return Refuse(Requests, "requests", "طلب");
        return sendsLeads && Leads.State() is { Left: 0 } ? Refuse(Leads, "leads", "عميل محتمل") : null;
    }

    /// <summary>Says on an answer what is left (IETF draft httpapi-ratelimit-headers, structured fields of RFC 9651).</summary>
    /// <param name="headers">The headers of the answer.</param>
    internal void WriteHeaders(IHeaderDictionary headers)
    {
        var (requests, leads) = (Requests.State(), Leads.State());
        headers[Headers.RateLimitPolicy] = Policy;
        headers[Headers.RateLimit] = string.Create(
            CultureInfo.InvariantCulture,
            $"\"requests\";r={requests.Left};t={requests.FullAfter}, \"leads\";r={leads.Left};t={leads.FullAfter}"
        );
    }

    private static Problem Refuse(TokenBucket bucket, string what, string whatAr)
    {
        var seconds = bucket.State().NextAfter;
        return new Problem(
            ProblemType.TooManyRequests,
            $"The key has used up its {bucket.PerMinute} {what} a minute. Wait {seconds} seconds, or send fewer; the RateLimit header says what is left.",
            $"استنفد المفتاح حصته وهي {bucket.PerMinute} {whatAr} في الدقيقة. انتظر {seconds} ثانية أو أرسل أقل، وتعرض الترويسة RateLimit ما تبقى."
        )
        {
            RetryAfterSeconds = seconds,
        };
    }
}
