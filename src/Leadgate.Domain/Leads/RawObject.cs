using System.Text.Json;

namespace Leadgate.Domain.Leads;

/// <summary>
/// The properties of one JSON object, sorted to the fields of a table. Used again for the next object, so that reading a lead
/// allocates nothing. Not for several threads.
/// </summary>
/// <param name="table">The fields that the object may have.</param>
internal sealed class RawObject(FieldTable table)
{
    private readonly RawValue[] _values = new RawValue[table.All.Count];
    private readonly List<(LeadField Field, RawValue Value)> _repeats = [];
    private readonly List<UnknownProperty> _unknown = [];
    private readonly FieldName[] _following = new FieldName[table.All.Count + 1];
    private int _previous;

    /// <summary>Properties that are no field of the table, in the order sent.</summary>
    public IReadOnlyList<UnknownProperty> Unknown => _unknown;

    /// <summary>Values of fields that had one already (promise 5.1), in the order sent.</summary>
    public IReadOnlyList<(LeadField Field, RawValue Value)> Repeats => _repeats;

    /// <summary>The first value of a field that is not blank.</summary>
    public RawValue this[LeadField field] => _values[field.Ordinal];

    /// <summary>Reads an object that is known to be complete and valid JSON.</summary>
    /// <param name="json">The JSON of the whole lead.</param>
    /// <param name="start">Where in it the object begins.</param>
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
            var (type, first) = (reader.TokenType, (int)reader.TokenStartIndex);
            reader.Skip();
            var value = new RawValue(type, start + first, (int)reader.BytesConsumed - first, isOtherName);
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
        ref var place = ref _values[field.Ordinal];
        if (place.IsAbsent)
            place = value;
        else
            _repeats.Add((field, value));
    }

    /// <summary>
    /// Senders write the properties of their leads in one order, so a name is first held against the one that followed the same
    /// field last time: a comparison of bytes in place of decoding and a look-up.
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

    /// <summary>The name of a property; one that is no valid Unicode is shown as its JSON escapes.</summary>
    private static string GetName(ref Utf8JsonReader reader) =>
        JsonText.HasLoneSurrogate(reader.ValueSpan) ? System.Text.Encoding.UTF8.GetString(reader.ValueSpan) : reader.GetString()!;
}
