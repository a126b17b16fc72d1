using System.Text.Json;
using Leadgate.Contract;
using Leadgate.Contract.Problems;
using Leadgate.Domain.Access;
using Leadgate.Domain.Audit;
using Leadgate.Domain.Leads;
using Leadgate.Domain.Privacy;
using Leadgate.Server.Access;
using Leadgate.Server.Problems;
using Microsoft.AspNetCore.Http.Features;

namespace Leadgate.Server.Privacy;

/// <summary>Shows or erases what is known of a person, for <c>admin</c>. Who is meant stands in the body: addresses end up in logs.</summary>
internal static class PersonEndpoints
{
    private const int MaxBody = 16 * 1024;

    public static void MapPersons(this IEndpointRouteBuilder routes)
    {
        routes.MapPost(Routes.PersonExport, Export).WithName("exportPerson").WithTags("Persons").WithMetadata(new NeedsKey(Scopes.Admin));
        routes.MapPost(Routes.PersonErase, Erase).WithName("erasePerson").WithTags("Persons").WithMetadata(new NeedsKey(Scopes.Admin));
    }

    private static async Task Export(HttpContext http, PersonalData data, PersonExport export, TimeProvider time)
    {
        if (await ReadPersonAsync(http, data) is not { } person) return;
        await WriteAsync(http, json => export.WriteAsync(json, person, data.ExportAsync(person, http.Audit(AuditActions.PersonExport), http.RequestAborted), time.GetUtcNow(), http.RequestAborted));
    }

    private static async Task Erase(HttpContext http, PersonalData data, ILogger<PersonalData> log)
    {
        if (await ReadPersonAsync(http, data) is not { } person) return;
        var erased = await data.EraseAsync(person, http.Audit(AuditActions.PersonErase), http.RequestAborted);
        Log.PersonErased(log, erased.Leads, erased.Mentions, erased.Keys);
        await WriteAsync(http, json =>
        {
            json.WriteStartObject();
            json.WriteNumber("leads", erased.Leads);
            json.WriteNumber("mentions", erased.Mentions);
            json.WriteNumber("idempotencyKeys", erased.Keys);
            json.WriteEndObject();
            return Task.CompletedTask;
        });
    }

    /// <summary>Who is meant; when that cannot be read, the answer is written and nobody comes back.</summary>
    private static async Task<Person?> ReadPersonAsync(HttpContext http, PersonalData data)
    {
        if (JsonBody.Refuse(http.Request) is { } unsupported)
        {
            await unsupported.ExecuteAsync(http);
            return null;
        }

        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit) limit.MaxRequestBodySize = MaxBody;
        try
        {
            var order = await JsonSerializer.DeserializeAsync<PersonOrder>(http.Request.Body, JsonSerializerOptions.Web, http.RequestAborted);
            if (Person.TryRead(order?.Phone, order?.Email, data.PhoneCodes, out var fault) is { } person) return person;
            await new Problem(ProblemType.InvalidParameter, fault.English, fault.Arabic).ExecuteAsync(http);
        }
        catch (JsonException e)
        {
            await new Problem(ProblemType.NotJson, $"At line {(e.LineNumber ?? 0) + 1}, column {(e.BytePositionInLine ?? 0) + 1}: send an object with phone, email, or both.",
                "أرسل كائن JSON فيه phone أو email أو كلاهما.").ExecuteAsync(http);
        }

        return null;
    }

    private static async Task WriteAsync(HttpContext http, Func<Utf8JsonWriter, Task> write)
    {
        http.Response.ContentType = "application/json; charset=utf-8";
        http.Response.Headers.CacheControl = "no-store";
        await using var json = new Utf8JsonWriter(http.Response.BodyWriter, LeadJson.WriterOptions);
        await write(json);
        await json.FlushAsync(http.RequestAborted);
    }

    /// <summary>Who is meant, as it is sent.</summary>
    private sealed record PersonOrder(string? Phone, string? Email);
}
