using Leadgate.Domain.Lists;
using Leadgate.Domain.Tests.Support;
using Leadgate.Tests;

namespace Leadgate.Domain.Tests.Lists;

[Promise("3.7")]
public sealed class BuiltInListsTests
{
    public static TheoryData<string> Names => [.. ReferenceLists.All.Select(list => list.Name)];

    [Fact]
    [Promise("4.5")]
    public void The_built_in_lists_have_no_errors_and_no_ambiguous_texts() => Assert.Empty(ListValidator.Validate(BuiltInLists.Read()));

    [Theory, MemberData(nameof(Names))]
    public void Every_list_has_items_and_all_are_active(string name)
    {
        var list = TestData.Catalog[ReferenceLists.Find(name)!];
        Assert.NotEmpty(list.Items);
        Assert.Equal(list.Items, list.Active);
    }

    [Theory, MemberData(nameof(Names))]
    [Promise("3.3")]
    public void Every_item_has_a_unique_value_and_a_parent_if_its_list_has_one(string name)
    {
        var list = TestData.Catalog[ReferenceLists.Find(name)!];
        Assert.Equal(list.Items.Count, list.Items.Select(item => item.Value).Distinct().Count());
        Assert.All(
            list.Items,
            item => Assert.Equal(list.Parent is not null, item.ParentValue is { } parent && list.Parent!.IsActive(parent))
        );
    }

    [Theory, MemberData(nameof(Names))]
    public void Every_item_has_a_label_in_both_languages(string name) =>
        Assert.All(
            TestData.Catalog[ReferenceLists.Find(name)!].Items,
            item =>
            {
                Assert.False(string.IsNullOrWhiteSpace(item.Label));
                Assert.DoesNotContain(item.Label, IsArabic);

                // A number, a code or a phone code reads the same in both languages; every word is translated.
                Assert.True(item.LabelAr.Any(IsArabic) || item.LabelAr == item.Label, $"{item.Label} is {item.LabelAr} in Arabic.");
                if (item.Label.Any(char.IsLetter))
                    Assert.Contains(item.LabelAr, IsArabic);
            }
        );

    [Theory, MemberData(nameof(Names))]
    public void Labels_are_trimmed_and_have_no_tatweel(string name) =>
        Assert.All(
            TestData.Catalog[ReferenceLists.Find(name)!].Items,
            item =>
            {
                Assert.All(item.GetMatchTexts(), text => Assert.Equal(text.Trim(), text));
                Assert.DoesNotContain('\u0640', item.LabelAr);
            }
        );

    [Theory]
    [InlineData("CUSTOMER_TYPE", "Individual", "Company")]
    [InlineData("GENDER", "Male", "Female")]
    [InlineData("YES_OR_NO", "Yes", "No")]
    [InlineData("VEHICLE_TYPE", "New", "Used")]
    public void Lists_of_two_items_have_exactly_two(string name, params string[] labels) =>
        Assert.Equal(labels, TestData.Catalog[ReferenceLists.Find(name)!].Items.Select(item => item.Label));

    [Fact]
    [Promise("4.1")]
    public void Yes_is_1_and_no_is_0_and_the_value_of_a_model_year_is_the_year()
    {
        Assert.Equal([("Yes", 1), ("No", 0)], TestData.Catalog[ReferenceLists.YesOrNo].Items.Select(item => (item.Label, item.Value)));
        var years = TestData.Catalog[ReferenceLists.ModelYear].Items;
        Assert.All(years, year => Assert.Equal($"{year.Value}", year.Label));
        Assert.Superset(Enumerable.Range(1990, 2027 - 1990 + 1).ToHashSet(), years.Select(year => year.Value).ToHashSet());
    }

    [Fact]
    [Promise("5.5")]
    public void Every_brand_has_areas_models_branches_and_one_default_branch_and_every_branch_a_city() =>
        Assert.All(
            TestData.Catalog[ReferenceLists.OuType].Items,
            brand =>
            {
                Assert.Equal(
                    ["Sales", "Service", "Parts"],
                    TestData.Catalog[ReferenceLists.BusinessArea].GetActiveChildren(brand.Value).Select(area => area.Label)
                );
                Assert.NotEmpty(TestData.Catalog[ReferenceLists.Model].GetActiveChildren(brand.Value));
                var branches = TestData.Catalog[ReferenceLists.BranchType].GetActiveChildren(brand.Value);
                Assert.Single(branches, branch => branch.IsDefault);
                Assert.All(branches, branch => Assert.True(TestData.Catalog[ReferenceLists.City].IsActive(branch.CityValue!.Value)));
            }
        );

    [Fact]
    public void Every_source_has_sub_sources() =>
        Assert.All(
            TestData.Catalog[ReferenceLists.LeadSource].Items,
            source => Assert.NotEmpty(TestData.Catalog[ReferenceLists.LeadSubSource].GetActiveChildren(source.Value))
        );

    private static bool IsArabic(char c) => c is >= '\u0621' and <= '\u064A';
}
