using System.Globalization;
using System.Text.Json;
using Leadgate.Domain.Leads;
using Leadgate.Domain.Lists;

namespace Leadgate.Domain.Search;

/// <summary>
/// What a lead is found by. Of a lead with errors these are the texts as they were sent, right or wrong, as far as they can be read: a
/// number with a leading zero is an error, and the person still calls with it.
/// </summary>
internal sealed record SearchableLead
{
    public required string Sender { get; init; }

    /// <summary>When it arrived, UTC.</summary>
    public required DateTime ArrivedAt { get; init; }

    public required LeadState State { get; init; }

    public required long BulkId { get; init; }

    public int? Brand { get; init; }

    public int? Source { get; init; }

    public string? Phone { get; init; }

    public string? Email { get; init; }

    public string? Reference { get; init; }

    /// <summary>The names of people and companies, and the name of the lead.</summary>
    public IReadOnlyList<string?> Names { get; init; } = [];

    /// <summary>What waits to be corrected.</summary>
    public IReadOnlyList<OpenError> Errors { get; init; } = [];

    /// <summary>The fields that <see cref="Names"/> come from.</summary>
    public static IReadOnlyList<LeadField> NameFields { get; } =
    [.. ((string[])["firstName", "middleName", "lastName", "contactName", "leadTypeName", "leadName"]).Select(Find)];

    /// <summary>Reads a valid lead.</summary>
    public static SearchableLead FromValid(Lead lead, BulkOrigin origin, bool isErased) =>
        new()
        {
            Sender = origin.CreatedBy,
            ArrivedAt = origin.CreatedAt,
            State = isErased ? LeadState.Erased : LeadState.Valid,
            BulkId = origin.BulkId,
            Brand = lead[LeadFields.Ou].Item?.Value,
            Source = lead[LeadFields.Source].Item?.Value,
            Phone = lead[LeadFields.PhoneNumber].Text,
            Email = lead[LeadFields.Email].Text,
            Reference = lead[LeadFields.LeadReference].Text,
            Names = [.. NameFields.Select(field => lead[field].Text)],
        };

    /// <summary>Reads a lead with errors.</summary>
    /// <param name="sent">What was sent.</param>
    /// <param name="catalog">The lists that brand and source are looked up in.</param>
    public static SearchableLead FromSent(
        ReadOnlySpan<byte> sent,
        ListCatalog catalog,
        IReadOnlyList<OpenError> errors,
        BulkOrigin origin,
        bool isErased
    )
    {
        var texts = ReadTexts(sent);
        return new()
        {
            Sender = origin.CreatedBy,
            ArrivedAt = origin.CreatedAt,
            State = isErased ? LeadState.Erased : LeadState.Waiting,
            BulkId = origin.BulkId,
            Brand = FindItem(catalog, LeadFields.Ou, texts),
            Source = FindItem(catalog, LeadFields.Source, texts),
            Phone = texts.GetValueOrDefault(LeadFields.PhoneNumber),
            Email = texts.GetValueOrDefault(LeadFields.Email),
            Reference = texts.GetValueOrDefault(LeadFields.LeadReference),
            Names = [.. NameFields.Select(texts.GetValueOrDefault)],
            Errors = isErased ? [] : errors,
        };
    }

    /// <summary>The strings and numbers among the properties, by field; the first one that is not blank.</summary>
    private static Dictionary<LeadField, string> ReadTexts(ReadOnlySpan<byte> sent)
    {
        var texts = new Dictionary<LeadField, string>();
        var reader = new Utf8JsonReader(sent, new JsonReaderOptions { MaxDepth = 128 });
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
            return texts;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var isField = LeadFields.Table.TryFind(reader.ValueSpan, out var field, out _);
            reader.Read();
            var start = (int)reader.TokenStartIndex;
            var isText = reader.TokenType is JsonTokenType.String or JsonTokenType.Number or JsonTokenType.StartObject;
            reader.Skip();
            if (!isField || !isText)
                continue;
            var text = IssueMessages.GetText(sent[start..(int)reader.BytesConsumed].ToArray());
            if (text.Length > 0)
                texts.TryAdd(field, text);
        }

        return texts;
    }

    private static int? FindItem(ListCatalog catalog, LeadField field, Dictionary<LeadField, string> texts)
    {
        if (!texts.TryGetValue(field, out var text))
            return null;
        var list = catalog[field.List!];
        return list.Match(text, null).Item?.Value
            ?? (
                long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value)
                    ? list.Match(value, null).Item?.Value
                    : null
            );
    }

    private static LeadField Find(string name) => LeadFields.All.Single(field => field.Name == name);
}
