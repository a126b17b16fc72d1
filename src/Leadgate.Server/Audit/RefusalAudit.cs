using System.Globalization;
using Leadgate.Domain.Audit;
using Leadgate.Server.Http;
using Leadgate.Storage;

namespace Leadgate.Server.Audit;

/// <summary>
/// Records refused requests and sign-ins in the audit trail: counted for each actor and kind, and written once a minute, so that neither
/// the trail nor the memory can be flooded. Nothing that was sent is recorded.
/// </summary>
internal sealed class RefusalAudit(ILeadStore store, TimeProvider time)
{
    /// <summary>The most kinds that are counted apart until they are written.</summary>
    public const int MaxKinds = 1000;

    /// <summary>The actor without a known key or account.</summary>
    private const string Unknown = "unknown";

    /// <summary>The actor of what comes after <see cref="MaxKinds"/>.</summary>
    private const string Others = "others";

    private readonly Lock _lock = new();
    private Dictionary<RefusalKind, Refusal> _refusals = [];

    /// <summary>Counts a refused request.</summary>
    /// <param name="actor">The key or the member of staff; null if there is none that is known.</param>
    public void Count(HttpContext http, string? actor, int status) =>
        Count(http, new RefusalKind(AuditActions.RequestRefuse, actor ?? Unknown, status.ToString(CultureInfo.InvariantCulture)));

    /// <summary>Counts a sign-in that was refused without looking at the password.</summary>
    public void CountThrottledSignIn(HttpContext http) =>
        Count(http, new RefusalKind(AuditActions.StaffRefuse, Unknown, "too many attempts"));

    /// <summary>Records a failed sign-in: the first of a minute at once, and further ones of the same kind together.</summary>
    /// <param name="detail">Why, if it was not the name or the password.</param>
    public async Task RecordSignInAsync(HttpContext http, string actor, string? detail, CancellationToken cancellation)
    {
        var kind = new RefusalKind(AuditActions.StaffRefuse, actor, detail ?? "name or password");
        bool isFirst;
        lock (_lock)
        {
            isFirst = _refusals.Count < MaxKinds && _refusals.TryAdd(kind, Create(http, kind));
        }

        if (isFirst)
            await store.Audit.AppendAsync(new AuditEvent(kind.Action, actor, http.ClientAddress(), Detail: detail), cancellation);
        else
            Count(http, kind);
    }

    /// <summary>Writes what was counted; if that fails, it is kept for the next time.</summary>
    public async Task WriteAsync(CancellationToken cancellation)
    {
        Dictionary<RefusalKind, Refusal> refusals;
        lock (_lock)
        {
            (refusals, _refusals) = (_refusals, []);
        }

        List<AuditEvent> events = [.. refusals.Values.Where(one => one.Count > 0).OrderBy(one => one.Since).Select(one => one.ToEvent())];
        if (events.Count == 0)
            return;
        try
        {
            await store.Audit.AppendAsync(events, cancellation);
        }
        catch
        {
            foreach (var refusal in refusals.Values)
                GiveBack(refusal);
            throw;
        }
    }

    private void Count(HttpContext http, RefusalKind kind)
    {
        var address = http.ClientAddress();
        lock (_lock)
        {
            if (!_refusals.TryGetValue(kind, out var refusal))
            {
                if (_refusals.Count >= MaxKinds)
                    kind = kind with { Actor = Others };
                if (!_refusals.TryGetValue(kind, out refusal))
                    _refusals.Add(kind, refusal = Create(http, kind));
            }

            refusal.Add(address);
        }
    }

    private void GiveBack(Refusal earlier)
    {
        lock (_lock)
        {
            if (_refusals.TryGetValue(earlier.Kind, out var later))
                earlier.Add(later);
            _refusals[earlier.Kind] = earlier;
        }
    }

    private Refusal Create(HttpContext http, RefusalKind kind)
    {
        var path = http.GetEndpoint() is RouteEndpoint { RoutePattern.RawText: { } template } ? template : "(no route)";
        return new Refusal(kind, time.GetUtcNow().UtcDateTime, $"{http.Request.Method} {path}");
    }
}
