using System.Globalization;
using System.Text;
using CsCheck;
using Leadgate.Domain.Lists;
using Leadgate.Domain.Tests.Support;
using Leadgate.Tests;

namespace Leadgate.Domain.Tests.Lists;

/// <summary>Every text of every built-in item matches its item, as it is and as people type it.</summary>
[Promise("4.1"), Promise("4.2")]
public sealed class BuiltInTextsTests
{
    private const string Harakat = "\u064B\u064C\u064D\u064E\u064F\u0650\u0651\u0652\u0670\u0640";

    private static readonly (ReferenceList List, ListItem Item, string Text)[] Texts =
    [
        .. ReferenceLists
            .All.SelectMany(list => TestData.Catalog[list].Active, (list, item) => (List: TestData.Catalog[list], Item: item))
            .SelectMany(pair => pair.Item.GetMatchTexts(), (pair, text) => (pair.List, pair.Item, text)),
    ];

    [Fact]
    public void Every_text_matches_its_item() =>
        Assert.Empty(
            Texts.Where(t => t.List.Match(t.Text, t.Item.ParentValue).Item != t.Item).Select(t => $"{t.List.Definition}: {t.Text}")
        );

    [Fact]
    public void Every_value_matches_its_item_as_a_number() =>
        Assert.Empty(
            Texts
                .Where(t => t.List.Match(t.Item.Value, t.Item.ParentValue).Item != t.Item)
                .Select(t => $"{t.List.Definition}: {t.Item.Value}")
        );

    [Fact]
    public void Every_text_matches_its_item_in_any_spelling() =>
        Gen.Select(Gen.Int[0, Texts.Length - 1], Gen.Int)
            .Sample(
                (index, seed) =>
                {
                    var (list, item, text) = Texts[index];
                    var typed = Retyped(text, new Random(seed));
                    Assert.True(
                        list.Match(typed, item.ParentValue).Item == item,
                        $"{list.Definition}: \"{typed}\" does not find {item.Label} by \"{text}\"."
                    );
                },
                iter: 15_000
            );

    /// <summary>Changes case and Unicode form, and adds spaces, Arabic digits, tatweel, diacritics and direction marks.</summary>
    private static string Retyped(string text, Random random)
    {
        var form = random.Next(3) switch
        {
            0 => NormalizationForm.FormC,
            1 => NormalizationForm.FormD,
            _ => NormalizationForm.FormKC,
        };
        var arabicDigits = random.Next(4) == 0;
        var typed = new StringBuilder(random.Next(2) == 0 ? " \t" : "\u200F");
        foreach (var c in text.Normalize(form))
        {
            typed.Append(
                c switch
                {
                    ' ' => random.Next(3) switch
                    {
                        0 => "  ",
                        1 => "\u00A0",
                        _ => " ",
                    },
                    >= '0' and <= '9' when arabicDigits => ((char)(c - '0' + '\u0660')).ToString(),
                    _ => (
                        random.Next(3) switch
                        {
                            0 => char.ToUpperInvariant(c),
                            1 => char.ToLowerInvariant(c),
                            _ => c,
                        }
                    ).ToString(),
                }
            );
            if (IsArabicLetter(c) && random.Next(3) == 0)
                typed.Append(Harakat[random.Next(Harakat.Length)]);
        }

        return typed.Append(random.Next(2) == 0 ? " " : "").ToString();
    }

    private static bool IsArabicLetter(char c) =>
        c is >= '\u0621' and <= '\u064A' && CharUnicodeInfo.GetUnicodeCategory(c) == UnicodeCategory.OtherLetter;
}
