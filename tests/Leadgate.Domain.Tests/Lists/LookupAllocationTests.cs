using Leadgate.Domain.Lists;
using Leadgate.Domain.Tests.Support;
using Leadgate.Tests;

namespace Leadgate.Domain.Tests.Lists;

/// <summary>A bulk has hundreds of thousands of look-ups, so that a successful one must not allocate.</summary>
[Promise("4.1")]
public sealed class LookupAllocationTests
{
    [Fact]
    public void Looking_up_a_plain_English_text_allocates_nothing() => AssertNothingAllocated(text => text.All(char.IsAscii));

    [Fact]
    public void Looking_up_a_plain_Arabic_text_allocates_nothing() =>
        AssertNothingAllocated(text => text.Any(c => c > '\u007F') && text.All(c => char.IsAscii(c) || c is >= '\u0600' and <= '\u06FF'));

    [Fact]
    public void Looking_up_a_number_or_a_text_of_digits_allocates_nothing()
    {
        var years = TestData.Catalog[ReferenceLists.ModelYear];
        AssertNothingAllocated(
            3_000,
            () =>
            {
                var found = 0;
                for (var i = 0; i < 1_000; i++)
                    found += Found(years.Match(2025, null)) + Found(years.Match("2025", null)) + Found(years.Match("٢٠٢٥", null));
                return found;
            }
        );
    }

    private static void AssertNothingAllocated(Func<string, bool> isPlain)
    {
        var lookUps = ReferenceLists
            .All.SelectMany(list => TestData.Catalog[list].Active, (list, item) => (List: TestData.Catalog[list], Item: item))
            .SelectMany(
                pair => pair.Item.GetMatchTexts().Where(isPlain),
                (pair, text) => (pair.List, pair.Item.ParentValue, Text: $"  {text} ")
            )
            .ToArray();
        Assert.True(lookUps.Length > 1_000, $"Only {lookUps.Length} texts.");
        AssertNothingAllocated(
            lookUps.Length,
            () =>
            {
                var found = 0;
                foreach (var (list, parent, text) in lookUps)
                    found += Found(list.Match(text, parent));
                return found;
            }
        );
    }

    private static int Found(ListMatch match) => match.Kind == MatchKind.Found ? 1 : 0;

    private static void AssertNothingAllocated(int finds, Func<int> lookUp)
    {
        var found = 0;
        Assert.Equal(0, Allocation.Of(() => found = lookUp()));
        Assert.Equal(finds, found);
    }
}
