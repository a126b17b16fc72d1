using System.Globalization;
using System.Text.Json;
using System.Xml;
using Leadgate.Contract;
using Leadgate.Contract.Problems;
using Leadgate.Server.Access;
using Leadgate.Server.Audit;
using Leadgate.Server.Telemetry;

namespace Leadgate.Server.Http;

/// <summary>The response to a rejected request: problem details (promise 8, RFC 9457).</summary>
/// <param name="Detail">What to do, in English.</param>
/// <param name="DetailAr">What to do, in Arabic.</param>
internal sealed record Problem(ProblemType Type, string Detail, string DetailAr) : IResult
{
    public const string MediaType = "application/problem+json";

    public const string XmlMediaType = "application/problem+xml";

    /// <summary>The nearest valid names, or null.</summary>
    public IReadOnlyList<string>? Suggestions { get; init; }

    /// <summary>Writes elements after the common ones, for a response in XML.</summary>
    public Action<XmlWriter>? WriteElements { get; init; }

    /// <summary>Writes members after the common ones: leads, which may be many.</summary>
    public Func<PiecewiseJson, Task>? WriteMembersAsync { get; init; }

    public int? RetryAfterSeconds { get; init; }

    /// <summary>The compressions that a body may have, or null.</summary>
    public string? AcceptEncoding { get; init; }

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        httpContext.Features.Set(Type);
        if (Type.Status is StatusCodes.Status401Unauthorized or StatusCodes.Status403Forbidden or StatusCodes.Status429TooManyRequests)
            httpContext.RequestServices.GetRequiredService<RefusalAudit>().Count(httpContext, httpContext.FindActorName(), Type.Status);
        httpContext.RequestServices.GetRequiredService<LeadgateMetrics>().RecordRejectedBulk(httpContext, Type);
        response.StatusCode = Type.Status;
        var isXml = XmlResponses.AreWanted(httpContext);
        response.ContentType = isXml ? XmlMediaType : MediaType;
        response.Headers.CacheControl = CommonHeaders.NoStore;
        if (RetryAfterSeconds is { } seconds)
            response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        if (AcceptEncoding is not null)
            response.Headers.AcceptEncoding = AcceptEncoding;

        if (isXml)
        {
            await XmlResponses.SendAsync(httpContext, xml => WriteXml(xml, ToDetails(httpContext)));
            return;
        }

        await using var json = PiecewiseJson.For(httpContext);
        await WriteAsync(json, ToDetails(httpContext));
    }

    private ProblemDetails ToDetails(HttpContext http) =>
        new()
        {
            Type = Type.Uri,
            Title = Type.Title,
            Status = Type.Status,
            Detail = Detail,
            TitleAr = Type.TitleAr,
            DetailAr = DetailAr,
            TraceId = RequestTrace.GetId(http),
            Suggestions = Suggestions,
        };

    /// <summary>As RFC 9457 has it in its appendix B.</summary>
    private void WriteXml(XmlWriter xml, ProblemDetails details)
    {
        xml.WriteStartElement("problem", "urn:ietf:rfc:7807");
        foreach (
            var (name, value) in (ReadOnlySpan<(string, string?)>)
                [
                    ("type", details.Type),
                    ("title", details.Title),
                    ("status", details.Status.ToString(CultureInfo.InvariantCulture)),
                    ("detail", details.Detail),
                    ("titleAr", details.TitleAr),
                    ("detailAr", details.DetailAr),
                    ("traceId", details.TraceId),
                ]
        )
        {
            xml.WriteStartElement(name);
            xml.WriteString(XmlResponses.Clean(value ?? ""));
            xml.WriteEndElement();
        }

        WriteElements?.Invoke(xml);
        xml.WriteEndElement();
    }

    private async Task WriteAsync(PiecewiseJson json, ProblemDetails details)
    {
        if (WriteMembersAsync is null)
        {
            // The server sends it when the request ends.
            JsonSerializer.Serialize(json.Writer, details, ContractJson.Readable.ProblemDetails);
            json.Writer.Flush();
            return;
        }

        json.Writer.WriteStartObject();
        foreach (var member in JsonSerializer.SerializeToElement(details, ContractJson.Readable.ProblemDetails).EnumerateObject())
            member.WriteTo(json.Writer);
        await WriteMembersAsync(json);
        json.Writer.WriteEndObject();
        await json.SendAsync();
    }
}
