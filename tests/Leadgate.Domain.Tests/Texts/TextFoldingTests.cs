using System.Globalization;
using System.Text;
using CsCheck;
using Leadgate.Domain.Texts;
using Leadgate.Tests;

namespace Leadgate.Domain.Tests.Texts;

[Promise("4.1")]
public sealed class TextFoldingTests
{
    /// <summary>Letters of both scripts, and characters that are ignored, replaced or invalid.</summary>
    private static readonly Gen<string> Texts = Gen.Frequency(
            (6, Letters(Gen.Char['a', 'z'])),
            (3, Letters(Gen.Char['A', 'Z'])),
            (3, Gen.OneOf(" ", "\t", "\u00A0", "\u3000")),
            (2, Gen.OneOf("-", "\u2010", "\u2013", "\u2212", "\uFE63", "'", "\u2019", "\u02BC", "&", "+")),
            (8, Letters(Gen.Char['\u0600', '\u06FF'])),
            (2, Letters(Gen.Char['\u0300', '\u036F'])),
            (2, Letters(Gen.Char['\u00A0', '\u024F'])),
            (2, Letters(Gen.Char['\uFB50', '\uFEFF'])),
            (2, Letters(Gen.Char['\u2000', '\u206F'])),
            (1, Gen.OneOf("\U0001F697", "\U0001D40A", "\U0001EE00", "\uD83D", "\uDE97")),
            (2, Letters(Gen.Char))
        )
        .Array[0, 24]
        .Select(string.Concat);

    [Theory]
    [InlineData("Riyadh", "riyadh")]
    [InlineData("  Saudi \t  Arabia\r\n", "saudi arabia")]
    [InlineData("Saudi\u00A0\u2003Arabia", "saudi arabia")]
    [InlineData("Citro\u00EBn", "citroen")]
    [InlineData("Citroe\u0308n", "citroen")]
    [InlineData("\uFF2B\uFF29\uFF21", "kia")]
    [InlineData("", "")]
    [InlineData(" \u200F ", "")]
    public void Case_spaces_and_Unicode_form_do_not_count(string text, string folded) => Assert.Equal(folded, TextFolding.Fold(text));

    [Theory]
    [InlineData("الـــريـاض", "الرياض")]
    [InlineData("الرِّيَاضُ", "الرياض")]
    [InlineData("أحمد", "احمد")]
    [InlineData("إحمد", "احمد")]
    [InlineData("آحمد", "احمد")]
    [InlineData("\u0671حمد", "احمد")]
    [InlineData("مكة", "مكه")]
    [InlineData("على", "علي")]
    [InlineData("عل\u06CC", "علي")]
    [InlineData("حائل", "حايل")]
    [InlineData("فؤاد", "فواد")]
    [InlineData("\u06A9يا", "كيا")]
    [InlineData("\uFEDB\uFEF4\uFE8E", "كيا")]
    [InlineData("\uFEFB", "لا")]
    [InlineData("ا\u0654حمد", "احمد")]
    public void Arabic_is_compared_without_tatweel_diacritics_and_forms_of_letters(string text, string folded) =>
        Assert.Equal(folded, TextFolding.Fold(text));

    [Theory]
    [InlineData("٠١٢٣٤٥٦٧٨٩", "0123456789")]
    [InlineData("۰۱۲۳۴۵۶۷۸۹", "0123456789")]
    [InlineData("خلال ٣٠ يوم", "خلال 30 يوم")]
    public void Arabic_Indic_digits_equal_ASCII_digits(string text, string folded) => Assert.Equal(folded, TextFolding.Fold(text));

    [Theory]
    [InlineData("Al-Khobar", "al khobar")]
    [InlineData("Walk\u2011in", "walk in")]
    [InlineData("0-5000", "0-5000")]
    [InlineData("0\u20135000 SAR", "0-5000 sar")]
    [InlineData("KIA - Riyadh", "kia - riyadh")]
    [InlineData("Ha\u2019il", "ha'il")]
    [InlineData("Ha\u02BCil", "ha'il")]
    [InlineData("\u200FKIA\u200E", "kia")]
    [InlineData("\u2067كيا\u2069", "كيا")]
    [InlineData("03+", "03+")]
    public void Differences_between_keyboards_are_ignored(string text, string folded) => Assert.Equal(folded, TextFolding.Fold(text));

