using Leadgate.Domain.Texts;
using Leadgate.Tests;

namespace Leadgate.Domain.Tests.Texts;

[Promise("5.3")]
public sealed class InvisibleTextTests
{
    [Theory]
    [InlineData("plain", "plain")]
    [InlineData("نورة", "نورة")]
    [InlineData("\u200E5\u200B5\u202C", "55")]
    [InlineData("a\uDB40\uDC20b\uD83D\uDE97", "ab\uD83D\uDE97")]
    [InlineData("\u200B\u2067\uFEFF", "")]
    [InlineData("", "")]
    public void Invisible_characters_are_removed_and_all_others_kept(string text, string visible) =>
        Assert.Equal(visible, InvisibleText.Remove(text));

    [Fact]
    public void A_visible_text_is_not_copied()
    {
        var text = "نورة@example.com";
        Assert.Same(text, InvisibleText.Remove(text));
    }

    [Fact]
    public void An_unpaired_surrogate_is_kept_and_is_not_blank()
    {
        var text = new string(['a', '\u200B', '\uD83D']);
        Assert.Equal(new string(['a', '\uD83D']), InvisibleText.Remove(text));
        Assert.False(InvisibleText.IsBlank(text.AsSpan(1)));
    }
}
