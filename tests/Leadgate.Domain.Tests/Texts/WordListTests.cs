using Leadgate.Domain.Texts;

namespace Leadgate.Domain.Tests.Texts;

public sealed class WordListTests
{
    [Theory]
    [InlineData("", "")]
    [InlineData("a", "a")]
    [InlineData("a b", "a or b")]
    [InlineData("a b c", "a, b, or c")]
    public void English_joins_with_commas_and_one_or(string words, string expected) =>
        Assert.Equal(expected, WordList.Or(arabic: false, Split(words)));

    [Theory]
    [InlineData("a b", "a and b")]
    [InlineData("a b c", "a, b, and c")]
    public void English_joins_with_commas_and_one_and(string words, string expected) =>
        Assert.Equal(expected, WordList.And(arabic: false, Split(words)));

    [Theory]
    [InlineData("", "")]
    [InlineData("رماح", "رماح")]
    [InlineData("رماح الرياض", "رماح أو الرياض")]
    [InlineData("رماح الرياض الدلم", "رماح أو الرياض أو الدلم")]
    public void Arabic_repeats_or(string words, string expected) => Assert.Equal(expected, WordList.Or(arabic: true, Split(words)));

    [Theory]
    [InlineData("", "")]
    [InlineData("رماح", "رماح")]
    [InlineData("رماح الرياض الدلم", "رماح والرياض والدلم")]
    [InlineData("«رماح» «الرياض»", "«رماح» و«الرياض»")]
    [InlineData("ou brand", "ou و brand")]
    public void Arabic_repeats_and_in_one_word_with_what_follows_unless_that_is_Latin(string words, string expected) =>
        Assert.Equal(expected, WordList.And(arabic: true, Split(words)));

    private static string[] Split(string words) => words.Split(' ', StringSplitOptions.RemoveEmptyEntries);
}
