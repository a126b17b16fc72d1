using System.Globalization;
using System.Text.Json;
using Leadgate.Contract;
using Leadgate.Contract.Problems;
using Leadgate.Domain.Access;
using Leadgate.Domain.Audit;
using Leadgate.Server.Hosting;
using Leadgate.Server.Http;
using Leadgate.Storage;

namespace Leadgate.Server.Access;

/// <summary>Makes, shows, limits and revokes keys, for <c>admin</c> (promise 10.1).</summary>
internal static class ApiKeyEndpoints
{
    private static Problem NotFound { get; } =
        new(
            ProblemType.KeyNotFound,
            $"GET {Routes.Keys} shows every key with its id.",
            $"يعرض GET {Routes.Keys} جميع المفاتيح مع أرقامها."
        );

    public static void MapKeys(this IEndpointRouteBuilder routes)
    {
        routes.MapGet(Routes.Keys, ListKeys).WithName("listKeys").WithTags("Keys").WithMetadata(new RequiredScope(Scopes.Admin));
        routes.MapPost(Routes.Keys, MakeKey).WithName("makeKey").WithTags("Keys").WithMetadata(new RequiredScope(Scopes.Admin));
        routes.MapPatch(Routes.Key, LimitKey).WithName("limitKey").WithTags("Keys").WithMetadata(new RequiredScope(Scopes.Admin));
        routes.MapDelete(Routes.Key, RevokeKey).WithName("revokeKey").WithTags("Keys").WithMetadata(new RequiredScope(Scopes.Admin));
    }

    private static async Task ListKeys(HttpContext http, ILeadStore store)
    {
        var keys = await store.Keys.ReadAsync(http.RequestAborted);
        await JsonBody.WriteAsync(
            http,
            json =>
            {
                json.WriteStartArray();
                foreach (var key in keys)
                    Write(json, key, null);
                json.WriteEndArray();
            }
        );
    }

    private static async Task MakeKey(
        HttpContext http,
        ILeadStore store,
        ApiKeyCache keys,
        LeadgateSettings settings,
        TimeProvider time,
        ILogger<ApiKeyCache> log
    )
    {
        var (order, problem) = await ReadOrderAsync(http, time.GetUtcNow());
        if (order is null)
        {
            await problem!.ExecuteAsync(http);
            return;
        }

        var issued = await ApiKeyIssuer.IssueAsync(
            store,
            settings.Environment,
            order,
            http.Audit(AuditActions.KeyCreate),
            time.GetUtcNow(),
            http.RequestAborted
        );
        await TakeUpAsync(keys, log, http.RequestAborted);
        Log.KeyMade(log, issued.Key.Id, string.Join(' ', order.Scopes));
        http.Response.StatusCode = StatusCodes.Status201Created;
        http.Response.Headers.Location = string.Create(CultureInfo.InvariantCulture, $"{Routes.Keys}/{issued.Key.Id}");
        await JsonBody.WriteAsync(http, json => Write(json, issued.Key, issued.Text));
    }

    private static async Task LimitKey(HttpContext http, string id, ILeadStore store, ApiKeyCache keys, ILogger<ApiKeyCache> log)
    {
        var (order, problem) = await JsonBody.ReadAsync<LimitOrder>(
            http,
            "requestsPerMinute and leadsPerMinute, or one of them",
            "requestsPerMinute وleadsPerMinute أو أحدهما"
        );
        if (problem is null && order?.Change() is null)
            problem = new Problem(ProblemType.InvalidParameter, CreateKeyRequest.WrongLimit.English, CreateKeyRequest.WrongLimit.Arabic);
        if (problem is not null)
        {
            await problem.ExecuteAsync(http);
            return;
        }

        var change = order!.Change()!;
        var key = long.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? await store.Keys.SetLimitsAsync(
                number,
                change,
                http.Audit(AuditActions.KeyLimit) with
                {
                    Detail = change.ToString(),
                },
                http.RequestAborted
            )
            : null;
        if (key is null)
        {
            await NotFound.ExecuteAsync(http);
            return;
        }

        await TakeUpAsync(keys, log, http.RequestAborted);
        Log.KeyLimited(log, number, change.ToString());
        await JsonBody.WriteAsync(http, json => Write(json, key, null));
    }

