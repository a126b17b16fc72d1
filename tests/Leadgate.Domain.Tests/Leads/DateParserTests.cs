using System.Globalization;
using CsCheck;
using Leadgate.Domain.Leads;
using Leadgate.Domain.Tests.Support;
using Leadgate.Domain.Wire;
using Leadgate.Tests;

namespace Leadgate.Domain.Tests.Leads;

[Promise("5.2")]
public sealed class DateParserTests
{
    private static readonly TimeZoneInfo Berlin = TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin");

    private static readonly TimeZoneInfo[] Zones =
    [
        TestData.Riyadh,
        TimeZoneInfo.Utc,
        TimeZoneInfo.FindSystemTimeZoneById("America/New_York"),
        TimeZoneInfo.FindSystemTimeZoneById("Asia/Kathmandu"),
    ];

    /// <summary>Timestamps from the year 2 to 9998, with offsets from -14:00 to +14:00.</summary>
    private static readonly Gen<DateTimeOffset> Timestamps = Gen.Select(
            Gen.Long[new DateTime(2, 1, 1).Ticks, new DateTime(9998, 12, 31).Ticks],
            Gen.Int[-840, 840]
        )
        .Select((ticks, minutes) => new DateTimeOffset(ticks, TimeSpan.Zero).ToOffset(TimeSpan.FromMinutes(minutes)));

    [Fact]
    public void A_formatted_date_parses_to_the_same_date() =>
        Gen.Int[DateOnly.MinValue.DayNumber, DateOnly.MaxValue.DayNumber]
            .Sample(
                number =>
                {
                    var day = DateOnly.FromDayNumber(number);
                    Assert.Equal(day, Day(WireTime.Format(day), TestData.Riyadh));
                },
                iter: 5_000
            );

