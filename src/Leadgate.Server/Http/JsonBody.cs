using System.Text.Json;
using Leadgate.Contract.Problems;
using Leadgate.Domain.Intake;
using Leadgate.Domain.Texts;

namespace Leadgate.Server.Http;

/// <summary>Reads the JSON body of a request that is no bulk.</summary>
internal static class JsonBody
{
    private static ReadOnlySpan<byte> ByteOrderMark => [0xEF, 0xBB, 0xBF];

    private static ReadOnlySpan<byte> WhiteSpace => " \t\r\n"u8;

    /// <summary>
    /// The body without a byte order mark, or the problem of one that is empty or not declared to be JSON. What is too large fails.
    /// </summary>
    /// <param name="advice">What to send.</param>
    /// <param name="mediaType">The only media type that is read; null for every JSON.</param>
    public static async ValueTask<(ReadOnlyMemory<byte> Body, Problem? Problem)> ReadAsync(
        HttpContext http,
        int maxBytes,
        BilingualText advice,
        string? mediaType = null
    )
    {
        if (Refuse(http.Request, mediaType) is { } unsupported)
            return (default, unsupported);
        BodyLimit.Set(http, maxBytes);
        using var bytes = new MemoryStream();
        await http.Request.Body.CopyToAsync(bytes, http.RequestAborted);
        var body = bytes.GetBuffer().AsMemory(0, (int)bytes.Length);
        if (body.Span.StartsWith(ByteOrderMark))
            body = body[ByteOrderMark.Length..];
        return body.Span.Trim(WhiteSpace).IsEmpty
            ? (default, new Problem(ProblemType.NotJson, $"The body is empty. {advice.English}", $"محتوى الطلب فارغ. {advice.Arabic}"))
            : (body, null);
    }

    /// <summary>The body as <see cref="ReadAsync"/> returns it, or the problem of one that is not JSON, with its line and column.</summary>
    public static async ValueTask<(ReadOnlyMemory<byte> Body, Problem? Problem)> ReadCheckedAsync(
        HttpContext http,
        int maxBytes,
        BilingualText advice,
        string? mediaType = null
    )
    {
        var (body, problem) = await ReadAsync(http, maxBytes, advice, mediaType);
        if (problem is not null || JsonSyntax.FindFault(body.Span) is not { } fault)
            return (body, problem);
        return (
            default,
            new Problem(
                ProblemType.NotJson,
                $"Line {fault.Line}, column {fault.Column}: {fault.English} {advice.English}",
                $"السطر {fault.Line}، العمود {fault.Column}: {fault.Arabic} {advice.Arabic}"
            )
        );
    }

    /// <summary>
    /// The body as a JSON object with members of a contract only, or the problem of one that is not, with the nearest known member.
    /// </summary>
    /// <param name="contract">The record of the contract that has the members.</param>
    public static async ValueTask<(JsonDocument? Json, Problem? Problem)> ReadObjectAsync(
        HttpContext http,
        int maxBytes,
        BilingualText advice,
        Type contract
    )
    {
        var (utf8, problem) = await ReadCheckedAsync(http, maxBytes, advice);
        if (problem is not null)
            return (null, problem);
        var json = JsonDocument.Parse(utf8);
        problem =
            json.RootElement.ValueKind == JsonValueKind.Object
                ? RequestMembers.Check(json.RootElement, RequestJson.Options.GetTypeInfo(contract), [])
                : RefuseNoObject(advice);
        if (problem is null)
            return (json, null);
        json.Dispose();
        return (null, problem);
    }

    public static Problem RefuseNoObject(BilingualText advice) =>
        new(
            ProblemType.InvalidParameter,
            $"The body must be a JSON object. {advice.English}",
            $"يجب أن يكون المحتوى كائن JSON. {advice.Arabic}"
        );

    /// <summary>The problem of a body that is not declared to be JSON in UTF-8, or null.</summary>
    private static Problem? Refuse(HttpRequest request, string? mediaType)
    {
        if (ContentCoding.Refuse(request) is { } unsupported)
            return unsupported;
        if (
            BodyMediaType.Read(request) is { } type
            && (
                type.MediaType.Equals(mediaType ?? "application/json", StringComparison.OrdinalIgnoreCase)
                || (
                    mediaType is null
                    && (
                        type.MediaType.Equals("text/json", StringComparison.OrdinalIgnoreCase)
                        || type.Suffix.Equals("json", StringComparison.OrdinalIgnoreCase)
                    )
                )
            )
        )
            return null;
        return BodyMediaType.Refuse([mediaType ?? "application/json"]);
    }
}
