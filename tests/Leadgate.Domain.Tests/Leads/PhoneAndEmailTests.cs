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
    [InlineData("000000000", "000000000")]
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
    public void Other_texts_are_not_phone_numbers(string sent, string code) =>
        Assert.Equal([$"phoneNumber {code}"], TestData.Errors(TestData.Person.With("phoneNumber", sent)));

    [Fact]
    public void A_phone_number_sent_as_a_JSON_number_is_an_error() =>
        Assert.Equal(["phoneNumber invalid-type"], TestData.Errors(TestData.Person.With("phoneNumber", 501234567)));

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
    public void An_invalid_email_address_is_refused(string email) =>
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
