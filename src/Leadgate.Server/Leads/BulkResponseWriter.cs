using System.Text.Json;
using Leadgate.Domain.Intake;
using Leadgate.Domain.Leads;
using Leadgate.Domain.Wire;
using Leadgate.Server.Http;

namespace Leadgate.Server.Leads;

/// <summary>Writes bulks and leads (promise 7) to the connection, portion by portion.</summary>
internal static class BulkResponseWriter
{
    public const string MediaType = "application/json; charset=utf-8";

    public static async Task WriteAsync(HttpContext http, BulkRepresentation bulk)
    {
        // The first portion is read before the first byte is written: if the database is unavailable, the response is a problem.
        var arabic = RequestLanguage.IsArabic(http.Request);
        await using var portions = bulk.Leads.GetAsyncEnumerator(http.RequestAborted);
        var hasMore = await portions.MoveNextAsync();
        http.Response.ContentType = MediaType;
        await using var json = PiecewiseJson.For(http);
        json.Writer.WriteStartObject();
        WriteHeader(json.Writer, bulk);
        json.Writer.WriteStartArray("leads");
        for (; hasMore; hasMore = await portions.MoveNextAsync())
            await WriteLeadsAsync(json, portions.Current, arabic);
        json.Writer.WriteEndArray();
        json.Writer.WriteEndObject();
        await json.SendAsync();
    }

    public static async Task WriteAsync(HttpContext http, LeadPage page)
    {
        http.Response.ContentType = MediaType;
        await using var json = PiecewiseJson.For(http);
        json.Writer.WriteStartObject();
        json.Writer.WriteStartArray("leads");
        await WriteLeadsAsync(json, page.Leads, RequestLanguage.IsArabic(http.Request));
        json.Writer.WriteEndArray();
        json.Writer.WriteString("next", page.Next);
        json.Writer.WriteEndObject();
        await json.SendAsync();
    }

    public static async Task WriteAsync(HttpContext http, LeadRecord lead)
    {
        http.Response.ContentType = MediaType;
        await using var json = PiecewiseJson.For(http);
        LeadJsonWriter.Write(json.Writer, lead, RequestLanguage.IsArabic(http.Request));
        await json.SendAsync();
    }

    public static async Task WriteLeadsAsync(PiecewiseJson json, IEnumerable<LeadRecord> leads, bool arabic)
    {
        foreach (var lead in leads)
        {
            LeadJsonWriter.Write(json.Writer, lead, arabic);
            await json.ContinueAsync();
        }
    }

    private static void WriteHeader(Utf8JsonWriter json, BulkRepresentation bulk)
    {
        if (bulk.Stored is { } stored)
        {
            json.WriteNumber("id", stored.Id);
            json.WriteNumber("isProcessed", (int)stored.Status);
            json.WriteString("createdDate", WireTime.Format(stored.CreatedAt));
            json.WriteString("createdBy", stored.CreatedBy);
        }
        else
        {
            json.WriteNull("id");
            json.WriteNumber("isProcessed", (int)BulkStatus.Created);
            json.WriteNull("createdDate");
            json.WriteNull("createdBy");
        }

        json.WriteNumber("totalRecords", bulk.TotalRecords);
        json.WriteNumber("errorRecords", bulk.ErrorRecords);
    }
}
