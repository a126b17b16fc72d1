using System.Globalization;
using Leadgate.Domain.Wire;

namespace Leadgate.Formats.Tables;

/// <summary>Dates as spreadsheets keep them: a number of days, with the time of day as a fraction.</summary>
internal static class ExcelDate
{
    /// <summary>The day that Excel believes to be the 29th of February 1900.</summary>
    private const int NoDay = 60;

    /// <summary>A smaller number in a field of dates is rather a year or an age.</summary>
    private const int FirstLikely = 10_000;

    private const int LastLikely = 73_050;
    private const int Last = 2_958_465;
    private const int SecondsOfDay = 86_400;

    private static readonly DateTime Since1900 = new(1899, 12, 30);
    private static readonly DateTime Since1904 = new(1904, 1, 1);

    /// <summary>A date, with its time if it has one, <c>2025-11-25T14:30:00</c>. Null if there is no such date.</summary>
    public static string? Format(double serial, bool from1904)
    {
        if (!(serial >= 0 && serial < Last + 1))
            return null;
        var seconds = (long)Math.Round(serial * SecondsOfDay);
        var (day, second) = (seconds / SecondsOfDay, (int)(seconds % SecondsOfDay));
        var time = TimeSpan.FromSeconds(second);
        if (!from1904 && day < 1)
            return Format(time);
        if (!from1904 && day == NoDay)
            return null;
        var date = (from1904 ? Since1904 : Since1900).AddDays(!from1904 && day < NoDay ? day + 1 : day);
        var text = WireTime.Format(DateOnly.FromDateTime(date));
        return second == 0 ? text : $"{text}T{Format(time)}";
    }

    /// <summary>The date that a number in a field of dates probably is, or null.</summary>
    public static string? Guess(ReadOnlySpan<byte> text, bool from1904) =>
        text.Length >= 5
        && text[0] is >= (byte)'1' and <= (byte)'9'
        && double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var serial)
        && serial is >= FirstLikely and < LastLikely
            ? Format(serial, from1904)
            : null;

    private static string Format(TimeSpan time) => time.ToString("hh\\:mm\\:ss", CultureInfo.InvariantCulture);
}
