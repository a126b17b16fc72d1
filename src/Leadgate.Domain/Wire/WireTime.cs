using System.Globalization;

namespace Leadgate.Domain.Wire;

/// <summary>Dates and timestamps as they are stored, sent and shown (promise 7.1).</summary>
internal static class WireTime
{
    /// <summary>UTC with milliseconds.</summary>
    public const string TimestampFormat = "yyyy-MM-dd'T'HH:mm:ss.fff'Z'";

    public const string DateFormat = "yyyy-MM-dd";

    public static string Format(DateTime utc) => utc.ToString(TimestampFormat, CultureInfo.InvariantCulture);

    /// <summary>Reads what <see cref="Format(DateTime)"/> wrote.</summary>
    public static DateTime? Parse(string text) =>
        DateTime.TryParseExact(
            text,
            TimestampFormat,
            CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal,
            out var utc
        )
            ? utc
            : null;

    /// <summary>The invariant culture counts by the Gregorian calendar; that of a Saudi machine may count from the Hijra.</summary>
    public static string Format(DateOnly date) => date.ToString(DateFormat, CultureInfo.InvariantCulture);

    /// <summary>The precision of everything that is stored or sent.</summary>
    public static DateTime TruncateToMilliseconds(DateTime utc) =>
        new(utc.Ticks - (utc.Ticks % TimeSpan.TicksPerMillisecond), DateTimeKind.Utc);
}
