using System.Globalization;
using Leadgate.Domain.Texts;
using Leadgate.Domain.Wire;

namespace Leadgate.Server.Console.Shell;

/// <summary>
/// Writes dates and numbers for people: Gregorian dates, local time, Latin digits. Never by a culture: the Saudi one writes dates by
/// another calendar and puts direction marks into them.
/// </summary>
/// <param name="zone">The time zone of the service.</param>
/// <param name="showsHijri">Whether dates of the Hijri calendar stand beside the others.</param>
internal sealed class ConsoleFormat(bool arabic, TimeZoneInfo zone, bool showsHijri)
{
    private const char NoBreakSpace = '\u00A0';

    /// <summary>A count above it is shown as "1,000+", because counting more would take the store too long.</summary>
    public const int CountCap = 1000;

    private static readonly UmAlQuraCalendar Hijri = new();

    private static readonly string[] EnglishMonths =
    [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];

    private static readonly string[] ArabicMonths =
    [
        "يناير",
        "فبراير",
        "مارس",
        "أبريل",
        "مايو",
        "يونيو",
        "يوليو",
        "أغسطس",
        "سبتمبر",
        "أكتوبر",
        "نوفمبر",
        "ديسمبر",
    ];

    private static readonly string[] EnglishHijriMonths =
    [
        "Muharram",
        "Safar",
        "Rabi I",
        "Rabi II",
        "Jumada I",
        "Jumada II",
        "Rajab",
        "Shaban",
        "Ramadan",
        "Shawwal",
        "Dhu al-Qadah",
        "Dhu al-Hijjah",
    ];

    private static readonly string[] ArabicHijriMonths =
    [
        "محرم",
        "صفر",
        "ربيع الأول",
        "ربيع الآخر",
        "جمادى الأولى",
        "جمادى الآخرة",
        "رجب",
        "شعبان",
        "رمضان",
        "شوال",
        "ذو القعدة",
        "ذو الحجة",
    ];

    public bool ShowsHijri => showsHijri;

    /// <summary>The name of the time zone, for people.</summary>
    public string ZoneName => zone.Id == "Asia/Riyadh" ? (arabic ? "الرياض" : "Riyadh") : zone.Id;

    /// <summary>2026-03-01 09:30, as in tables. In an Arabic line, the time would otherwise come before the date.</summary>
    public string Timestamp(DateTime utc) => Isolate(ToLocal(utc).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture));

    /// <summary>2026-03-01 09:30:15.</summary>
    public string TimestampWithSeconds(DateTime utc) => Isolate(ToLocal(utc).ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture));

    private string Isolate(string text) => arabic ? $"\u2066{text}\u2069" : text;

    /// <summary>09:30.</summary>
    public string Time(DateTime utc) => ToLocal(utc).ToString("HH:mm", CultureInfo.InvariantCulture);

    /// <summary>2026-03-01.</summary>
    public static string Date(DateOnly date) => WireTime.Format(date);

    public DateOnly LocalDate(DateTime utc) => DateOnly.FromDateTime(ToLocal(utc));

    public int LocalHour(DateTime utc) => ToLocal(utc).Hour;

    /// <summary>The instant at which a day begins here.</summary>
    public DateTime StartOf(DateOnly date)
    {
        var start = date.ToDateTime(TimeOnly.MinValue, DateTimeKind.Unspecified);
        while (zone.IsInvalidTime(start))
            start = start.AddMinutes(30);
        return TimeZoneInfo.ConvertTimeToUtc(start, zone);
    }

    /// <summary>1 March 2026, as in sentences.</summary>
    public string LongDate(DateOnly date) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{date.Day}{NoBreakSpace}{(arabic ? ArabicMonths : EnglishMonths)[date.Month - 1]}{NoBreakSpace}{date.Year}"
        );

    /// <summary>12 Ramadan 1447 by the calendar of Umm al-Qura, or null for a date that it does not have.</summary>
    public string? HijriDate(DateOnly date)
    {
        var time = date.ToDateTime(TimeOnly.MinValue);
        if (time < Hijri.MinSupportedDateTime || time > Hijri.MaxSupportedDateTime)
            return null;
        var month = (arabic ? ArabicHijriMonths : EnglishHijriMonths)[Hijri.GetMonth(time) - 1];
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{Hijri.GetDayOfMonth(time)}{NoBreakSpace}{month}{NoBreakSpace}{Hijri.GetYear(time)}"
        );
    }

    /// <summary>12,345.</summary>
    public static string Number(long number) => number.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>A count that was not continued above <see cref="CountCap"/>: "1,000+".</summary>
    public static string CappedNumber(long number) => number > CountCap ? Number(CountCap) + "+" : Number(number);

    /// <summary>12.5 %, without a fraction from 10 on.</summary>
    public static string Percent(double share) =>
        (share * 100).ToString(Math.Abs(share) is >= 0.1 or 0 ? "0" : "0.#", CultureInfo.InvariantCulture) + NoBreakSpace + "%";

    /// <summary>1,234 leads. The noun takes the form that the number asks for.</summary>
    public string Count(CountedNoun noun, long number, ArabicCase arabicCase = ArabicCase.Nominative) =>
        noun.In(arabic, number, arabicCase);

    /// <summary>+966 51 234 5678 of 00966 and 512345678. Anything else is left as it is.</summary>
    public static string Phone(string? code, string number)
    {
        var prefix = code is null ? "" : (code.StartsWith("00", StringComparison.Ordinal) ? "+" + code[2..] : code) + NoBreakSpace;
        return number.Length == 9 && number.All(char.IsAsciiDigit)
            ? $"{prefix}{number[..2]}{NoBreakSpace}{number[2..5]}{NoBreakSpace}{number[5..]}"
            : prefix + number;
    }

    private DateTime ToLocal(DateTime utc) => TimeZoneInfo.ConvertTimeFromUtc(utc, zone);
}
