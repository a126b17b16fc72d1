using Leadgate.Domain.Audit;

namespace Leadgate.Server.Access;

/// <summary>Where the caller of a request is kept, what its key may still do, and what the trail says of it.</summary>
internal static class CallerHttpContextExtensions
{
    public static void SetCaller(this HttpContext http, Caller caller) => http.Features.Set(caller);

    /// <summary>Counts the leads of a bulk, now that it has been read, and says anew what is left.</summary>
    public static void CountLeads(this HttpContext http, int leads)
    {
        if (http.Features.Get<ApiKeyAllowance>() is not { } allowance)
            return;
        allowance.Leads.Charge(leads);
        allowance.WriteHeaders(http.Response.Headers);
    }

    /// <summary>The caller of a request, for the audit trail.</summary>
    public static Actor Actor(this HttpContext http) => new(http.Caller().Actor, http.Connection.RemoteIpAddress?.ToString() ?? "");

    /// <summary>Something that the caller of a request does, for the audit trail.</summary>
    public static AuditEvent Audit(this HttpContext http, string action, string? record = null, string? detail = null) =>
        http.Actor().Audit(action, record, detail);

    /// <summary>Who sent a request that the gate let in.</summary>
    public static Caller Caller(this HttpContext http) =>
        http.Features.Get<Caller>() ?? throw new InvalidOperationException("The route asks for no key, and so has no caller.");
}
