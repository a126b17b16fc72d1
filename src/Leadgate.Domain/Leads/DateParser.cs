using System.Globalization;
using Leadgate.Domain.Wire;

namespace Leadgate.Domain.Leads;

/// <summary>
/// Parses the dates that senders send (promise 5.2): <c>yyyy-MM-dd</c>, or an ISO 8601 date-time in the extended format, with or
/// without seconds, fraction and offset. Without an offset it is in the company's time zone.
/// </summary>
internal static class DateParser
{
    private const int DateLength = 10;
    private const int FirstHijriYear = 1300;
    private const int LastHijriYear = 1500;

    private static readonly UmAlQuraCalendar UmAlQura = new();

    /// <summary>For the years before the first one of the Umm al-Qura calendar, 1318.</summary>
    private static readonly HijriCalendar Arithmetic = new();

    /// <summary>A date-time with an offset is converted to the zone before its date is taken.</summary>
    public static bool TryParseDate(ReadOnlySpan<char> text, TimeZoneInfo zone, out DateOnly date)
    {
        date = default;
        return TryRead(text, null, out var clock, out var offset) && TryGetDate(clock, offset, zone, out date);
    }

    /// <summary>Whether the year is one of the Hijri calendar; no Gregorian date that a lead can have is that long ago.</summary>
    public static bool IsHijri(ReadOnlySpan<char> text) =>
        TakeNumber(ref text, 4, out var year) && year is >= FirstHijriYear and <= LastHijriYear && Take(ref text, '-');

    /// <summary>The Gregorian date of a Hijri date, in the same format and with the same time zones.</summary>
    public static bool TryParseHijriDate(ReadOnlySpan<char> text, TimeZoneInfo zone, out DateOnly date)
    {
        date = default;
        var year = text;
        if (!TakeNumber(ref year, 4, out var number))
            return false;
        Calendar calendar = number < UmAlQura.GetYear(UmAlQura.MinSupportedDateTime) ? Arithmetic : UmAlQura;
        return TryRead(text, calendar, out var clock, out var offset) && TryGetDate(clock, offset, zone, out date);
    }

    /// <summary>In milliseconds. A date alone is its midnight in the zone.</summary>
    public static bool TryParseTimestamp(ReadOnlySpan<char> text, TimeZoneInfo zone, out DateTime utc)
    {
        utc = default;
        if (!TryRead(text, null, out var clock, out var offset) || !TryShift(clock, -(offset ?? zone.GetUtcOffset(clock)), out var shifted))
            return false;
        utc = WireTime.TruncateToMilliseconds(shifted);
        return true;
    }

    /// <summary>When something ends that lasts until a date or timestamp: a date ends with the next midnight in the zone.</summary>
    /// <param name="end">The first moment after it, UTC.</param>
    public static bool TryParseEnd(ReadOnlySpan<char> text, TimeZoneInfo zone, out DateTime end)
    {
        text = text.Trim();
        if (!TryParseTimestamp(text, zone, out end))
            return false;
        if (text.Length != DateLength || !TryParseDate(text, zone, out var day) || day == DateOnly.MaxValue)
            return true;
        return TryParseTimestamp(WireTime.Format(day.AddDays(1)), zone, out end);
    }

    private static bool TryGetDate(DateTime clock, TimeSpan? offset, TimeZoneInfo zone, out DateOnly date)
    {
        date = default;
        if (offset is { } known)
        {
            if (
                !TryShift(clock, -known, out var utc)
                || !TryShift(utc, zone.GetUtcOffset(DateTime.SpecifyKind(utc, DateTimeKind.Utc)), out clock)
            )
                return false;
        }

        date = DateOnly.FromDateTime(clock);
        return true;
    }

