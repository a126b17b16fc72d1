using System.Globalization;
using System.Text.Json;
using Leadgate.Domain.Audit;
using Leadgate.Domain.Intake;
using Leadgate.Domain.Leads;
using Leadgate.Domain.Lists;
using Leadgate.Server.Access;
using Leadgate.Server.Hosting;
using Leadgate.Server.Lists;
using Leadgate.Storage;

namespace Leadgate.Server.Leads;

/// <summary>
/// Writes bulks and leads as they are read back (promise 7), lead by lead into the connection: a large bulk is never held whole.
/// </summary>
/// <param name="store">Where they are.</param>
/// <param name="lists">The lists that their items are shown from.</param>
/// <param name="settings">The rules that leads with errors are read by.</param>
internal sealed class BulkAnswers(ILeadStore store, ListCatalogCache lists, LeadgateSettings settings)
{
    /// <summary>So many leads are read from the store at once, and written before more are read.</summary>
    private const int Chunk = 250;

    private const string MediaType = "application/json; charset=utf-8";

    /// <summary>A stored bulk (promise 2.4).</summary>
    /// <param name="http">The request.</param>
    /// <param name="bulk">The bulk.</param>
    public async Task WriteAsync(HttpContext http, StoredBulk bulk)
    {
        var (catalog, arabic) = (lists.Catalog, RequestLanguage.IsArabic(http.Request));

        // The first leads before the first byte: when the store is away, the answer is a problem and nothing else.
        var leads = await store.ReadLeadsAsync(bulk.Id, 0, Chunk, catalog, http.RequestAborted);
        http.Response.ContentType = MediaType;
        await using var json = new Utf8JsonWriter(http.Response.BodyWriter, LeadJson.WriterOptions);
        WriteHead(json, bulk.Id, bulk.Status, bulk.CreatedAt, bulk.CreatedBy, bulk.TotalRecords, bulk.ErrorRecords);
        while (true)
        {
            foreach (var lead in leads)
                LeadJson.Write(json, Record(lead, catalog, showOrigin: false), arabic);
            await FlushAsync(json, http);
            if (leads.Count < Chunk)
                break;
            leads = await store.ReadLeadsAsync(bulk.Id, leads[^1].Id, Chunk, catalog, http.RequestAborted);
        }

        json.WriteEndArray();
        json.WriteEndObject();
        await FlushAsync(json, http);
    }

    /// <summary>A bulk that was checked and not stored, without ids (promise 6.7).</summary>
    /// <param name="http">The request.</param>
    /// <param name="bulk">The bulk.</param>
    public static async Task WriteAsync(HttpContext http, ValidatedBulk bulk)
    {
        var arabic = RequestLanguage.IsArabic(http.Request);
        http.Response.ContentType = MediaType;
        await using var json = new Utf8JsonWriter(http.Response.BodyWriter, LeadJson.WriterOptions);
        WriteHead(json, null, BulkStatus.Created, null, null, bulk.Leads.Count, bulk.ErrorRecords);
        foreach (var chunk in bulk.Leads.Chunk(Chunk))
        {
            foreach (var lead in chunk)
                LeadJson.Write(json, new LeadRecord(lead), arabic);
            await FlushAsync(json, http);
        }

        json.WriteEndArray();
        json.WriteEndObject();
        await FlushAsync(json, http);
    }

    /// <summary>A page of leads (promise 7.4).</summary>
    /// <param name="http">The request.</param>
    /// <param name="query">What is looked for.</param>
    public async Task WriteAsync(HttpContext http, LeadQuery query)
    {
        var (catalog, arabic) = (lists.Catalog, RequestLanguage.IsArabic(http.Request));

        // One more than asked for tells whether there is a next page.
        var leads = await store.FindLeadsAsync(query with { Limit = query.Limit + 1 }, catalog, http.RequestAborted);
        if (http.Caller().SeesAll)
            await store.Audit.AppendAsync(
                http.Audit(AuditActions.LeadsSearch, detail: "leads " + IdRanges.Format(leads.Take(query.Limit).Select(lead => lead.Id))),
                http.RequestAborted
            );
        http.Response.ContentType = MediaType;
        await using var json = new Utf8JsonWriter(http.Response.BodyWriter, LeadJson.WriterOptions);
        json.WriteStartObject();
        json.WriteStartArray("leads");
        foreach (var lead in leads.Take(query.Limit))
            LeadJson.Write(json, Record(lead, catalog, showOrigin: true), arabic);
        json.WriteEndArray();
        json.WriteString("next", leads.Count > query.Limit ? PageCursor.Write(leads[query.Limit - 1]) : null);
        json.WriteEndObject();
        await FlushAsync(json, http);
    }

    private static void WriteHead(
        Utf8JsonWriter json,
        long? id,
        BulkStatus status,
        DateTime? createdAt,
        string? createdBy,
        int total,
        int errors
    )
    {
        json.WriteStartObject();
        if (id is { } value)
            json.WriteNumber("id", value);
        else
            json.WriteNull("id");
        json.WriteNumber("isProcessed", (int)status);
        json.WriteString("createdDate", createdAt?.ToString(LeadJson.TimestampFormat, CultureInfo.InvariantCulture));
        json.WriteString("createdBy", createdBy);
        json.WriteNumber("totalRecords", total);
        json.WriteNumber("errorRecords", errors);
        json.WriteStartArray("leads");
    }

    /// <summary>A stored lead as it is shown, by the lists of now.</summary>
    /// <param name="stored">The lead.</param>
    /// <param name="showOrigin">Whether to show which bulk brought it.</param>
    public LeadRecord Record(StoredLead stored, bool showOrigin) => Record(stored, lists.Catalog, showOrigin);

    /// <summary>
    /// A lead with errors is kept as it was sent. To show it, it is read again with the lists of today; its errors are the ones
    /// that were told when it arrived.
    /// </summary>
    private LeadRecord Record(StoredLead stored, ListCatalog catalog, bool showOrigin) =>
        new(
            stored.Valid ?? new LeadValidator(catalog, settings.Rules, stored.Origin.CreatedAt).Validate(stored.Index, stored.Sent.Span),
            stored.Id,
            stored.VehicleIds
        )
        {
            Origin = showOrigin ? stored.Origin : null,
            ErrorsJson = stored.ErrorsJson,
            WarningsJson = stored.Valid is null && stored.WarningsJson.IsEmpty ? "[]"u8.ToArray() : stored.WarningsJson,
        };

    private static async Task FlushAsync(Utf8JsonWriter json, HttpContext http)
    {
        await json.FlushAsync(http.RequestAborted);
        await http.Response.BodyWriter.FlushAsync(http.RequestAborted);
    }
}
