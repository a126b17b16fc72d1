using Leadgate.Contract;
using Leadgate.Contract.Keys;
using Leadgate.Contract.Problems;
using Leadgate.Domain.Access;
using Leadgate.Server.Hosting;
using Leadgate.Server.Http;
using Leadgate.Server.OpenApi;

namespace Leadgate.Server.Access;

/// <summary>Tells callers who they are (promise 2.13).</summary>
internal static class CallerEndpoints
{
    public static void MapCaller(this IEndpointRouteBuilder routes) =>
        routes
            .MapGet(Routes.Me, GetCaller)
            .WithName("getCaller")
            .WithTags("Keys")
            .RequireScope(Scopes.None)
            .WithProblems(ProblemType.Internal);

    /// <summary>Get the caller</summary>
    /// <remarks>
    /// Whose API key the request has, what it allows, and how much of its limits is left on this node. Any valid key may ask. While a
    /// TEST service accepts requests without a key, a request without one is answered for the caller `anonymous`.
    /// </remarks>
    /// <response code="200">The caller.</response>
    internal static CallerInfo GetCaller(HttpContext http, LeadgateSettings settings)
    {
        var (caller, allowance) = (http.Caller(), http.Features.Get<ApiKeyAllowance>());
        return new CallerInfo
        {
            Name = caller.Name,
            KeyId = caller.Key?.Id,
            Scopes = ScopeNames.GetNames(caller.Scopes),
            ExpiresAt = Utc.From(caller.Key?.ExpiresAt),
            Preferences = caller.Preferences.Names,
            RequestsPerMinute = (int?)allowance?.Requests.PerMinute,
            RequestsLeft = allowance?.Requests.GetState().Left,
            LeadsPerMinute = (int?)allowance?.Leads.PerMinute,
            LeadsLeft = allowance?.Leads.GetState().Left,
            Environment = settings.Environment,
            Version = LeadgateApp.Version,
            TimeZone = settings.Rules.Zone.Id,
        };
    }
}
