using Leadgate.Domain.Access;
using Leadgate.Domain.Intake;
using Leadgate.Server.Http;

namespace Leadgate.Server.Access;

/// <summary>The caller of a request, which <see cref="ApiKeyMiddleware"/> sets.</summary>
internal static class CallerHttpContextExtensions
{
    public static void SetCaller(this HttpContext http, Caller caller) => http.Features.Set(caller);

    public static Caller Caller(this HttpContext http) =>
        http.Features.Get<Caller>() ?? throw new InvalidOperationException("The route requires no API key and so has no caller.");

    /// <summary>The caller, for the audit trail and for what they may do.</summary>
    public static Actor Actor(this HttpContext http) => new(http.Caller().Actor, http.ClientAddress()) { Scopes = http.Caller().Scopes };

    /// <summary>The caller for the audit trail, also of a request that was refused; null without a known key.</summary>
    public static string? FindActorName(this HttpContext http) =>
        http.Features.Get<Caller>()?.Actor ?? (http.Features.Get<ApiKey>() is { } key ? new Sender.ApiKey(key.Id, key.Name).Actor : null);

    /// <summary>Counts the leads of a bulk once it has been read, and updates the headers that say what is left.</summary>
    public static void CountLeads(this HttpContext http, int leads)
    {
        if (http.Features.Get<ApiKeyAllowance>() is not { } allowance)
            return;
        allowance.Leads.Charge(leads);
        allowance.WriteHeaders(http.Response.Headers);
    }

    /// <summary>Counts what a bulk added to the database. The headers show it once the leads are counted.</summary>
    public static void CountStoredBytes(this HttpContext http, long bytes) =>
        http.Features.Get<ApiKeyAllowance>()?.StoredBytes.Charge(bytes);
}
