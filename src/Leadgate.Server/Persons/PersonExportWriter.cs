using System.Text.Json;
using Leadgate.Contract;
using Leadgate.Contract.Persons;
using Leadgate.Domain.Leads;
using Leadgate.Domain.Wire;
using Leadgate.Server.Http;
using Leadgate.Server.Leads;
using Leadgate.Storage;

namespace Leadgate.Server.Persons;

/// <summary>
/// Writes an export part by part, however many leads it has. The data subject's own leads are shown in full; of other people's leads that
/// mention them only where, because the rest is not theirs.
/// </summary>
internal sealed class PersonExportWriter(LeadQueries leads, TimeProvider time)
{
    public async Task WriteAsync(PiecewiseJson pieces, ExportPersonOutcome.Found export, CancellationToken cancellation)
    {
        var json = pieces.Writer;
        // The first part is read before the first byte is written: if the store is unavailable, the response is a problem and nothing else.
        var (mentions, keys) = (new List<MatchedLead>(), new List<CallerKey>());
        await using var parts = export.Parts.GetAsyncEnumerator(cancellation);
        var hasPart = await parts.MoveNextAsync();
        json.WriteStartObject();
        json.WriteString("exportedAt", WireTime.Format(time.GetUtcNow().UtcDateTime));
        json.WriteString("phone", export.Subject.Number);
        json.WriteString("email", export.Subject.Email);
        json.WriteStartArray("leads");
        for (; hasPart; hasPart = await parts.MoveNextAsync())
        {
            foreach (var lead in parts.Current.Own)
            {
                WriteLead(json, lead);
                await pieces.ContinueAsync();
            }

            // Of other people's leads, only what will be shown is held in memory.
            mentions.AddRange(
                parts.Current.Mentions.Select(lead =>
                    lead with
                    {
                        Stored = lead.Stored with { Valid = null, Sent = default },
                        Revisions = [],
                    }
                )
            );
            keys.AddRange(parts.Current.Keys);
        }

        json.WriteEndArray();
        json.WriteStartArray("mentions");
        foreach (var lead in mentions)
        {
            JsonSerializer.Serialize(json, ToContract(lead), ContractJson.Readable.LeadMention);
            await pieces.ContinueAsync();
        }

        json.WriteEndArray();
        json.WriteStartArray("idempotencyKeys");
        foreach (var key in keys)
        {
            var mention = new IdempotencyKeyMention { Caller = key.Caller, Key = key.Key };
            JsonSerializer.Serialize(json, mention, ContractJson.Readable.IdempotencyKeyMention);
            await pieces.ContinueAsync();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private void WriteLead(Utf8JsonWriter json, MatchedLead matched)
    {
        var stored = matched.Stored;
        json.WriteStartObject();
        json.WritePropertyName("lead");
        var record = leads.CreateRecord(stored, showOrigin: true);
        LeadJsonWriter.Write(json, record, arabic: false);
        json.WriteStartArray("consents");
        foreach (var field in LeadFields.Consents.Where(field => record.Lead[field].Item is not null))
            JsonSerializer.Serialize(json, ToContract(field, record), ContractJson.Readable.Consent);
        json.WriteEndArray();
        json.WritePropertyName("sent");
        if (stored.Sent.IsEmpty)
            json.WriteNullValue();
        else
            json.WriteRawValue(stored.Sent.Span, skipInputValidation: true);
        json.WriteStartArray("revisions");
        foreach (var revision in matched.Revisions)
            LeadRevisionsResult.Write(json, revision);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    /// <summary>A consent was given on the date of the lead, and recorded by the sender of the bulk.</summary>
    private static Consent ToContract(LeadField field, LeadRecord record) =>
        new()
        {
            Field = field.Name,
            Given = record.Lead[field].Item!.Value == 1,
            GivenAt = record.Lead[LeadFields.LeadDate] is { IsNumber: true } date ? Utc.From(date.Timestamp) : null,
            RecordedAt = Utc.From(record.Origin!.CreatedAt),
            RecordedBy = record.Origin.CreatedBy,
        };

    private static LeadMention ToContract(MatchedLead lead) =>
        new()
        {
            LeadExternalHeaderId = lead.Stored.Origin.BulkId,
            LeadExternalId = lead.Stored.Id,
            CreatedDate = Utc.From(lead.Stored.Origin.CreatedAt),
            CreatedBy = lead.Stored.Origin.CreatedBy,
            NamedIn = lead.Paths,
        };
}