    [Theory]
    [InlineData("مدينة", "مدين")]
    [InlineData("K3", "K4")]
    [InlineData("03", "03+")]
    [InlineData("1-2", "12")]
    [InlineData("ذ", "د")]
    public void Different_texts_stay_different(string one, string other) => Assert.NotEqual(TextFolding.Fold(one), TextFolding.Fold(other));

    [Fact]
    public void Every_letter_of_the_Arabic_block_folds_like_its_decomposition()
    {
        var different = Enumerable
            .Range(0x0600, 0x100)
            .Select(code => ((char)code).ToString())
            .Where(letter => TextFolding.Fold(letter) != TextFolding.Fold(letter.Normalize(NormalizationForm.FormKD)))
            .Select(letter => $"U+{(int)letter[0]:X4}");
        Assert.Empty(different);
    }

    [Fact]
    public void Marks_on_Arabic_letters_are_ignored()
    {
        for (var mark = '\u0600'; mark <= '\u06FF'; mark++)
        {
            if (CharUnicodeInfo.GetUnicodeCategory(mark) == UnicodeCategory.NonSpacingMark)
                Assert.Equal("كيا", TextFolding.Fold($"ك{mark}يا"));
        }
    }

    [Fact]
    public void Folding_is_idempotent() =>
        Texts.Where(IsWhole).Sample(text => Assert.Equal(TextFolding.Fold(text), TextFolding.Fold(TextFolding.Fold(text))), iter: 5_000);

    [Fact]
    public void A_folded_text_is_trimmed_and_has_no_double_spaces() =>
        Texts.Sample(
            text =>
            {
                var folded = TextFolding.Fold(text);
                Assert.Equal(folded.Trim(), folded);
                Assert.DoesNotContain("  ", folded, StringComparison.Ordinal);
            },
            iter: 5_000
        );

    [Fact]
    public void Folding_into_a_buffer_gives_the_same_as_folding_to_a_string() =>
        Texts.Sample(text => Assert.Equal(TextFolding.Fold(text), TextFolding.Fold(text, new char[text.Length]).ToString()), iter: 5_000);

    [Fact]
    public void Composed_and_decomposed_texts_fold_alike() =>
        Texts
            .Where(IsWhole)
            .Sample(
                text =>
                {
                    Assert.Equal(TextFolding.Fold(text), TextFolding.Fold(text.Normalize(NormalizationForm.FormC)));
                    Assert.Equal(TextFolding.Fold(text), TextFolding.Fold(text.Normalize(NormalizationForm.FormKD)));
                },
                iter: 5_000
            );

    [Theory]
    [InlineData("\uD83D")]
    [InlineData("a\uDE97")]
    [InlineData("كيا\uD83D")]
    public void An_unpaired_surrogate_is_compared_as_it_is(string text) => Assert.Equal(text, TextFolding.Fold(text));

    [Theory]
    [InlineData("Eastern Province")]
    [InlineData("المنطقة الشرقية ٣")]
    public void Folding_plain_ASCII_or_Arabic_into_a_buffer_allocates_nothing(string text)
    {
        var buffer = new char[text.Length];
        Assert.Equal(
            0,
            Allocation.Of(() =>
            {
                for (var i = 0; i < 1_000; i++)
                    TextFolding.Fold(text, buffer);
            })
        );
    }

    [Fact]
    public void The_platform_has_Unicode_tables() => Assert.True(TextFolding.HasUnicodeTables);

    private static Gen<string> Letters(Gen<char> letters) => letters.Select(letter => letter.ToString());

    private static bool IsWhole(string text) => text.EnumerateRunes().All(rune => rune != Rune.ReplacementChar);
}
