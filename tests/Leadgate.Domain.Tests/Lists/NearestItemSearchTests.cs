using CsCheck;
using Leadgate.Domain.Lists;
using Leadgate.Domain.Tests.Support;
using Leadgate.Domain.Texts;
using Leadgate.Tests;

namespace Leadgate.Domain.Tests.Lists;

[Promise("4.4")]
public sealed class NearestItemSearchTests
{
    /// <summary>Few letters, so that many texts are equally near, also longer than a machine word, and letters that no list has.</summary>
    private static readonly Gen<string> Texts = Gen.OneOf(Gen.Int[0, 6], Gen.Int[7, 12], Gen.Int[60, 70])
        .SelectMany(length => Gen.OneOf('a', 'b', 'm', 'r', 'ا', 'م', ' ', '7', '#').Array[length])
        .Select(letters => new string(letters));

    [Fact]
    public void It_finds_what_the_plain_search_finds_in_any_list() =>
        Gen.Select(Texts, Texts.Array[1, 4].Array[0, 40], Gen.Int[0, 3])
            .Sample(
                (text, items, parent) =>
                {
                    var list = items
                        .Select((texts, i) => TestData.Item(i + 1, texts[0], texts[^1], i % 3) with { Aliases = texts[1..] })
                        .ToList();
                    var search = new NearestItemSearch(list, GetTexts);
                    Assert.Equal(Plain(text, list), search.Find(text, null, 3));
                    Assert.Equal(Plain(text, list.Where(item => item.ParentValue == parent)), search.Find(text, parent, 3));
                },
                iter: 1_000
            );

    [Fact]
    public void It_finds_what_the_plain_search_finds_in_the_built_in_lists()
    {
        foreach (var definition in ReferenceLists.All)
        {
            var list = TestData.Catalog[definition];
            var search = new NearestItemSearch(list.Active, GetTexts);
            var labels = list.Active.SelectMany(GetTexts).ToArray();
            Gen.OneOf(Texts, Misspell(labels))
                .Sample(text => Assert.Equal(Plain(text, list.Active), search.Find(text, null, 3)), iter: 20, threads: 1);
        }
    }

    [Fact]
    public void A_list_in_a_script_of_many_letters_is_searched_too()
    {
        var items = Enumerable
            .Range(0, 1000)
            .Select(i => TestData.Item(i + 1, $"{(char)('\u4E00' + i)}{(char)('\u5E00' + i)}", "س"))
            .ToList();
        Assert.Equal(778, new NearestItemSearch(items, GetTexts).Find($"{items[777].Label[0]}!{items[777].Label[1]}", null, 3)[0].Value);
    }

    /// <summary>A text of the list with some letters replaced, left out, or added.</summary>
    private static Gen<string> Misspell(string[] labels) =>
        Gen.Select(
                Gen.Int[0, labels.Length - 1].Select(i => labels[i]),
                Gen.Select(Gen.Int[0, 30], Gen.Char['a', 'z'], Gen.Int[0, 2]).Array[0, 4]
            )
            .Select(
                (label, edits) =>
                    edits.Aggregate(
                        label,
                        (text, edit) =>
                        {
                            var (at, letter, removed) = (Math.Min(edit.Item1, text.Length), edit.Item2, edit.Item3);
                            return text[..at] + letter + text[Math.Min(at + removed, text.Length)..];
                        }
                    )
            );

    private static IReadOnlyList<ListItem> Plain(string text, IEnumerable<ListItem> items) => NearestText.Find(text, items, GetTexts, 3);

    private static string[] GetTexts(ListItem item) => [.. item.GetMatchTexts().Select(TextFolding.Fold).Distinct()];
}
