using System.Globalization;
using System.Text.Json;
using Leadgate.Domain.Leads;
using Leadgate.Domain.Lists;

namespace Leadgate.Server.Console.LeadPages;

/// <summary>
/// Values of fields between JSON and a form. An item of a list is <c>#</c> and its value, a text that is no item is <c>=</c> and the text,
/// so that a wrong value stays in the form as it was sent until somebody replaces it.
/// </summary>
internal static class LeadFormText
{
    private const char ItemMark = '#';
    private const char TextMark = '=';

    /// <summary>The value of a field as the form has it; empty if there is none.</summary>
    /// <param name="json">The value as it was sent; empty if there is none.</param>
    /// <param name="parent">The value of the parent item; null if it is not known, or the list has no parent list.</param>
    public static string FromJson(LeadField field, ReadOnlyMemory<byte> json, ListCatalog catalog, int? parent)
    {
        if (json.IsEmpty || json.Span[0] == (byte)'n')
            return "";
        var text = Normalize(IssueMessages.GetText(json));
        if (field.Kind != FieldKind.List || text.Length == 0)
            return text;
        if (field.Parent is not null && parent is null)
            return TextMark + text;
        var match = json.Span[0] switch
        {
            (byte)'t' when field.List!.Representation == ListRepresentation.Boolean => catalog[field.List].Match(1, parent),
            (byte)'f' when field.List!.Representation == ListRepresentation.Boolean => catalog[field.List].Match(0, parent),
            >= (byte)'0' and <= (byte)'9' when long.TryParse(text, CultureInfo.InvariantCulture, out var value) => catalog[field.List!]
                .Match(value, parent),
            _ => catalog[field.List!].Match(text, parent),
        };
        return match.Item is { } item ? FromItem(item.Value) : TextMark + text;
    }

    public static string FromItem(int value) => string.Create(CultureInfo.InvariantCulture, $"{ItemMark}{value}");

    /// <summary>A text for a list field: the item that it means under the parent item, otherwise the text.</summary>
    public static string FromText(LeadField field, string text, ListCatalog catalog, int? parent) =>
        field.Kind != FieldKind.List ? text
        : text.Length == 0 ? ""
        : (field.Parent is null || parent is not null) && catalog[field.List!].Match(text, parent).Item is { } item ? FromItem(item.Value)
        : TextMark + text;

    /// <summary>A text that somebody typed in place of choosing an item: the state of the form looks it up.</summary>
    public static string FromTyped(string text) => TextMark + text;

    /// <summary>The value of the item that a text of the form names, or null.</summary>
    public static int? FindItem(string typed) =>
        typed.StartsWith(ItemMark)
        && int.TryParse(typed.AsSpan(1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value)
            ? value
            : null;

    /// <summary>What a person reads.</summary>
    public static string Show(LeadField field, string typed, ListCatalog catalog, bool arabic) =>
        field.Kind != FieldKind.List || typed.Length == 0 ? typed
        : FindItem(typed) is { } value ? catalog[field.List!].Find(value)?.GetLabel(arabic) ?? typed[1..]
        : GetText(typed);

    /// <summary>The text without the mark of a text that is no item.</summary>
    public static string GetText(string typed) => typed.StartsWith(TextMark) ? typed[1..] : typed;

    /// <summary>Writes a value into a patch, items as senders send them.</summary>
    public static void Write(Utf8JsonWriter json, LeadField field, string typed, ListCatalog catalog, int? parent)
    {
        if (string.IsNullOrWhiteSpace(typed))
            json.WriteNullValue();
        else if (field.Kind == FieldKind.List)
            WriteListValue(json, field.List!, typed, catalog, parent);
        else if (field.Kind == FieldKind.Number && int.TryParse(typed, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            json.WriteNumberValue(number);
        else
            json.WriteStringValue(typed);
    }

    /// <summary>Browsers send each line break as two characters.</summary>
    public static string NormalizeLines(string text) => text.Replace("\r\n", "\n", StringComparison.Ordinal);

    /// <summary>
    /// A text as browsers return it, so that a value that nobody touched is the same as before: any line break is the same to them, and NUL
    /// is the character for what cannot be shown. White space around a value is no content.
    /// </summary>
    public static string Normalize(string text) => NormalizeLines(text).Replace('\r', '\n').Replace('\0', '\uFFFD').Trim();

    private static void WriteListValue(Utf8JsonWriter json, ListDefinition definition, string typed, ListCatalog catalog, int? parent)
    {
        if (FindItem(typed) is not { } value)
        {
            json.WriteStringValue(GetText(typed));
            return;
        }

        var list = catalog[definition];
        if (definition.Representation == ListRepresentation.Boolean && value is 0 or 1)
            json.WriteBooleanValue(value == 1);
        else if (list.Find(value) is { } item && list.Match(item.Label, parent).Item?.Value == value)
            json.WriteStringValue(item.Label);
        else
            json.WriteNumberValue(value);
    }
}
