using Leadgate.Domain.Texts;
using Leadgate.Tests;

namespace Leadgate.Domain.Tests.Texts;

public sealed class PlainTextTests
{
    [Theory]
    [InlineData("", true)]
    [InlineData("KIA الرياض 🚗", true)]
    [InlineData("a\0", false)]
    [InlineData("a\tb", false)]
    [InlineData("a\nb", false)]
    [InlineData("a\u0085b", false)]
    [InlineData("a\u2028b", false)]
    [Promise("5.3")]
    public void Control_characters_are_not_valid_in_a_line(string text, bool isValid) => Assert.Equal(isValid, PlainText.IsValid(text));

    /// <summary>Not as cases: an attribute cannot hold such a text.</summary>
    [Fact]
    [Promise("5.3")]
    public void Unpaired_surrogates_are_not_valid_and_not_shown()
    {
        Assert.All(["\uD83D", "\uDE97\uD83D", "🚗\uDE97", "\uD83Da"], text => Assert.False(PlainText.IsValid(text)));
        Assert.Equal("a\uFFFD", PlainText.Show("a\uD83D", 8));
    }

    [Theory]
    [InlineData("Reem", "Reem")]
    [InlineData("a\0b\nc", "a\uFFFDb\uFFFDc")]
    [InlineData("123456789", "12345678…")]
    [InlineData("1234567🚗", "1234567…")]
    public void A_shown_text_is_one_line_and_short(string text, string shown) => Assert.Equal(shown, PlainText.Show(text, 8));
}
