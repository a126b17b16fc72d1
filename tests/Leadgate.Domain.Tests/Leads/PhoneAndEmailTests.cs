using System.Text.Json;
using Leadgate.Domain.Leads;
using Leadgate.Domain.Lists;
using Leadgate.Domain.Tests.Support;
using Leadgate.Tests;

namespace Leadgate.Domain.Tests.Leads;

[Promise("5")]
public sealed class PhoneAndEmailTests
{
    [Theory]
    [InlineData("501234567", "501234567")]
    [InlineData(" 501234567 ", "501234567")]
    [InlineData("٥٠١٢٣٤٥٦٧", "501234567")]
    [InlineData("۵۰۱۲۳۴۵۶۷", "501234567")]
    [InlineData("50١23٤567", "501234567")]
    [InlineData("\u202A501234567\u202C", "501234567")]
    [InlineData("50\u200B12345\u00AD67\uFEFF", "501234567")]
    public void Nine_digits_of_either_script_are_a_phone_number_and_stored_in_ASCII(string sent, string kept) =>
        Assert.Equal(kept, TestData.Check(TestData.Person.With("phoneNumber", sent)).Value("phoneNumber").Text);

    [Theory]
    [InlineData("50123456", "invalid-length")]
    [InlineData("0501234567", "invalid-length")]
    [InlineData("966501234567", "invalid-length")]
    [InlineData("5", "invalid-length")]
    [InlineData("+50123456", "invalid-format")]
    [InlineData("50 123 456", "invalid-format")]
    [InlineData("50-123-456", "invalid-format")]
    [InlineData("50123456x", "invalid-format")]
    [InlineData("50123456\u00B2", "invalid-format")]
    [InlineData("१२३४५६७८९", "invalid-format")]
    [InlineData("000000000", "invalid-format")]
    [InlineData("012345678", "invalid-format")]
    [InlineData("٠١٢٣٤٥٦٧٨", "invalid-format")]
    public void Other_texts_are_not_phone_numbers(string sent, string code) =>
        Assert.Equal([$"phoneNumber {code}"], TestData.Errors(TestData.Person.With("phoneNumber", sent)));

    [Theory]
    [InlineData("501234567")]
    [InlineData("501234567.0")]
    [InlineData("5.01234567e8")]
    [Promise("5.3")]
    public void A_phone_number_can_be_a_JSON_number(string json) =>
        Assert.Equal("501234567", TestData.Check(TestData.Person.WithJson("phoneNumber", json)).Value("phoneNumber").Text);

    [Theory]
    [InlineData("0512345678", "+966", "512345678")]
    [InlineData("+966 51 234 5678", "+966", "512345678")]
    [InlineData("+966 (0)51-234-5678", "+966", "512345678")]
    [InlineData("00966512345678", "+966", "512345678")]
    [InlineData("966512345678", "+966", "512345678")]
    [InlineData("٠٥١٢٣٤٥٦٧٨", "+966", "512345678")]
    [InlineData("\u202A+966\u00A051\u00A0234\u00A05678\u202C", "+966", "512345678")]
    [InlineData("51 234 5678", "+966", "512345678")]
    [InlineData("+971 50 123 4567", "+971", "501234567")]
    [InlineData("971501234567", "+971", "501234567")]
    [InlineData("+1 868 512 345 678", "+1868", "512345678")]
    [Promise("5.7")]
    public void A_number_written_in_another_way_is_an_error_that_suggests_what_to_send(string sent, string code, string number)
    {
        var error = TestData.Error(TestData.Person.With("phoneNumber", sent));
        var suggestion = $"\"phoneCode\": \"{code}\", \"phoneNumber\": \"{number}\"";
        Assert.Equal([suggestion], IssueMessages.GetSuggestions(error));
        Assert.StartsWith(
            "Phone number must be 9 digits without the country code and the leading zero, not \"",
            IssueMessages.Format(error, arabic: false),
            StringComparison.Ordinal
        );
        Assert.EndsWith($"Send {suggestion}.", IssueMessages.Format(error, arabic: false), StringComparison.Ordinal);
        Assert.EndsWith($"أرسل \u2066{suggestion}\u2069.", IssueMessages.Format(error, arabic: true), StringComparison.Ordinal);
        Assert.Empty(TestData.Errors(TestData.Person.With("phoneCode", code).With("phoneNumber", number)));
    }

    [Fact]
    [Promise("5.7")]
    public void The_phone_code_of_the_lead_is_that_of_a_national_number_and_none_is_guessed()
    {
        var lead = TestData.Person.With("phoneNumber", "0512345678");
        Assert.Equal(
            ["\"phoneCode\": \"+971\", \"phoneNumber\": \"512345678\""],
            IssueMessages.GetSuggestions(TestData.Error(lead.With("phoneCode", "+971")))
        );
        Assert.Equal(["\"phoneNumber\": \"512345678\""], IssueMessages.GetSuggestions(TestData.Check(lead.Without("phoneCode")).Errors[1]));
    }

