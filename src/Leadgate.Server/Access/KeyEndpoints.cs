using System.Globalization;
using System.Text.Json;
using Leadgate.Contract;
using Leadgate.Contract.Problems;
using Leadgate.Domain.Access;
using Leadgate.Domain.Audit;
using Leadgate.Domain.Leads;
using Leadgate.Server.Hosting;
using Leadgate.Server.Problems;
using Leadgate.Storage;
using Microsoft.AspNetCore.Http.Features;

namespace Leadgate.Server.Access;

/// <summary>Makes, shows and revokes keys, for <c>admin</c> (promise 10.1).</summary>
internal static class KeyEndpoints
{
    private const int MaxBody = 64 * 1024;

    public static void MapKeys(this IEndpointRouteBuilder routes)
    {
        routes.MapGet(Routes.Keys, ListKeys).WithName("listKeys").WithTags("Keys").WithMetadata(new NeedsKey(Scopes.Admin));
        routes.MapPost(Routes.Keys, MakeKey).WithName("makeKey").WithTags("Keys").WithMetadata(new NeedsKey(Scopes.Admin));
        routes.MapDelete(Routes.Key, RevokeKey).WithName("revokeKey").WithTags("Keys").WithMetadata(new NeedsKey(Scopes.Admin));
    }

    private static async Task ListKeys(HttpContext http, ILeadStore store)
    {
        var keys = await store.Keys.ReadAsync(http.RequestAborted);
        await WriteAsync(http, json =>
        {
            json.WriteStartArray();
            foreach (var key in keys) Write(json, key, null);
            json.WriteEndArray();
        });
    }

    private static async Task MakeKey(HttpContext http, ILeadStore store, CurrentKeys keys, LeadgateSettings settings, TimeProvider time, ILogger<CurrentKeys> log)
    {
        var (order, problem) = await ReadOrderAsync(http, time.GetUtcNow());
        if (order is null)
        {
            await problem!.ExecuteAsync(http);
            return;
        }

        var issued = await KeyIssuing.IssueAsync(store, settings.Environment, order, http.Audit(AuditActions.KeyCreate), time.GetUtcNow(), http.RequestAborted);
        await keys.RefreshAsync(http.RequestAborted);
        Log.KeyMade(log, issued.Key.Id, string.Join(' ', order.Scopes));
        http.Response.StatusCode = StatusCodes.Status201Created;
        http.Response.Headers.Location = string.Create(CultureInfo.InvariantCulture, $"{Routes.Keys}/{issued.Key.Id}");
        await WriteAsync(http, json => Write(json, issued.Key, issued.Text));
    }

    private static async Task RevokeKey(HttpContext http, string id, ILeadStore store, CurrentKeys keys, TimeProvider time, ILogger<CurrentKeys> log)
    {
        if (!long.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var number) || !await store.Keys.RevokeAsync(number, time.GetUtcNow().UtcDateTime, http.Audit(AuditActions.KeyRevoke), http.RequestAborted))
        {
            await new Problem(ProblemType.KeyNotFound, $"GET {Routes.Keys} shows every key with its id.", $"يعرض GET {Routes.Keys} جميع المفاتيح مع أرقامها.").ExecuteAsync(http);
            return;
        }

        await keys.RefreshAsync(http.RequestAborted);
        Log.KeyRevoked(log, number);
        http.Response.StatusCode = StatusCodes.Status204NoContent;
    }

    private static async Task<(KeyOrder? Order, Problem? Problem)> ReadOrderAsync(HttpContext http, DateTimeOffset now)
    {
        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit) limit.MaxRequestBodySize = MaxBody;
        KeyOrder? order;
        try
        {
            order = await JsonSerializer.DeserializeAsync<KeyOrder>(http.Request.Body, JsonSerializerOptions.Web, http.RequestAborted);
        }
        catch (JsonException e)
        {
            return (null, new Problem(ProblemType.NotJson, $"At line {(e.LineNumber ?? 0) + 1}, column {(e.BytePositionInLine ?? 0) + 1}: send an object with name, scopes and, if the key is to expire, expiresAt.",
                "أرسل كائن JSON فيه name وscopes، ومعهما expiresAt إن كان للمفتاح موعد انتهاء."));
        }

        order = order is null ? new KeyOrder("", [], null) : order with { Name = order.Name ?? "", Scopes = order.Scopes ?? [] };
        return order.Fault(now) is var (english, arabic) ? (null, new Problem(ProblemType.InvalidParameter, english, arabic)) : (order, null);
    }

    /// <summary>A key is told without its text but for the one time when it is made; nobody may keep either answer.</summary>
    private static async Task WriteAsync(HttpContext http, Action<Utf8JsonWriter> write)
    {
        http.Response.ContentType = "application/json; charset=utf-8";
        http.Response.Headers.CacheControl = "no-store";
        await using var json = new Utf8JsonWriter(http.Response.BodyWriter, LeadJson.WriterOptions);
        write(json);
        await json.FlushAsync(http.RequestAborted);
    }

    private static void Write(Utf8JsonWriter json, ApiKey key, string? text)
    {
        json.WriteStartObject();
        json.WriteNumber("id", key.Id);
        if (text is not null) json.WriteString("key", text);
        json.WriteString("name", key.Name);
        json.WriteStartArray("scopes");
        foreach (var scope in ScopeNames.Of(key.Scopes)) json.WriteStringValue(scope);
        json.WriteEndArray();
        json.WriteString("hint", key.Hint);
        json.WriteString("createdAt", KeyIssuing.Tell(key.CreatedAt));
        json.WriteString("expiresAt", KeyIssuing.Tell(key.ExpiresAt));
        json.WriteString("revokedAt", KeyIssuing.Tell(key.RevokedAt));
        json.WriteString("lastUsedAt", KeyIssuing.Tell(key.LastUsedAt));
        json.WriteEndObject();
    }
}
