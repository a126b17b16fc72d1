using Leadgate.Domain.Lists;

namespace Leadgate.Domain.Leads;

/// <summary>What a field of a lead holds after checking. The default is an absent field.</summary>
public readonly struct FieldValue : IEquatable<FieldValue>
{
    private static readonly object NumberMark = new();

    private readonly object? _reference;
    private readonly long _number;

    private FieldValue(object reference, long number) => (_reference, _number) = (reference, number);

    /// <summary>Whether nothing was sent.</summary>
    public bool IsAbsent => _reference is null;

    /// <summary>The item of a list field, or null.</summary>
    public ListItem? Item => _reference as ListItem;

    /// <summary>The text of a text field, or the text that a list field keeps unlisted (promise 4.6), or null.</summary>
    public string? Text => _reference as string;

    /// <summary>The number of a whole-number field.</summary>
    public long Number => _number;

    /// <summary>The day of a date field.</summary>
    public DateOnly Date => DateOnly.FromDayNumber((int)_number);

    /// <summary>The moment of an instant field, UTC, to the millisecond.</summary>
    public DateTime Instant => new(_number, DateTimeKind.Utc);

    /// <summary>Whether the value is a number, a day or a moment.</summary>
    public bool IsNumber => ReferenceEquals(_reference, NumberMark);

    /// <summary>An item of a list.</summary>
    /// <param name="item">The item.</param>
    public static FieldValue Of(ListItem item) => new(item, item.Value);

    /// <summary>A text.</summary>
    /// <param name="text">The text.</param>
    public static FieldValue Of(string text) => new(text, 0);

    /// <summary>A whole number.</summary>
    /// <param name="number">The number.</param>
    public static FieldValue Of(long number) => new(NumberMark, number);

    /// <summary>A day.</summary>
    /// <param name="date">The day.</param>
    public static FieldValue Of(DateOnly date) => new(NumberMark, date.DayNumber);

    /// <summary>A moment.</summary>
    /// <param name="utc">The moment in UTC.</param>
    public static FieldValue Of(DateTime utc) => new(NumberMark, utc.Ticks);

    /// <summary>Whether two values of the same field agree (promise 5.1).</summary>
    /// <param name="other">The other value.</param>
    public bool Equals(FieldValue other) => _number == other._number && (_reference, other._reference) switch
    {
        (string a, string b) => a == b,
        (ListItem, ListItem) => true,
        (var a, var b) => ReferenceEquals(a, b),
    };

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is FieldValue other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(_number, Text);

    /// <summary>See <see cref="Equals(FieldValue)"/>.</summary>
    public static bool operator ==(FieldValue left, FieldValue right) => left.Equals(right);

    /// <summary>See <see cref="Equals(FieldValue)"/>.</summary>
    public static bool operator !=(FieldValue left, FieldValue right) => !left.Equals(right);
}
