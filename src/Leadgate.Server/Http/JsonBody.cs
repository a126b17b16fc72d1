using System.Text.Json;
using Leadgate.Contract.Problems;
using Leadgate.Domain.Wire;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Net.Http.Headers;

namespace Leadgate.Server.Http;

/// <summary>JSON bodies of routes that take and give small objects; bulks are read by a reader of their own.</summary>
internal static class JsonBody
{
    private const int MaxBody = 64 * 1024;

    /// <summary>Reads an object.</summary>
    /// <param name="http">The request.</param>
    /// <param name="members">What it may have, in English, for whoever sent something else.</param>
    /// <param name="membersAr">The same in Arabic.</param>
    /// <returns>The object, null when the body says so; or why it cannot be read.</returns>
    public static async Task<(T? Read, Problem? Problem)> ReadAsync<T>(HttpContext http, string members, string membersAr)
        where T : class
    {
        if (Refuse(http.Request) is { } unsupported)
            return (null, unsupported);
        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
            limit.MaxRequestBodySize = MaxBody;
        try
        {
            return (await JsonSerializer.DeserializeAsync<T>(http.Request.Body, JsonSerializerOptions.Web, http.RequestAborted), null);
        }
        catch (JsonException e)
        {
            return (
                null,
                new Problem(
                    ProblemType.NotJson,
                    $"At line {(e.LineNumber ?? 0) + 1}, column {(e.BytePositionInLine ?? 0) + 1}: send an object with {members}.",
                    $"أرسل كائن JSON فيه {membersAr}."
                )
            );
        }
    }

    /// <summary>Answers with JSON that nobody on the way may keep.</summary>
    /// <param name="http">The request.</param>
    /// <param name="write">Writes it.</param>
    public static async Task WriteAsync(HttpContext http, Func<Utf8JsonWriter, Task> write)
    {
        http.Response.ContentType = "application/json; charset=utf-8";
        http.Response.Headers.CacheControl = "no-store";
        await using var json = new Utf8JsonWriter(http.Response.BodyWriter, WireJson.WriterOptions);
        await write(json);
        await json.FlushAsync(http.RequestAborted);
    }

    /// <summary>Answers with JSON that nobody on the way may keep.</summary>
    /// <param name="http">The request.</param>
    /// <param name="write">Writes it.</param>
    public static Task WriteAsync(HttpContext http, Action<Utf8JsonWriter> write) =>
        WriteAsync(
            http,
            json =>
            {
                write(json);
                return Task.CompletedTask;
            }
        );

    /// <summary>Why a body is not read, or null: it must be said to be JSON in UTF-8.</summary>
    /// <param name="request">The request.</param>
    public static Problem? Refuse(HttpRequest request)
    {
        var isJson =
            MediaTypeHeaderValue.TryParse(request.ContentType, out var type)
            && (
                type.MediaType.Equals("application/json", StringComparison.OrdinalIgnoreCase)
                || type.MediaType.Equals("text/json", StringComparison.OrdinalIgnoreCase)
                || type.Suffix.Equals("json", StringComparison.OrdinalIgnoreCase)
            )
            && (!type.Charset.HasValue || type.Charset.Value.Trim('"').Equals("utf-8", StringComparison.OrdinalIgnoreCase));

        // The framework has taken off the encodings that it knows; what is still named was not decoded.
        if (isJson && request.Headers.ContentEncoding.Count == 0)
            return null;
        return new Problem(
            ProblemType.UnsupportedMediaType,
            "Send Content-Type: application/json, in UTF-8; the body may be compressed with gzip, deflate or br.",
            "أرسل Content-Type: application/json بترميز UTF-8، ويمكن ضغط المحتوى بطريقة gzip أو deflate أو br."
        );
    }
}
