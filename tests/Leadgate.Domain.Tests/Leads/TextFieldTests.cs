using Leadgate.Domain.Leads;
using Leadgate.Domain.Tests.Support;
using Leadgate.Tests;

namespace Leadgate.Domain.Tests.Leads;

[Promise("5.3")]
public sealed class TextFieldTests
{
    private const string Car = "\U0001F697";

    public static TheoryData<string, int> Lengths =>
        new(
            LeadFields
                .All.Where(text => text.Kind == FieldKind.Text && text.Rule == TextRule.None)
                .Select(text => (text.Name, text.MaxLength))
        );

    [Theory, MemberData(nameof(Lengths))]
    public void A_text_can_be_as_long_as_the_maximum_of_its_field(string field, int max)
    {
        Assert.Empty(TestData.Errors(TestData.Person.With(field, new string('م', max))));
        Assert.Equal([$"{field} too-long"], TestData.Errors(TestData.Person.With(field, new string('م', max + 1))));
    }

    [Theory, MemberData(nameof(Lengths))]
    public void Length_is_counted_in_Unicode_scalar_values(string field, int max)
    {
        var text = string.Concat(Enumerable.Repeat(Car, max));
        Assert.Equal(text, TestData.Check(TestData.Person.With(field, text)).Value(field).Text);
        Assert.Equal([$"{field} too-long"], TestData.Errors(TestData.Person.With(field, text + "x")));
        var escaped = string.Concat(Enumerable.Repeat("\\ud83d\\ude97", max));
        Assert.Equal(text, TestData.Check(TestData.Person.WithJson(field, $"\"{escaped}\"")).Value(field).Text);
    }

    [Fact]
    public void A_combining_mark_is_a_scalar_value_of_its_own() =>
        Assert.Equal(
            ["firstName too-long"],
            TestData.Errors(TestData.Person.With("firstName", string.Concat(Enumerable.Repeat("نُ", 51))))
        );

    [Theory]
    [InlineData("\"  Noura\\t\\n\"")]
    [InlineData("\"\\u00a0Noura\\u3000\"")]
    public void Text_is_trimmed(string json) =>
        Assert.Equal("Noura", TestData.Check(TestData.Person.WithJson("firstName", json)).Value("firstName").Text);

    [Fact]
    public void Trimmed_space_does_not_count() =>
        Assert.Empty(
            TestData.Errors(TestData.Person.With("firstName", $"{new string(' ', 500)}{new string('x', 100)}{new string(' ', 500)}"))
        );

    [Theory]
    [InlineData("first line\nsecond line")]
    [InlineData("first line\r\nsecond line")]
    [InlineData("a\tb")]
    [InlineData("مرحبا \u200Fيا عالم")]
    [InlineData("a\u2028b")]
    [InlineData("quotes \" and \\ and /")]
    [InlineData("\U0001F468\u200D\U0001F469\u200D\U0001F467")]
    public void Tabs_line_breaks_and_printable_characters_are_kept(string text) =>
        Assert.Equal(text, TestData.Check(TestData.Person.With("leadNote", text)).Value("leadNote").Text);

    [Theory]
    [InlineData("\u200F")]
    [InlineData(" \u200E \u200B\uFEFF\u00AD ")]
    [InlineData("\u202A\u202C")]
    [InlineData("\u2067\u2069")]
    [InlineData("\u3164")]
    [InlineData("\U000E0020")]
    public void A_text_of_invisible_characters_is_blank(string text)
    {
        Assert.Equal(["firstName required"], TestData.Errors(TestData.Person.With("firstName", text)));
        Assert.Equal(["priority required"], TestData.Errors(TestData.Person.With("priority", text)));
        Assert.Empty(TestData.Errors(TestData.Person.With("email", text).With("phoneNumber", text).With("dateOfBirth", text)));
        var escaped = string.Concat(text.Select(c => $"\\u{(int)c:x4}"));
        Assert.Equal(["firstName required"], TestData.Errors(TestData.Person.WithJson("firstName", $"\"{escaped}\"")));
    }

    [Fact]
    public void Codes_dates_and_numbers_are_read_without_invisible_characters()
    {
        var lead = TestData.Check(
            TestData
                .Person.With("company", "\u200EJTC")
                .With("phoneCode", "\u202A+966\u202C")
                .With("customerCity", "Dam\u200Bmam")
                .With("leadDate", "\u20662026-03-01\u2069")
                .With("dateOfBirth", "1990\u200E-05-17")
                .WithVehicles(TestData.Vehicle(("totalQty", "\u200F2")))
        );
        Assert.Empty(TestData.Errors(lead));
        Assert.Equal(966, lead.Value("phoneCode").Item?.Value);
        Assert.Equal(new DateOnly(1990, 5, 17), lead.Value("dateOfBirth").Date);
        Assert.Equal(2, lead.Vehicles[0].Value("totalQty").Number);
    }