    /// <param name="calendar">Null for the Gregorian calendar.</param>
    private static bool TryRead(ReadOnlySpan<char> text, Calendar? calendar, out DateTime clock, out TimeSpan? offset)
    {
        clock = default;
        offset = null;
        var rest = text;
        if (
            !TakeNumber(ref rest, 4, out var year)
            || !Take(ref rest, '-')
            || !TakeNumber(ref rest, 2, out var month)
            || !Take(ref rest, '-')
            || !TakeNumber(ref rest, 2, out var day)
            || year is < 1
            || month is < 1 or > 12
            || day < 1
            || day > (calendar is null ? DateTime.DaysInMonth(year, month) : calendar.GetDaysInMonth(year, month))
        )
        {
            return false;
        }

        clock = calendar is null ? new DateTime(year, month, day) : calendar.ToDateTime(year, month, day, 0, 0, 0, 0);
        if (text.Length == DateLength)
            return true;
        if (!TakeAny(ref rest, "Tt ") || !TryReadTime(ref rest, out var time) || !TryReadOffset(ref rest, out offset) || !rest.IsEmpty)
            return false;
        clock += time;
        return true;
    }

    private static bool TryReadTime(ref ReadOnlySpan<char> rest, out TimeSpan time)
    {
        time = default;
        if (
            !TakeNumber(ref rest, 2, out var hour)
            || hour > 23
            || !Take(ref rest, ':')
            || !TakeNumber(ref rest, 2, out var minute)
            || minute > 59
        )
            return false;
        time = new TimeSpan(hour, minute, 0);
        if (!Take(ref rest, ':'))
            return true;
        if (!TakeNumber(ref rest, 2, out var second) || second > 59)
            return false;
        time += TimeSpan.FromSeconds(second);
        return !TakeAny(ref rest, ".,") || TryReadFraction(ref rest, ref time);
    }

    private static bool TryReadFraction(ref ReadOnlySpan<char> rest, ref TimeSpan time)
    {
        var ticks = TimeSpan.TicksPerSecond;
        var digits = 0;
        while (TakeNumber(ref rest, 1, out var digit))
        {
            ticks /= 10;
            time += TimeSpan.FromTicks(digit * ticks);
            digits++;
        }

        return digits > 0;
    }

    private static bool TryReadOffset(ref ReadOnlySpan<char> rest, out TimeSpan? offset)
    {
        offset = null;
        if (rest.IsEmpty)
            return true;
        if (TakeAny(ref rest, "Zz"))
        {
            offset = TimeSpan.Zero;
            return true;
        }

        var isWest = rest[0] == '-';
        if (!TakeAny(ref rest, "+-") || !TakeNumber(ref rest, 2, out var hours) || hours > 23)
            return false;
        var minutesFollow = Take(ref rest, ':') || !rest.IsEmpty;
        var minutes = 0;
        if (minutesFollow && (!TakeNumber(ref rest, 2, out minutes) || minutes > 59))
            return false;
        offset = new TimeSpan(hours, minutes, 0) * (isWest ? -1 : 1);
        return true;
    }

    private static bool TryShift(DateTime clock, TimeSpan by, out DateTime shifted)
    {
        var ticks = clock.Ticks + by.Ticks;
        var fits = ticks >= DateTime.MinValue.Ticks && ticks <= DateTime.MaxValue.Ticks;
        shifted = fits ? new DateTime(ticks) : default;
        return fits;
    }

    private static bool Take(ref ReadOnlySpan<char> rest, char c) => TakeAny(ref rest, [c]);

    private static bool TakeAny(ref ReadOnlySpan<char> rest, scoped ReadOnlySpan<char> anyOf)
    {
        if (rest.IsEmpty || !anyOf.Contains(rest[0]))
            return false;
        rest = rest[1..];
        return true;
    }

    private static bool TakeNumber(ref ReadOnlySpan<char> rest, int digits, out int number)
    {
        number = 0;
        if (rest.Length < digits)
            return false;
        for (var i = 0; i < digits; i++)
        {
            var digit = Digits.GetValue(rest[i]);
            if (digit < 0)
                return false;
            number = (number * 10) + digit;
        }

        rest = rest[digits..];
        return true;
    }
}
