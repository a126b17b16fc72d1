using System.Text.Json;
using Leadgate.Contract.Problems;
using Leadgate.Domain.Wire;
using Leadgate.Server.Telemetry;

namespace Leadgate.Server.Http;

/// <summary>A refused request, as problem details (promise 8, RFC 9457).</summary>
/// <param name="Type">What happened.</param>
/// <param name="Detail">What to do, in English.</param>
/// <param name="DetailAr">What to do, in Arabic.</param>
internal sealed record Problem(ProblemType Type, string Detail, string DetailAr) : IResult
{
    /// <summary>The media type of RFC 9457.</summary>
    public const string MediaType = "application/problem+json";

    /// <summary>Further members.</summary>
    public Action<Utf8JsonWriter>? Members { get; init; }

    /// <summary>After how many seconds to try again, or null.</summary>
    public int? RetryAfterSeconds { get; init; }

    /// <summary>Writes the answer.</summary>
    /// <param name="httpContext">The request.</param>
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        httpContext.RequestServices.GetRequiredService<LeadgateMetrics>().RecordRejectedBulk(httpContext, Type);
        response.StatusCode = Type.Status;
        response.ContentType = MediaType;
        response.Headers.CacheControl = "no-store";
        if (RetryAfterSeconds is { } seconds)
            response.Headers.RetryAfter = seconds.ToString(System.Globalization.CultureInfo.InvariantCulture);

        await using var json = new Utf8JsonWriter(response.BodyWriter, WireJson.WriterOptions);
        json.WriteStartObject();
        json.WriteString("type", Type.Uri);
        json.WriteString("title", Type.Title);
        json.WriteNumber("status", Type.Status);
        json.WriteString("detail", Detail);
        json.WriteString("titleAr", Type.TitleAr);
        json.WriteString("detailAr", DetailAr);
        json.WriteString("traceId", RequestTrace.GetId(httpContext));
        Members?.Invoke(json);
        json.WriteEndObject();
        await json.FlushAsync(httpContext.RequestAborted);
    }
}