    [Theory]
    [InlineData("12345", "12345")]
    [InlineData("-1.50", "-1.50")]
    [InlineData("1e3", "1e3")]
    [InlineData("12345678901234567890123456789012345678901234567890", "12345678901234567890123456789012345678901234567890")]
    public void A_JSON_number_in_a_text_field_is_its_text(string json, string text)
    {
        foreach (var field in (string[])["leadReference", "firstName", "leadNote", "address1"])
            Assert.Equal(text, TestData.Check(TestData.Person.WithJson(field, json)).Value(field).Text);
    }

    [Fact]
    public void A_JSON_number_in_a_text_field_follows_the_rules_of_the_field()
    {
        Assert.Equal(["leadReference too-long"], TestData.Errors(TestData.Person.WithJson("leadReference", new string('1', 201))));
        Assert.Equal(["email invalid-format"], TestData.Errors(TestData.Person.With("email", 1)));
        Assert.Equal(["company not-in-list"], TestData.Errors(TestData.Person.With("company", 1)));
        Assert.Equal(["phoneNumber invalid-length"], TestData.Errors(TestData.Person.With("phoneNumber", 966501234567)));
        Assert.Equal(["leadReference conflict"], TestData.Errors(TestData.Person.With("leadReference", 1).And("leadReference", "2")));
        Assert.Empty(TestData.Errors(TestData.Person.With("leadReference", 1).And("leadReference", "1")));
    }

    [Theory]
    [InlineData("a\\u0000b")]
    [InlineData("\\u0000")]
    [InlineData("a\\u0001")]
    [InlineData("a\\bb")]
    [InlineData("a\\fb")]
    [InlineData("a\\u001bb")]
    [InlineData("a\\u007fb")]
    [InlineData("a\u0080b")]
    [InlineData("a\\u0085b")]
    [InlineData("a\\u009fb")]
    public void Other_control_characters_are_an_error(string escaped) => AssertInvalidCharacter(escaped);

    [Theory]
    [InlineData("\\ud83d")]
    [InlineData("\\ude97")]
    [InlineData("a\\ud83db")]
    [InlineData("a\\ude97\\ud83db")]
    [InlineData("\\ud83d\\ud83d\\ude97")]
    [InlineData("\\ud83d\\\\ude97")]
    [InlineData("\\uD83D\\n\\uDE97")]
    [InlineData("\\ud83d\\ude97\\ude97")]
    [InlineData("\\\\\\ud83d")]
    public void An_unpaired_surrogate_is_an_error(string escaped) => AssertInvalidCharacter(escaped);

    [Theory]
    [InlineData("\\\\ud83d", "\\ud83d")]
    [InlineData("\\\\\\\\ude97", "\\\\ude97")]
    [InlineData("\\ud83d\\ude97", Car)]
    [InlineData("\\u005cud83d", "\\ud83d")]
    public void An_escaped_backslash_does_not_start_a_surrogate(string escaped, string text) =>
        Assert.Equal(text, TestData.Check(TestData.Person.WithJson("leadNote", $"\"{escaped}\"")).Value("leadNote").Text);

    [Theory]
    [InlineData("priority")]
    [InlineData("leadDate")]
    [InlineData("phoneNumber")]
    [InlineData("company")]
    [InlineData("customerCity")]
    public void Fields_of_every_kind_refuse_invalid_characters(string field)
    {
        Assert.Equal([$"{field} invalid-character"], TestData.Errors(TestData.Person.WithJson(field, "\"a\\u0000b\"")));
        Assert.Equal([$"{field} invalid-character"], TestData.Errors(TestData.Person.WithJson(field, "\"\\ud83d\"")));
    }

    [Fact]
    public void The_error_has_the_JSON_that_was_sent()
    {
        var error = TestData.Error(TestData.Person.WithJson("firstName", "\"a\\ud83db\""));
        Assert.Equal("\"a\\ud83db\"", System.Text.Encoding.UTF8.GetString(error.Value.Span));
    }

    private static void AssertInvalidCharacter(string escaped)
    {
        var lead = TestData.Check(TestData.Person.WithJson("leadNote", $"\"{escaped}\"").With("address1", "King Fahad Road"));
        Assert.Equal(["leadNote invalid-character"], TestData.Errors(lead));
        Assert.True(lead.Value("leadNote").IsAbsent);
        Assert.Equal("King Fahad Road", lead.Value("address1").Text);
    }
}