    [Fact]
    public void Suggested_members_are_valid_JSON_whatever_an_operator_names_a_phone_code()
    {
        var catalog = TestData.CatalogWith(
            ReferenceLists.PhoneCode,
            items => items.Select(item => item.Label == "+966" ? item with { Label = "+966 \"KSA\"" } : item)
        );
        var lead = TestData.Person.With("phoneNumber", "0512345678").With("phoneCode", "966");
        var suggestion = Assert.Single(IssueMessages.GetSuggestions(TestData.Error(lead, catalog)));
        using var json = JsonDocument.Parse($"{{{suggestion}}}");
        Assert.Equal("+966 \"KSA\"", json.RootElement.GetProperty("phoneCode").GetString());
    }

    [Theory]
    [InlineData("50123456")]
    [InlineData("012345678")]
    [InlineData("000000000")]
    [InlineData("1512345678")]
    [InlineData("+966 51 234 567")]
    [InlineData("+1 868 512 3456")]
    [InlineData("+1 868 512 345")]
    [InlineData("+999 512345678")]
    [InlineData("+44 20 7946 0958")]
    [InlineData("051234567x")]
    [InlineData("0512345678 / 0512345679")]
    [Promise("5.7")]
    public void A_text_that_is_no_number_of_nine_digits_has_no_suggestion(string sent) =>
        Assert.Empty(IssueMessages.GetSuggestions(TestData.Error(TestData.Person.With("phoneNumber", sent))));

    [Theory]
    [InlineData("example\u200B@example.com")]
    [InlineData("\u200Fexample@exam\u00ADple.com\uFEFF")]
    [Promise("5.3")]
    public void An_email_address_is_read_without_invisible_characters(string sent) =>
        Assert.Equal("example@example.com", TestData.Check(TestData.Person.With("email", sent)).Value("email").Text);

    [Theory]
    [InlineData("example@example.com")]
    [InlineData("first.last+tag@sub.example.co")]
    [InlineData("o'neil_2@example-shop.com")]
    [InlineData("a@b.c")]
    [InlineData("نورة@مثال.السعودية")]
    [InlineData("user@xn--mgberp4a5d4ar.example")]
    [InlineData("user@हिन्दी.example")]
    public void A_valid_email_address_is_accepted(string email) =>
        Assert.Equal(email, TestData.Check(TestData.Person.With("email", $" {email} ")).Value("email").Text);

    [Theory]
    [InlineData("example")]
    [InlineData("example.com")]
    [InlineData("@example.com")]
    [InlineData("example@")]
    [InlineData("example@example")]
    [InlineData("example@@example.com")]
    [InlineData("a@b@example.com")]
    [InlineData("example@.com")]
    [InlineData("example@example.")]
    [InlineData("example@example..com")]
    [InlineData(".example@example.com")]
    [InlineData("example.@example.com")]
    [InlineData("exa..mple@example.com")]
    [InlineData("exa mple@example.com")]
    [InlineData("example@exa mple.com")]
    [InlineData("example@-example.com")]
    [InlineData("example@example-.com")]
    [InlineData("example@exam_ple.com")]
    [InlineData("<example@example.com>")]
    [InlineData("Example <example@example.com>")]
    [InlineData("a,b@example.com")]
    [InlineData("a@example.com,b@example.com")]
    [InlineData("\"quoted\"@example.com")]
    [InlineData("mailto:a@example.com")]
    public void An_invalid_email_address_is_rejected(string email) =>
        Assert.Equal(["email invalid-format"], TestData.Errors(TestData.Person.With("email", email)));

    [Fact]
    public void The_parts_of_an_email_address_have_maximum_lengths()
    {
        Assert.Empty(TestData.Errors(TestData.Person.With("email", $"{new string('a', 64)}@example.com")));
        Assert.Equal(["email invalid-format"], TestData.Errors(TestData.Person.With("email", $"{new string('a', 65)}@example.com")));
        Assert.Empty(TestData.Errors(TestData.Person.With("email", $"a@{new string('b', 63)}.com")));
        Assert.Equal(["email invalid-format"], TestData.Errors(TestData.Person.With("email", $"a@{new string('b', 64)}.com")));
    }

    [Fact]
    public void An_email_address_can_have_254_characters()
    {
        var longest = $"{new string('a', 60)}@{string.Concat(Enumerable.Repeat(new string('b', 47) + ".", 4))}c";
        Assert.Equal(254, longest.Length);
        Assert.Empty(TestData.Errors(TestData.Person.With("email", longest)));
        Assert.Equal(["email too-long"], TestData.Errors(TestData.Person.With("email", longest + "c")));
    }

    [Fact]
    public void The_length_of_an_email_address_is_counted_in_Unicode_scalar_values()
    {
        // 128 cars are 128 characters, but 256 surrogates.
        Assert.Equal(
            ["email invalid-format"],
            TestData.Errors(TestData.Person.With("email", string.Concat(Enumerable.Repeat("\U0001F697", 128))))
        );
    }
}
