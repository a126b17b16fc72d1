using System.Text.Json;
using Leadgate.Domain.Leads;
using Leadgate.Domain.Privacy;
using Leadgate.Domain.Wire;
using Leadgate.Server.Leads;
using Leadgate.Storage;

namespace Leadgate.Server.Persons;

/// <summary>
/// What a person is given of what is known of them. Their own leads are shown whole; of the leads of others that name them only where, for
/// the rest of those is not theirs.
/// </summary>
/// <param name="leads">Shows leads as they are read back.</param>
internal sealed class PersonExport(LeadQueries leads)
{
    /// <summary>Writes it, part by part.</summary>
    /// <param name="json">Where to.</param>
    /// <param name="person">The person.</param>
    /// <param name="parts">What was found.</param>
    /// <param name="now">The present moment.</param>
    /// <param name="cancellation">Gives up.</param>
    public async Task WriteAsync(
        Utf8JsonWriter json,
        DataSubject person,
        IAsyncEnumerable<DataSubjectMatches> parts,
        DateTimeOffset now,
        CancellationToken cancellation
    )
    {
        // The first part before the first byte: when there is none to be had, the answer is a problem and nothing else.
        var (mentions, keys) = (new List<MatchedLead>(), new List<CallerKey>());
        await using var part = parts.GetAsyncEnumerator(cancellation);
        var isThere = await part.MoveNextAsync();
        json.WriteStartObject();
        json.WriteString("exportedAt", Tell(now.UtcDateTime));
        json.WriteString("phone", person.Number);
        json.WriteString("email", person.Email);
        json.WriteStartArray("leads");
        for (; isThere; isThere = await part.MoveNextAsync())
        {
            var findings = part.Current;
            foreach (var lead in findings.Own)
                WriteLead(json, lead.Stored);
            await json.FlushAsync(cancellation);

            // Of other people's leads no more is held than is told.
            mentions.AddRange(findings.Mentions.Select(lead => lead with { Stored = lead.Stored with { Valid = null, Sent = default } }));
            keys.AddRange(findings.Keys);
        }

        json.WriteEndArray();
        json.WriteStartArray("mentions");
        foreach (var lead in mentions)
            WriteMention(json, lead);
        json.WriteEndArray();
        json.WriteStartArray("idempotencyKeys");
        foreach (var key in keys)
            WriteKey(json, key);
        json.WriteEndArray();
        json.WriteEndObject();
        await json.FlushAsync(cancellation);
    }

    private void WriteLead(Utf8JsonWriter json, StoredLead stored)
    {
        json.WriteStartObject();
        json.WritePropertyName("lead");
        var record = leads.CreateRecord(stored, showOrigin: true);
        LeadJsonWriter.Write(json, record, arabic: false);
        json.WriteStartArray("consents");
        foreach (var field in LeadFields.Consents.Where(field => record.Lead[field].Item is not null))
            WriteConsent(json, field, record);
        json.WriteEndArray();
        json.WritePropertyName("sent");
        if (stored.Sent.IsEmpty)
            json.WriteNullValue();
        else
            json.WriteRawValue(stored.Sent.Span, skipInputValidation: true);
        json.WriteEndObject();
    }

    /// <summary>When it was given is when the lead came about; by whom it was recorded, and when, is who sent the bulk.</summary>
    private static void WriteConsent(Utf8JsonWriter json, LeadField field, LeadRecord record)
    {
        json.WriteStartObject();
        json.WriteString("consent", field.Name);
        json.WriteBoolean("given", record.Lead[field].Item!.Value == 1);
        json.WriteString("givenAt", LeadDateOf(record));
        json.WriteString("recordedAt", Tell(record.Origin!.CreatedAt));
        json.WriteString("recordedBy", record.Origin.CreatedBy);
        json.WriteEndObject();
    }

    private static void WriteMention(Utf8JsonWriter json, MatchedLead lead)
    {
        json.WriteStartObject();
        json.WriteNumber("leadExternalHeaderId", lead.Stored.Origin.BulkId);
        json.WriteNumber("leadExternalId", lead.Stored.Id);
        json.WriteString("createdDate", Tell(lead.Stored.Origin.CreatedAt));
        json.WriteString("createdBy", lead.Stored.Origin.CreatedBy);
        json.WriteStartArray("namedIn");
        foreach (var path in lead.Paths)
            json.WriteStringValue(path);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteKey(Utf8JsonWriter json, CallerKey key)
    {
        json.WriteStartObject();
        json.WriteString("caller", key.Caller);
        json.WriteString("key", key.Key);
        json.WriteEndObject();
    }

    private static string? LeadDateOf(LeadRecord record) =>
        record.Lead[LeadFields.LeadDate] is { IsNumber: true } date ? Tell(date.Timestamp) : null;

    private static string Tell(DateTime utc) => WireTime.Format(utc);
}