    private static async Task RevokeKey(
        HttpContext http,
        string id,
        ILeadStore store,
        ApiKeyCache keys,
        TimeProvider time,
        ILogger<ApiKeyCache> log
    )
    {
        if (
            !long.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            || !await store.Keys.RevokeAsync(number, time.GetUtcNow().UtcDateTime, http.Audit(AuditActions.KeyRevoke), http.RequestAborted)
        )
        {
            await NotFound.ExecuteAsync(http);
            return;
        }

        await TakeUpAsync(keys, log, http.RequestAborted);
        Log.KeyRevoked(log, number);
        http.Response.StatusCode = StatusCodes.Status204NoContent;
    }

    /// <summary>Takes up at once what was changed here. What was changed stays so when that cannot be, and is taken up within a second.</summary>
    private static async Task TakeUpAsync(ApiKeyCache keys, ILogger log, CancellationToken cancellation)
    {
        try
        {
            await keys.RefreshAsync(cancellation);
        }
        catch (StoreUnavailableException e)
        {
            Log.KeysNotRead(log, e.Message);
        }
    }

    private static async Task<(CreateKeyRequest? Order, Problem? Problem)> ReadOrderAsync(HttpContext http, DateTimeOffset now)
    {
        var (order, problem) = await JsonBody.ReadAsync<CreateKeyRequest>(
            http,
            "name, scopes and, if they are wanted, expiresAt, requestsPerMinute and leadsPerMinute",
            "name وscopes، ومعهما عند الحاجة expiresAt وrequestsPerMinute وleadsPerMinute"
        );
        if (problem is not null)
            return (null, problem);
        order = order is null ? new CreateKeyRequest("", [], null) : order with { Name = order.Name ?? "", Scopes = order.Scopes ?? [] };
        return order.Validate(now) is var (english, arabic)
            ? (null, new Problem(ProblemType.InvalidParameter, english, arabic))
            : (order, null);
    }

    /// <summary>A key is told without its text but for the one time when it is made.</summary>
    private static void Write(Utf8JsonWriter json, ApiKey key, string? text)
    {
        json.WriteStartObject();
        json.WriteNumber("id", key.Id);
        if (text is not null)
            json.WriteString("key", text);
        json.WriteString("name", key.Name);
        json.WriteStartArray("scopes");
        foreach (var scope in ScopeNames.GetNames(key.Scopes))
            json.WriteStringValue(scope);
        json.WriteEndArray();
        json.WriteString("hint", key.Hint);
        WriteNumber(json, "requestsPerMinute", key.RequestsPerMinute);
        WriteNumber(json, "leadsPerMinute", key.LeadsPerMinute);
        json.WriteString("createdAt", ApiKeyIssuer.Tell(key.CreatedAt));
        json.WriteString("expiresAt", ApiKeyIssuer.Tell(key.ExpiresAt));
        json.WriteString("revokedAt", ApiKeyIssuer.Tell(key.RevokedAt));
        json.WriteString("lastUsedAt", ApiKeyIssuer.Tell(key.LastUsedAt));
        json.WriteEndObject();
    }

    private static void WriteNumber(Utf8JsonWriter json, string name, int? number)
    {
        if (number is { } value)
            json.WriteNumber(name, value);
        else
            json.WriteNull(name);
    }

    /// <summary>Limits as they are sent: a number, null for the setting's, or left out to stay as they are.</summary>
    private sealed record LimitOrder(JsonElement RequestsPerMinute, JsonElement LeadsPerMinute)
    {
        /// <summary>What it changes; null when a value is wrong or nothing is there.</summary>
        public ApiKeyLimitChange? Change() =>
            TryRead(RequestsPerMinute, out var requests) && TryRead(LeadsPerMinute, out var leads) && (requests ?? leads) is not null
                ? new ApiKeyLimitChange(requests, leads)
                : null;

        private static bool TryRead(JsonElement sent, out PerMinuteLimit? limit)
        {
            limit = null;
            if (sent.ValueKind == JsonValueKind.Undefined)
                return true;
            if (sent.ValueKind == JsonValueKind.Null)
                limit = new PerMinuteLimit(null);
            else if (
                sent.ValueKind == JsonValueKind.Number
                && sent.TryGetInt32(out var number)
                && number is >= 1 and <= ApiKey.MaxPerMinute
            )
                limit = new PerMinuteLimit(number);
            return limit is not null;
        }
    }
}
