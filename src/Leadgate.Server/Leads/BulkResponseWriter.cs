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

    /// <summary>The response is flushed when this much is in its buffer: leads with many errors are large.</summary>
    private const int FlushThreshold = 1024 * 1024;

    public static async Task WriteAsync(HttpContext http, BulkRepresentation bulk)
    {
        // The first portion is read before the first byte is written: if the database is unavailable, the response is a problem.
        var arabic = RequestLanguage.IsArabic(http.Request);
        await using var portions = bulk.Leads.GetAsyncEnumerator(http.RequestAborted);
        var hasMore = await portions.MoveNextAsync();
        http.Response.ContentType = MediaType;
        await using var json = new Utf8JsonWriter(http.Response.BodyWriter, WireJson.WriterOptions);
        json.WriteStartObject();
        WriteHeader(json, bulk);
        json.WriteStartArray("leads");
        var flushed = 0L;
        for (; hasMore; hasMore = await portions.MoveNextAsync())
        {
            foreach (var lead in portions.Current)
            {
                LeadJsonWriter.Write(json, lead, arabic);
                if (json.BytesCommitted + json.BytesPending - flushed <= FlushThreshold)
                    continue;
                await FlushAsync(json, http);
                flushed = json.BytesCommitted;
            }

            await FlushAsync(json, http);
            flushed = json.BytesCommitted;
        }

        json.WriteEndArray();
        json.WriteEndObject();
        await FlushAsync(json, http);
    }

    public static async Task WriteAsync(HttpContext http, LeadPage page)
    {
        http.Response.ContentType = MediaType;
        await using var json = new Utf8JsonWriter(http.Response.BodyWriter, WireJson.WriterOptions);
        json.WriteStartObject();
        json.WriteStartArray("leads");
        var arabic = RequestLanguage.IsArabic(http.Request);
        foreach (var lead in page.Leads)
            LeadJsonWriter.Write(json, lead, arabic);
        json.WriteEndArray();
        json.WriteString("next", page.Next);
        json.WriteEndObject();
        await FlushAsync(json, http);
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

    private static async Task FlushAsync(Utf8JsonWriter json, HttpContext http)
    {
        await json.FlushAsync(http.RequestAborted);
        await http.Response.BodyWriter.FlushAsync(http.RequestAborted);
    }
}
