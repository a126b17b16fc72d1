using Leadgate.Domain.Leads;
using Leadgate.Domain.Tests.Support;
using Leadgate.Tests;

namespace Leadgate.Domain.Tests.Leads;

/// <summary>Now is March 10, 2026 in Riyadh, and still March 9 in London.</summary>
[Promise("5.2")]
public sealed class DateFieldTests
{
    [Theory]
    [InlineData("1990-05-17", 1990, 5, 17)]
    [InlineData(" 1990-05-17 ", 1990, 5, 17)]
    [InlineData("1990-05-16T21:00:00.000Z", 1990, 5, 17)]
    [InlineData("1900-01-01", 1900, 1, 1)]
    [InlineData("2026-03-10", 2026, 3, 10)]
    [InlineData("2026-03-10T20:59:59Z", 2026, 3, 10)]
    public void A_date_of_birth_from_1900_to_today_in_the_companys_zone_is_valid(string text, int year, int month, int day) =>
        Assert.Equal(new DateOnly(year, month, day), TestData.Check(TestData.Person.With("dateOfBirth", text)).Value("dateOfBirth").Date);

    [Theory]
    [InlineData("2026-03-11")]
    [InlineData("2026-03-10T21:00:00Z")]
    [InlineData("9999-12-31")]
    [InlineData("1899-12-31")]
    [InlineData("1899-12-31T20:00:00Z")]
    [InlineData("0001-01-01")]
    public void A_date_of_birth_in_the_future_or_before_1900_is_out_of_range(string text) =>
        Assert.Equal(["dateOfBirth out-of-range"], TestData.Errors(TestData.Person.With("dateOfBirth", text)));

    [Theory]
    [InlineData("1990-02-30")]
    [InlineData("17.05.1990")]
    [InlineData("May 17, 1990")]
    public void A_date_of_birth_in_another_format_is_an_invalid_date(string text) =>
        Assert.Equal(
            ["dateOfBirth invalid-date", "leadDate invalid-date"],
            TestData.Errors(TestData.Person.With("dateOfBirth", text).With("leadDate", text))
        );

    [Theory]
    [InlineData("2026-03-01T09:30:00+03:00", "2026-03-01T06:30:00.0000000Z")]
    [InlineData("2026-03-01T09:30", "2026-03-01T06:30:00.0000000Z")]
    [InlineData("2026-03-01", "2026-02-28T21:00:00.0000000Z")]
    [InlineData("1900-01-01", "1899-12-31T20:54:00.0000000Z")]
    [InlineData("2026-03-17T02:30:00+03:00", "2026-03-16T23:30:00.0000000Z")]
    public void A_lead_date_is_stored_in_UTC(string text, string utc) =>
        Assert.Equal(utc, $"{TestData.Check(TestData.Person.With("leadDate", text)).Value("leadDate").Timestamp:o}");

    [Theory]
    [InlineData("0001-01-01")]
    [InlineData("1899-12-31")]
    [InlineData("1899-12-31T20:00:00Z")]
    [InlineData("2026-03-18")]
    [InlineData("2026-03-16T23:30:00.001Z")]
    [InlineData("2926-03-01")]
    [InlineData("9999-12-31T23:59:59Z")]
    public void A_lead_date_before_1900_or_more_than_seven_days_ahead_is_out_of_range(string text)
    {
        var error = TestData.Error(TestData.Person.With("leadDate", text));
        Assert.Equal("leadDate out-of-range", $"{error.Path} {error.Code.Word}");
        Assert.Equal("Lead date must be a date from 1900-01-01 to 7 days from now.", IssueMessages.Format(error, arabic: false));
        Assert.Equal(
            "تاريخ الاستفسار: يجب أن تكون القيمة تاريخًا ميلاديًا من \u20661900-01-01\u2069 إلى ما بعد 7 أيام من الآن.",
            IssueMessages.Format(error, arabic: true)
        );
        Assert.Empty(IssueMessages.GetSuggestions(error));
    }

    [Theory]
    [InlineData("leadDate", "1448-06-16", "2026-11-26")]
    [InlineData("leadDate", "1446-02-30", "2024-09-03")]
    [InlineData("leadDate", "1447-09-01T09:30:00+03:00", "2026-02-18")]
    [InlineData("leadDate", "1447-08-29T21:00:00.000Z", "2026-02-18")]
    [InlineData("leadDate", "١٤٤٧-٠٩-٠١", "2026-02-18")]
    [InlineData("dateOfBirth", "1410-05-03", "1989-12-01")]
    [InlineData("dateOfBirth", "1318-01-01", "1900-04-30")]
    [InlineData("dateOfBirth", "1500-12-30", "2077-11-16")]
    public void A_Hijri_date_is_out_of_range_and_its_Gregorian_date_is_suggested(string field, string text, string gregorian)
    {
        var error = TestData.Error(TestData.Person.With(field, text));
        Assert.Equal($"{field} out-of-range", $"{error.Path} {error.Code.Word}");
        Assert.Equal([gregorian], IssueMessages.GetSuggestions(error));
        Assert.EndsWith(
            $"\"{text}\" is a Hijri date. Send the Gregorian date, {gregorian}.",
            IssueMessages.Format(error, arabic: false),
            StringComparison.Ordinal
        );
        Assert.EndsWith(
            $"القيمة «\u2068{text}\u2069» تاريخ هجري. أرسل التاريخ الميلادي الموافق له، وهو \u2066{gregorian}\u2069.",
            IssueMessages.Format(error, arabic: true),
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData("1300-01-01", "out-of-range")]
    [InlineData("1299-12-30", "out-of-range")]
    [InlineData("1501-01-01", "out-of-range")]
    [InlineData("1447-13-01", "invalid-date")]
    [InlineData("1447-01-31", "invalid-date")]
    [InlineData("1447-01-01 soon", "invalid-date")]
    public void A_date_that_no_calendar_can_explain_has_no_suggestion(string text, string code)
    {
        foreach (var field in (string[])["dateOfBirth", "leadDate"])
        {
            var error = TestData.Error(TestData.Person.With(field, text));
            Assert.Equal($"{field} {code}", $"{error.Path} {error.Code.Word}");
            Assert.Empty(IssueMessages.GetSuggestions(error));
        }
    }

    [Fact]
    public void Today_depends_on_the_zone()
    {
        var newYork = TestData.Rules with { Zone = TimeZoneInfo.FindSystemTimeZoneById("America/New_York") };
        Assert.Empty(TestData.Errors(TestData.Check(TestData.Person.With("dateOfBirth", "2026-03-09"), rules: newYork)));
        Assert.Equal(
            ["dateOfBirth out-of-range"],
            TestData.Errors(TestData.Check(TestData.Person.With("dateOfBirth", "2026-03-10"), rules: newYork))
        );
    }
}
