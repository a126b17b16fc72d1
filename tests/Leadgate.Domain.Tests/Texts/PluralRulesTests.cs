using CsCheck;
using Leadgate.Domain.Texts;

namespace Leadgate.Domain.Tests.Texts;

public sealed class PluralRulesTests
{
    /// <summary>The integer samples of the Arabic cardinal rules in CLDR (common/supplemental/plurals.xml).</summary>
    [Theory]
    [InlineData(PluralCategory.Zero, new[] { 0, 0 })]
    [InlineData(PluralCategory.One, new[] { 1, 1 })]
    [InlineData(PluralCategory.Two, new[] { 2, 2 })]
    [InlineData(PluralCategory.Few, new[] { 3, 10, 103, 110, 1003, 1003 })]
    [InlineData(PluralCategory.Many, new[] { 11, 26, 111, 111, 1011, 1011 })]
    [InlineData(
        PluralCategory.Other,
        new[] { 100, 102, 200, 202, 300, 302, 400, 402, 500, 502, 600, 600, 1000, 1000, 10000, 10000, 100000, 100000, 1000000, 1000000 }
    )]
    internal void Arabic_follows_the_CLDR_samples(PluralCategory category, int[] ranges)
    {
        foreach (var range in ranges.Chunk(2))
        {
            for (var number = range[0]; number <= range[1]; number++)
                Assert.Equal(category, PluralRules.ForArabic(number));
        }
    }

    [Fact]
    public void Every_number_meets_the_condition_of_its_Arabic_category_and_of_no_other() =>
        Gen.OneOf(Gen.Long[0, 1000], Gen.Long[0, long.MaxValue])
            .Sample(
                number =>
                {
                    var rest = number % 100;
                    var conditions = new Dictionary<PluralCategory, bool>
                    {
                        [PluralCategory.Zero] = number == 0,
                        [PluralCategory.One] = number == 1,
                        [PluralCategory.Two] = number == 2,
                        [PluralCategory.Few] = rest is >= 3 and <= 10,
                        [PluralCategory.Many] = rest is >= 11 and <= 99,
                        [PluralCategory.Other] = number > 2 && rest <= 2,
                    };
                    Assert.Equal([PluralRules.ForArabic(number)], conditions.Where(pair => pair.Value).Select(pair => pair.Key));
                },
                iter: 5_000
            );

    [Fact]
    public void English_has_a_singular_for_one_only() =>
        Gen.Long[0, 1000]
            .Sample(number => Assert.Equal(number == 1 ? PluralCategory.One : PluralCategory.Other, PluralRules.ForEnglish(number)));
}
