using System.Reflection;
using System.Text.Json;
using Leadgate.Domain.Wire;
using Leadgate.Server.Http;
using Leadgate.Storage.Revisions;
using Microsoft.AspNetCore.Http.Metadata;

namespace Leadgate.Server.Leads;

/// <summary>The revisions of a lead (promise 11.3).</summary>
internal sealed class LeadRevisionsResult(IReadOnlyList<LeadRevision> revisions) : IResult, IEndpointMetadataProvider
{
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        httpContext.Response.ContentType = BulkResponseWriter.MediaType;
        await using var json = PiecewiseJson.For(httpContext);
        json.Writer.WriteStartObject();
        json.Writer.WriteStartArray("revisions");
        foreach (var revision in revisions)
        {
            Write(json.Writer, revision);
            await json.ContinueAsync();
        }

        json.Writer.WriteEndArray();
        json.Writer.WriteEndObject();
        await json.SendAsync();
    }

    /// <summary>Writes one revision, for this response and for the export of a person.</summary>
    public static void Write(Utf8JsonWriter json, LeadRevision revision)
    {
        json.WriteStartObject();
        json.WriteNumber("version", revision.Version);
        json.WriteString("at", WireTime.Format(revision.At));
        json.WriteString("by", revision.By);
        json.WriteString("through", revision.Through);
        json.WritePropertyName("changes");
        json.WriteRawValue(revision.Changes.Span, skipInputValidation: true);
        json.WriteNumber("errorsBefore", revision.ErrorsBefore);
        json.WriteNumber("errorsAfter", revision.ErrorsAfter);
        json.WriteEndObject();
    }

    public static void PopulateMetadata(MethodInfo method, EndpointBuilder builder) =>
        builder.Metadata.Add(
            new ProducesResponseTypeMetadata(StatusCodes.Status200OK, typeof(Contract.Bulks.LeadRevisions), ["application/json"])
        );
}
