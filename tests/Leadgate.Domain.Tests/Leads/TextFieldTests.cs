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
