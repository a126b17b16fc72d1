using Leadgate.Domain.Lists;
using Leadgate.Domain.Texts;

namespace Leadgate.Domain.Tests.Texts;

public sealed class BidiTextTests
{
    [Fact]
    public void A_technical_piece_is_isolated_from_left_to_right() => Assert.Equal("\u2066+966\u2069", BidiText.Ltr("+966"));

    [Fact]
    public void A_text_of_unknown_language_is_isolated_by_its_first_letter() =>
        Assert.Equal("\u2068Ramah\u2069", BidiText.Isolate("Ramah"));

    [Theory]
    [InlineData("Ram\u2069ah")]
    [InlineData("\u202ERamah")]
    [InlineData("\u2066\u2067Ramah\u2068")]
    public void Direction_controls_of_a_sent_text_cannot_reach_beyond_it(string sent) =>
        Assert.Equal("\u2068Ramah\u2069", BidiText.Isolate(sent));

    [Fact]
    public void Quotes_are_those_of_the_language()
    {
        Assert.Equal("\"Ramah\"", Quote.Value(arabic: false, "Ramah"));
        Assert.Equal("«\u2068Ramah\u2069»", Quote.Value(arabic: true, "Ramah"));
        Assert.Equal("\"Riyadh\"", Quote.Label(arabic: false, "Riyadh"));
        Assert.Equal("«الرياض»", Quote.Label(arabic: true, "الرياض"));
    }

    [Theory]
    [InlineData("\u2066Riyadh\u2069")]
    [InlineData("\u2068Riyadh\u2069")]
    [InlineData("\u2067Riy\u2069adh")]
    [InlineData("\u200ERiyadh\u200E")]
    [InlineData("\u200FRiyadh\u200F")]
    [InlineData("\u2068الرياض\u2069")]
    [InlineData("\u200Fالريا\u200Eض")]
    public void A_value_copied_with_direction_marks_still_matches(string copied)
    {
        var match = ListCatalog.Build(BuiltInLists.Read())[ReferenceLists.Region].Match(copied, null);

        Assert.Equal("Riyadh", match.Item?.Label);
    }
}
