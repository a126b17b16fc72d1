using Leadgate.Domain.Texts;
using Leadgate.Server.Console.Shell;

namespace Leadgate.Server.Tests.Console;

/// <summary>How the console writes dates and numbers in both languages.</summary>
public sealed class ConsoleFormatTests
{
    private static readonly TimeZoneInfo Riyadh = TimeZoneInfo.CreateCustomTimeZone("Asia/Riyadh", TimeSpan.FromHours(3), "r", "r");
    private static readonly ConsoleFormat English = new(arabic: false, Riyadh, showsHijri: false);
    private static readonly ConsoleFormat Arabic = new(arabic: true, Riyadh, showsHijri: false);

    [Fact]
    public void Times_are_local_and_dates_Gregorian()
    {
        var utc = new DateTime(2026, 2, 28, 22, 5, 9, DateTimeKind.Utc);
        Assert.Equal("\u20662026-03-01 01:05\u2069", Arabic.Timestamp(utc));
        Assert.Equal("2026-03-01 01:05", English.Timestamp(utc));
        Assert.Equal("2026-03-01 01:05:09", English.TimestampWithSeconds(utc));
        Assert.Equal("01:05", English.Time(utc));
        Assert.Equal(new DateOnly(2026, 3, 1), English.LocalDate(utc));
        Assert.Equal(new DateTime(2026, 2, 28, 21, 0, 0, DateTimeKind.Utc), English.StartOf(new DateOnly(2026, 3, 1)));
        Assert.Equal("1\u00A0مارس\u00A02026", Arabic.LongDate(new DateOnly(2026, 3, 1)));
        Assert.Equal("1\u00A0March\u00A02026", English.LongDate(new DateOnly(2026, 3, 1)));
    }

    [Theory]
    [InlineData("2026-03-01", "12\u00A0رمضان\u00A01447")]
    [InlineData("1900-01-01", null)]
    [InlineData("1900-04-30", "1\u00A0محرم\u00A01318")]
    [InlineData("2077-11-16", "30\u00A0ذو الحجة\u00A01500")]
    [InlineData("2077-11-17", null)]
    [InlineData("9999-12-31", null)]
    public void Hijri_date_is_by_Umm_al_Qura_and_left_out_where_that_ends(string date, string? expected) =>
        Assert.Equal(expected, Arabic.HijriDate(DateOnly.Parse(date, System.Globalization.CultureInfo.InvariantCulture)));

    [Theory]
    [InlineData(0, "0")]
    [InlineData(999, "999")]
    [InlineData(1000, "1,000")]
    [InlineData(1001, "1,000+")]
    public void Counts_end_at_a_thousand(long number, string expected) => Assert.Equal(expected, ConsoleFormat.CappedNumber(number));

    [Theory]
    [InlineData("00966", "512345678", "+966\u00A051\u00A0234\u00A05678")]
    [InlineData(null, "512345678", "51\u00A0234\u00A05678")]
    [InlineData("00966", "5123", "+966\u00A05123")]
    [InlineData("00966", "call me", "+966\u00A0call me")]
    public void Phone_numbers_are_grouped(string? code, string number, string expected) =>
        Assert.Equal(expected, ConsoleFormat.Phone(code, number));

    [Theory]
    [InlineData(1, "عميل محتمل واحد")]
    [InlineData(2, "عميلان محتملان")]
    [InlineData(7, "7 عملاء محتملين")]
    [InlineData(11, "11 عميلًا محتملًا")]
    [InlineData(100, "100 عميل محتمل")]
    public void Arabic_nouns_take_the_form_of_their_number(long number, string expected) =>
        Assert.Equal(expected, Arabic.Count(CountedNoun.Lead, number));

    [Theory]
    [InlineData(0, "0\u00A0%")]
    [InlineData(0.004, "0.4\u00A0%")]
    [InlineData(0.124, "12\u00A0%")]
    [InlineData(1, "100\u00A0%")]
    public void Shares_are_in_percent(double share, string expected) => Assert.Equal(expected, ConsoleFormat.Percent(share));
}
