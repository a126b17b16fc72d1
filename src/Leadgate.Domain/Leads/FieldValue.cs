using System.Text;
using Leadgate.Domain.Lists;

namespace Leadgate.Domain.Leads;

/// <summary>The value of a field after validation. The default is an absent value.</summary>
internal readonly struct FieldValue : IEquatable<FieldValue>
{
    private static readonly object NumberMark = new();

    /// <summary>An item, or <see cref="NumberMark"/>, or the array that contains a text.</summary>
    private readonly object? _reference;

    /// <summary>The number itself, or the offset (upper half) and the length (lower half) of the text in the array.</summary>
    private readonly long _number;

    private FieldValue(object reference, long number) => (_reference, _number) = (reference, number);

    public bool IsAbsent => _reference is null;

    public ListItem? Item => _reference as ListItem;

    /// <summary>True for a text field, and for a list field that keeps a text as sent (promise 4.6).</summary>
    public bool IsText => _reference is byte[];

    public string? Text => IsText ? Encoding.UTF8.GetString(Utf8.Span) : null;

    /// <summary>The text in UTF-8; empty if the value is not a text.</summary>
    public ReadOnlyMemory<byte> Utf8 => _reference is byte[] block ? block.AsMemory((int)(_number >> 32), (int)_number) : default;

    public long Number => _number;

    public DateOnly Date => DateOnly.FromDayNumber((int)_number);

    /// <summary>UTC, in milliseconds.</summary>
    public DateTime Timestamp => new(_number, DateTimeKind.Utc);

    /// <summary>True for a number, a date or a timestamp.</summary>
    public bool IsNumber => ReferenceEquals(_reference, NumberMark);

    public static FieldValue From(ListItem item) => new(item, item.Value);

    public static FieldValue From(string text) => FromUtf8(Encoding.UTF8.GetBytes(text));

    /// <summary>Refers to the array without copying it; it must not change afterwards.</summary>
    public static FieldValue FromUtf8(ArraySegment<byte> utf8) => new(utf8.Array!, ((long)utf8.Offset << 32) | (uint)utf8.Count);

    public static FieldValue From(long number) => new(NumberMark, number);

    public static FieldValue From(DateOnly date) => new(NumberMark, date.DayNumber);

    public static FieldValue From(DateTime utc) => new(NumberMark, utc.Ticks);

    /// <summary>Whether two values of the same field are the same (promise 5.1).</summary>
    public bool Equals(FieldValue other) =>
        (_reference, other._reference) switch
        {
            (byte[], byte[]) => Utf8.Span.SequenceEqual(other.Utf8.Span),
            (ListItem, ListItem) => _number == other._number,
            (var a, var b) => ReferenceEquals(a, b) && _number == other._number,
        };

    public override bool Equals(object? obj) => obj is FieldValue other && Equals(other);

    public override int GetHashCode() => IsText ? string.GetHashCode(Text, StringComparison.Ordinal) : _number.GetHashCode();

    public static bool operator ==(FieldValue left, FieldValue right) => left.Equals(right);

    public static bool operator !=(FieldValue left, FieldValue right) => !left.Equals(right);
}
