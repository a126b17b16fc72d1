using CsCheck;
using Leadgate.Domain.Lists;
using Leadgate.Domain.Privacy;
using Leadgate.Domain.Tests.Support;
using Leadgate.Tests;

namespace Leadgate.Domain.Tests.Privacy;

public sealed class DataSubjectTests
{
    private static readonly ReferenceList Codes = TestData.Catalog[ReferenceLists.PhoneCode];

    [Theory]
    [InlineData("512345678", "512345678", null)]
    [InlineData("0512345678", "512345678", null)]
    [InlineData(" 51 234-5678 ", "512345678", null)]
    [InlineData("٥١٢٣٤٥٦٧٨", "512345678", null)]
    [InlineData("+966512345678", "512345678", 966)]
    [InlineData("00966 51 234 5678", "512345678", 966)]
    [InlineData("+966 (0) 512345678", "512345678", 966)]
    [InlineData("+971512345678", "512345678", 971)]
    [InlineData("+999512345678", "999512345678", null)]
    [InlineData("966512345678", "512345678", 966)]
    [InlineData("(+966) 512345678", "512345678", 966)]
    [InlineData("tel:+966512345678", "512345678", 966)]
    [InlineData("\uFF0B966512345678", "512345678", 966)]
    [InlineData("\u200E+966512345678", "512345678", 966)]
    [InlineData("+96551234567", "51234567", 965)]
    [InlineData("5012345678", "5012345678", null)]
    public void A_phone_number_is_read_in_common_notations(string phone, string number, int? code)
    {
        var person = DataSubject.TryCreate(phone, null, Codes, out _)!;
        Assert.Equal((number, code), (person.Number, person.PhoneCode));
    }

    [Theory]
    [InlineData(null, null)]
    [InlineData(" ", "")]
    [InlineData("12345", null)]
    [InlineData("reem", null)]
    [InlineData("5123456785123456", null)]
    [InlineData(null, "reem")]
    [InlineData("512345678", "reem@")]
    public void An_invalid_data_subject_gets_an_error_in_both_languages(string? phone, string? email)
    {
        Assert.Null(DataSubject.TryCreate(phone, email, Codes, out var fault));
        Assert.Matches("[a-z]", fault.English);
        Assert.Matches(@"\p{IsArabic}", fault.Arabic);
    }

    [Theory]
    [InlineData("512345678", true)]
    [InlineData("Call 0512345678 after sunset", true)]
    [InlineData("+966 51 234 5678", true)]
    [InlineData("(051) 234-5678", true)]
    [InlineData("٠٥١٢٣٤٥٦٧٨", true)]
    [InlineData("۵۱۲۳۴۵۶۷۸", true)]
    [InlineData("\u202A+966\u202C51.234.5678", true)]
    [InlineData("write to REEM@Example.com please", true)]
    [InlineData("051,234,5678", true)]
    [InlineData("051_234—5678", true)]
    [InlineData("٠٥١٢ـ٣٤٥ـ٦٧٨", true)]
    [InlineData("０５１２３４５６７８", true)]
    [InlineData("0512345678 ext 2", true)]
    [InlineData("0566666666 / 0512345678", true)]
    [InlineData("room 7, 512345678", true)]
    [InlineData("00971 512345678", true)]
    [InlineData("5123456789, 512345678", true)]
    [InlineData("(reem@example.com)", true)]
    [InlineData("reem@example.com.", true)]
    [InlineData("WEB-2026-1251-2345678", false)]
    [InlineData("kareem@example.com", false)]
    [InlineData("reem@example.company", false)]
    [InlineData("512345679", false)]
    [InlineData("51234567", false)]
    [InlineData("5123 and 45678", false)]
    [InlineData("", false)]
    public void A_number_is_found_by_its_digits_and_an_address_in_any_case(string text, bool named) =>
        Assert.Equal(named, DataSubject.TryCreate("512345678", "reem@example.com", Codes, out _)!.IsMentionedIn(text));

    [Theory]
    [InlineData("5\u200B1\u200B2345678", true)]
    [InlineData("+966\u00AD512345678", true)]
    [InlineData("re\u200Bem@exam\u00ADple.com", true)]
    [InlineData("\u202Areem@example.com\u202C", true)]
    [InlineData("Mail\u200Breem@example.com", true)]
    [InlineData("reem\uFEFF@example.com\u200F.", true)]
    [InlineData("re\u200Bam@example.com", false)]
    [InlineData("51\u200B2345679", false)]
    [Promise("5.3")]
    public void Invisible_characters_hide_nobody(string text, bool named) =>
        Assert.Equal(named, DataSubject.TryCreate("51234\u200F5678", "ree\u200Bm@example.com", Codes, out _)!.IsMentionedIn(text));

    [Theory]
    [InlineData("+966512345678", true)]
    [InlineData("+966 (0)51 234 5678", true)]
    [InlineData("0512345678", true)]
    [InlineData("+971512345678", false)]
    [InlineData("+971 51 234 5678", false)]
    [InlineData("00971-512345678", false)]
    public void With_another_country_code_it_is_another_number(string text, bool named) =>
        Assert.Equal(named, DataSubject.TryCreate("+966512345678", null, Codes, out _)!.IsMentionedIn(text));

    [Fact]
    public void A_short_number_is_not_found_in_a_longer_one() =>
        Assert.All(
            ["+966 551234567", "0551234567", "+96551234567890"],
            text => Assert.False(DataSubject.TryCreate("+96551234567", null, Codes, out _)!.IsMentionedIn(text))
        );

    [Fact]
    public void A_number_is_found_in_any_grouping_and_position() =>
        Gen.Select(
                Gen.String[Gen.Char["abc،. -()x"], 0, 10],
                Gen.Int[0, 255],
                Gen.Int[0, 2].Select(i => "0\u0660\u06F0"[i]),
                Gen.OneOf(" ", "-", " - ", ".", "\u00A0", "\u200F")
            )
            .Sample(
                (around, gaps, zero, gap) =>
                {
                    const string Number = "512345678";
                    var written = string.Concat(
                        Number.Select((digit, i) => (i > 0 && (gaps >> (i - 1) & 1) == 1 ? gap : "") + (char)(zero + digit - '0'))
                    );
                    Assert.True(DataSubject.TryCreate(Number, null, Codes, out _)!.IsMentionedIn(around + written + around));
                }
            );
}
