using System.Text;
using Leadgate.Domain.Lists;

namespace Leadgate.Domain.Leads;

/// <summary>What a field of a lead holds after checking. The default is an absent field.</summary>
internal readonly struct FieldValue : IEquatable<FieldValue>
{
    private static readonly object NumberMark = new();

    /// <summary>An item, or <see cref="NumberMark"/>, or the array that a text stands in.</summary>
    private readonly object? _reference;

    /// <summary>The number itself, or where in the array the text begins (the upper half) and how long it is (the lower).</summary>
    private readonly long _number;

    private FieldValue(object reference, long number) => (_reference, _number) = (reference, number);

    /// <summary>Whether nothing was sent.</summary>
    public bool IsAbsent => _reference is null;

    /// <summary>The item of a list field, or null.</summary>
    public ListItem? Item => _reference as ListItem;

    /// <summary>Whether the value is a text: that of a text field, or the one that a list field keeps unlisted (promise 4.6).</summary>
    public bool IsText => _reference is byte[];

    /// <summary>The text as a new string, or null.</summary>
    public string? Text => IsText ? Encoding.UTF8.GetString(Utf8.Span) : null;

    /// <summary>The text in UTF-8; empty when the value is none.</summary>
    public ReadOnlyMemory<byte> Utf8 => _reference is byte[] block ? block.AsMemory((int)(_number >> 32), (int)_number) : default;

    /// <summary>The number of a whole-number field.</summary>
    public long Number => _number;

    /// <summary>The day of a date field.</summary>
    public DateOnly Date => DateOnly.FromDayNumber((int)_number);

    /// <summary>The moment of an instant field, UTC, to the millisecond.</summary>
    public DateTime Timestamp => new(_number, DateTimeKind.Utc);

    /// <summary>Whether the value is a number, a day or a moment.</summary>
    public bool IsNumber => ReferenceEquals(_reference, NumberMark);

    /// <summary>An item of a list.</summary>
    /// <param name="item">The item.</param>
    public static FieldValue From(ListItem item) => new(item, item.Value);

    /// <summary>A text.</summary>
    /// <param name="text">The text.</param>
    public static FieldValue From(string text) => FromUtf8(Encoding.UTF8.GetBytes(text));

    /// <summary>A text in UTF-8, which is kept where it stands.</summary>
    /// <param name="utf8">The text, in an array that does not change any more.</param>
    public static FieldValue FromUtf8(ArraySegment<byte> utf8) => new(utf8.Array!, ((long)utf8.Offset << 32) | (uint)utf8.Count);

    /// <summary>A whole number.</summary>
    /// <param name="number">The number.</param>
    public static FieldValue From(long number) => new(NumberMark, number);

    /// <summary>A day.</summary>
    /// <param name="date">The day.</param>
    public static FieldValue From(DateOnly date) => new(NumberMark, date.DayNumber);

    /// <summary>A moment.</summary>
    /// <param name="utc">The moment in UTC.</param>
    public static FieldValue From(DateTime utc) => new(NumberMark, utc.Ticks);

    /// <summary>Whether two values of the same field agree (promise 5.1).</summary>
    /// <param name="other">The other value.</param>
    public bool Equals(FieldValue other) =>
        (_reference, other._reference) switch
        {
            (byte[], byte[]) => Utf8.Span.SequenceEqual(other.Utf8.Span),
            (ListItem, ListItem) => _number == other._number,
            (var a, var b) => ReferenceEquals(a, b) && _number == other._number,
        };

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is FieldValue other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => IsText ? string.GetHashCode(Text, StringComparison.Ordinal) : _number.GetHashCode();

    /// <summary>See <see cref="Equals(FieldValue)"/>.</summary>
    public static bool operator ==(FieldValue left, FieldValue right) => left.Equals(right);

    /// <summary>See <see cref="Equals(FieldValue)"/>.</summary>
    public static bool operator !=(FieldValue left, FieldValue right) => !left.Equals(right);
}
