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
    [InlineData("2031-03-01", "2031-02-28T21:00:00.0000000Z")]
    public void A_lead_date_is_stored_in_UTC(string text, string utc) =>
        Assert.Equal(utc, $"{TestData.Check(TestData.Person.With("leadDate", text)).Value("leadDate").Timestamp:o}");

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