    [Fact]
    public void The_date_of_a_timestamp_is_the_date_in_the_companys_zone() =>
        Gen.Select(Timestamps, Gen.OneOf(Zones))
            .Sample(
                (moment, zone) =>
                    Assert.Equal(DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(moment, zone).DateTime), Day(Text(moment), zone)),
                iter: 5_000
            );

    [Fact]
    public void A_timestamp_is_parsed_to_UTC_in_milliseconds() =>
        Gen.Select(Timestamps, Gen.OneOf(Zones))
            .Sample(
                (moment, zone) =>
                {
                    var expected = moment.UtcDateTime.AddTicks(-(moment.UtcTicks % TimeSpan.TicksPerMillisecond));
                    var read = Instant(Text(moment), zone);
                    Assert.Equal(expected, read);
                    Assert.Equal(DateTimeKind.Utc, read?.Kind);
                },
                iter: 5_000
            );

    [Fact]
    public void A_formatted_timestamp_parses_to_the_same_timestamp() =>
        Timestamps.Sample(
            moment =>
            {
                var read = Instant(Text(moment), TestData.Riyadh)!.Value;
                Assert.Equal(read, Instant(WireTime.Format(read), TestData.Riyadh));
            },
            iter: 5_000
        );

    [Theory]
    [InlineData("2025-08-24T21:00:00.000Z", "2025-08-25")]
    [InlineData("2025-08-24T20:59:59.999Z", "2025-08-24")]
    [InlineData("2025-08-25T00:00:00+03:00", "2025-08-25")]
    [InlineData("2025-08-25T02:00:00+05:00", "2025-08-25")]
    [InlineData("2025-08-25T01:00:00+05:00", "2025-08-24")]
    [InlineData("2025-08-24T16:00:00-05:00", "2025-08-25")]
    [InlineData("2025-12-31T23:30:00-00:30", "2026-01-01")]
    public void A_timestamp_with_an_offset_is_converted_to_the_zone_before_its_date_is_taken(string text, string day) =>
        Assert.Equal(DateOnly.ParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture), Day(text, TestData.Riyadh));

    [Theory]
    [InlineData("2025-08-17")]
    [InlineData("٢٠٢٥-٠٨-١٧")]
    [InlineData("2025-08-17T23:59")]
    [InlineData("2025-08-17T23:59:59")]
    [InlineData("2025-08-17 23:59:59")]
    [InlineData("2025-08-17t00:00:00")]
    [InlineData("2025-08-17T00:00:00.123456789012345")]
    [InlineData("2025-08-17T12:00:00,5")]
    [InlineData("2025-08-17T12:00:00z")]
    [InlineData("2025-08-17T12:00:00+03")]
    [InlineData("2025-08-17T12:00:00+0300")]
    [InlineData("2025-08-17T12:00+03:00")]
    public void The_formats_of_ISO_8601_are_parsed(string text) => Assert.Equal(new DateOnly(2025, 8, 17), Day(text, TestData.Riyadh));

    [Theory]
    [InlineData("2025-08-17T09:30:00+03:00", "2025-08-17T06:30:00.000Z")]
    [InlineData("2025-08-17T09:30:00", "2025-08-17T06:30:00.000Z")]
    [InlineData("2025-08-17", "2025-08-16T21:00:00.000Z")]
    [InlineData("2025-08-17T06:49:41.761Z", "2025-08-17T06:49:41.761Z")]
    [InlineData("2025-08-17T06:49:41.7619Z", "2025-08-17T06:49:41.761Z")]
    [InlineData("2025-08-17T06:49:41.7Z", "2025-08-17T06:49:41.700Z")]
    public void A_timestamp_without_an_offset_is_in_the_companys_zone(string text, string utc) =>
        Assert.Equal(utc, Instant(text, TestData.Riyadh) is { } instant ? WireTime.Format(instant) : null);

    [Theory]
    [InlineData("2025-08-17", "2025-08-17T21:00:00.000Z")]
    [InlineData(" ٢٠٢٥-٠٨-١٧ ", "2025-08-17T21:00:00.000Z")]
    [InlineData("2025-08-17T09:30", "2025-08-17T06:30:00.000Z")]
    [InlineData("2025-08-17T09:30:00Z", "2025-08-17T09:30:00.000Z")]
    [Promise("5.2")]
    public void A_date_ends_with_the_next_midnight_and_a_timestamp_when_it_says(string text, string end)
    {
        Assert.True(DateParser.TryParseEnd(text, TestData.Riyadh, out var utc));
        Assert.Equal(end, WireTime.Format(utc));
        Assert.False(DateParser.TryParseEnd("tomorrow", TestData.Riyadh, out _));
    }

    [Theory]
    [InlineData("")]
    [InlineData("today")]
    [InlineData("2025-02-29")]
    [InlineData("2100-02-29")]
    [InlineData("2025-04-31")]
    [InlineData("2025-13-01")]
    [InlineData("2025-00-10")]
    [InlineData("2025-01-00")]
    [InlineData("2025-01-32")]
    [InlineData("0000-01-01")]
    [InlineData("25-01-01")]
    [InlineData("2025-1-1")]
    [InlineData("20250101")]
    [InlineData("2025/01/01")]
    [InlineData("01-02-2025")]
    [InlineData("17/08/2025")]
    [InlineData("2025-08-17T")]
    [InlineData("2025-08-17T12")]
    [InlineData("2025-08-17T1:00")]
    [InlineData("2025-08-17T24:00:00")]
    [InlineData("2025-08-17T12:60:00")]
    [InlineData("2025-08-17T12:00:60")]
    [InlineData("2025-08-17T12:00:00.")]
    [InlineData("2025-08-17T12:00:00.Z")]
    [InlineData("2025-08-17T12:00:00+")]
    [InlineData("2025-08-17T12:00:00+3")]
    [InlineData("2025-08-17T12:00:00+24:00")]
    [InlineData("2025-08-17T12:00:00+03:60")]
    [InlineData("2025-08-17T12:00:00+03:")]
    [InlineData("2025-08-17T12:00:00+03:0")]
    [InlineData("2025-08-17T12:00:00+03:000")]
    [InlineData("2025-08-17T12:00:00ZZ")]
    [InlineData("2025-08-17Z")]
    [InlineData("2025-08-17 12:00:00 Z")]
    [InlineData("2025-08-17T12:00:00 AST")]
    [InlineData("-2025-08-17")]
    [InlineData("1755413381761")]
    [InlineData("0001-01-01T00:00:00+14:00")]
    [InlineData("9999-12-31T23:59:59-14:00")]
    public void Other_formats_and_dates_that_do_not_exist_are_rejected(string text)
    {
        Assert.Null(Day(text, TestData.Riyadh));
        Assert.Null(Instant(text, TestData.Riyadh));
    }

    [Theory]
    [InlineData("2024-02-29")]
    [InlineData("2000-02-29")]
    [InlineData("0001-01-01")]
    [InlineData("9999-12-31")]
    public void The_first_and_last_dates_of_the_calendar_are_parsed(string text) =>
        Assert.Equal(text, Day(text, TestData.Riyadh) is { } day ? WireTime.Format(day) : null);

    private static DateOnly? Day(string text, TimeZoneInfo zone) => DateParser.TryParseDate(text, zone, out var day) ? day : null;

    private static DateTime? Instant(string text, TimeZoneInfo zone) => DateParser.TryParseTimestamp(text, zone, out var utc) ? utc : null;

    private static string Text(DateTimeOffset moment) => moment.ToString("yyyy-MM-dd'T'HH:mm:ss.fffffffzzz", CultureInfo.InvariantCulture);

    [Theory]
    [InlineData("2025-01-15T12:00", "2025-01-15T11:00:00.000Z")]
    [InlineData("2025-07-15T12:00", "2025-07-15T10:00:00.000Z")]
    [InlineData("2025-07-15", "2025-07-14T22:00:00.000Z")]
    public void A_company_whose_zone_has_summer_time_is_read_by_it(string text, string utc) =>
        Assert.Equal(utc, WireTime.Format(Instant(text, Berlin)!.Value));

    [Theory]
    [InlineData("2025-01-14T23:30:00Z", "2025-01-15")]
    [InlineData("2025-01-14T22:30:00Z", "2025-01-14")]
    [InlineData("2025-07-14T22:30:00Z", "2025-07-15")]
    public void The_date_of_a_moment_follows_summer_time_too(string text, string day) =>
        Assert.Equal(day, WireTime.Format(Day(text, Berlin)!.Value));
}
