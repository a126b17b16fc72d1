using System.Text.Json;

namespace Leadgate.Domain.Leads;

/// <summary>
/// The properties of one JSON object, assigned to the fields of a table. Reused for the next object, so that reading a lead allocates
/// nothing. Not thread-safe.
/// </summary>
internal sealed class RawObject(FieldTable table)
{
    private readonly RawValue[] _values = new RawValue[table.All.Count];
    private readonly List<(LeadField Field, RawValue Value)> _repeats = [];
    private readonly List<UnknownProperty> _unknown = [];
    private readonly FieldName[] _following = new FieldName[table.All.Count + 1];
    private int _previous;

    /// <summary>Properties that are not in the table, in the order sent.</summary>
    public IReadOnlyList<UnknownProperty> Unknown => _unknown;

    /// <summary>Further values of fields that already have one (promise 5.1), in the order sent.</summary>
    public IReadOnlyList<(LeadField Field, RawValue Value)> Repeats => _repeats;

    /// <summary>The first value of the field that is not blank.</summary>
    public RawValue this[LeadField field] => _values[field.Ordinal];

    /// <summary>
    /// The name of a field that the sender uses (promise 7.3): the one that was sent, otherwise the second name if the sender uses second
    /// names for other fields.
    /// </summary>
    public string GetName(LeadField field)
    {
        var usesOtherName = this[field].IsAbsent ? _values.Any(value => value.IsOtherName) : this[field].IsOtherName;
        return usesOtherName && field.OtherName is { } other ? other : field.Name;
    }

    /// <summary>Reads the object that begins at <paramref name="start"/>; it is complete and valid JSON.</summary>
    public void Read(ReadOnlySpan<byte> json, int start)
    {
        Array.Clear(_values);
        _repeats.Clear();
        _unknown.Clear();

        var reader = new Utf8JsonReader(json[start..]);
        reader.Read();
        _previous = -1;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var isField = TryFindField(ref reader, out var field, out var isOtherName);
            var name = isField ? "" : GetName(ref reader);
            var property = (int)reader.TokenStartIndex;
            reader.Read();
            var (type, valueStart) = (reader.TokenType, (int)reader.TokenStartIndex);
            reader.Skip();
            var value = new RawValue(type, start + valueStart, (int)reader.BytesConsumed - valueStart, isOtherName);
            if (isField)
                Add(field, value, json);
            else
                _unknown.Add(new(name, value, value with { Start = start + property, Length = (int)reader.BytesConsumed - property }));
        }
    }

    private void Add(LeadField field, RawValue value, ReadOnlySpan<byte> json)
    {
        if (value.Type == JsonTokenType.Null || (value.Type == JsonTokenType.String && JsonText.IsBlank(value.SliceOf(json))))
            return;
        ref var first = ref _values[field.Ordinal];
        if (first.IsAbsent)
            first = value;
        else
            _repeats.Add((field, value));
    }

    /// <summary>
    /// The leads of a sender have their properties in the same order, so a name is first compared with the one that followed the previous
    /// field last time: comparing bytes is faster than decoding and a look-up.
    /// </summary>
    private bool TryFindField(ref Utf8JsonReader reader, out LeadField field, out bool isOtherName)
    {
        ref var following = ref _following[_previous + 1];
        if (following.Field is not null && !reader.ValueIsEscaped && reader.ValueSpan.SequenceEqual(following.Utf8))
        {
            (field, isOtherName) = (following.Field, following.IsOtherName);
            _previous = field.Ordinal;
            return true;
        }

        var isField = reader.ValueIsEscaped
            ? table.TryFind(GetName(ref reader), out field, out isOtherName)
            : table.TryFind(reader.ValueSpan, out field, out isOtherName);
        if (!isField)
            return false;
        following = new FieldName(field, isOtherName);
        _previous = field.Ordinal;
        return true;
    }

    /// <summary>The name of a property, with its JSON escapes if it is not valid Unicode.</summary>
    private static string GetName(ref Utf8JsonReader reader) =>
        JsonText.HasLoneSurrogate(reader.ValueSpan) ? System.Text.Encoding.UTF8.GetString(reader.ValueSpan) : reader.GetString()!;
}
