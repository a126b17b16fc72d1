using Leadgate.Domain.Lists;
using Leadgate.Domain.Tests.Support;
using Leadgate.Tests;

namespace Leadgate.Domain.Tests.Lists;

/// <summary>Each kind of error in the data of a list, alone.</summary>
public sealed class ListValidatorTests
{
    private static readonly List<(
        ListDefinition List,
        Func<IReadOnlyList<ListItem>, IEnumerable<ListItem>> Change,
        bool IsFatal,
        string Text
    )> Faults =
    [
        (ReferenceLists.Title, Plus(TestData.Item(1, "Sir", "سير")), true, "the value 1 appears more than once: Mr, Sir"),
        (
            ReferenceLists.YesOrNo,
            items => items.Select(item => item with { IsActive = item.Value == 1 }),
            true,
            "an active item with the value 0 is required"
        ),
        (ReferenceLists.CustomerType, items => items.Where(item => item.Value != 2), true, "an active item with the value 2 is required"),
        (ReferenceLists.Gender, Plus(TestData.Item(3, " ", "غير محدد")), true, "item 3 ( ) has no English label"),
        (ReferenceLists.Language, Plus(TestData.Item(900, "Latin", "")), true, "item 900 (Latin) has no Arabic label"),
        (ReferenceLists.ContactType, Plus(TestData.Item(900, "Fax", "فاكس", null, " ")), true, "item 900 (Fax) has a blank code"),
        (
            ReferenceLists.Currency,
            Plus(TestData.Item(900, new string('x', 201), "عملة")),
            true,
            "has a label, code, or alias longer than 200 characters"
        ),
        (
            ReferenceLists.PaymentMode,
            Plus(TestData.Item(900, "Barter", "مقايضة", null, null, "")),
            true,
            "item 900 (Barter) has a blank alias"
        ),
        (ReferenceLists.Gender, Plus(TestData.Item(3, "\u200F", "غير محدد")), true, "item 3 (\u200F) has no English label"),
        (
            ReferenceLists.Title,
            Plus(TestData.Item(900, "Si\0r", "سير")),
            true,
            "item 900 (Si\uFFFDr) has a label, code, or alias with a line break, a control character, or an incomplete character"
        ),
        (
            ReferenceLists.Title,
            Plus(TestData.Item(901, "Sir", "سير", null, "S\u001B[31m")),
            true,
            "item 901 (Sir) has a label, code, or alias with a line break"
        ),
        (
            ReferenceLists.Title,
            Plus(TestData.Item(902, "Sir", "سير", null, null, "Sir\nKnight")),
            true,
            "item 902 (Sir) has a label, code, or alias with a line break"
        ),
        (
            ReferenceLists.Title,
            Plus(TestData.Item(900, "Sir\uD83D", "سير")),
            true,
            "item 900 (Sir\uFFFD) has a label, code, or alias with a line break"
        ),
        (ReferenceLists.LeadPriority, _ => [], true, "an active item is required, because the field priority is mandatory"),
        (
            ReferenceLists.CustomerIndustryType,
            items => items.Select(item => item with { IsActive = false }),
            true,
            "an active item is required, because the field companyIndustryType is mandatory"
        ),
        (
            ReferenceLists.LeadPriority,
            Plus(TestData.Item(900, "Later", "لاحقا", 1)),
            true,
            "item 900 (Later) has a parent item, but the list has no parent list"
        ),
        (
            ReferenceLists.City,
            Plus(TestData.Item(900, "Nowhere", "لا مكان", 9999)),
            true,
            "item 900 (Nowhere) has the parentValue 9999, but REGION has no item with this value"
        ),
        (
            ReferenceLists.Region,
            Plus(TestData.Item(900, "Nowhere", "لا مكان")),
            true,
            "item 900 (Nowhere) has no parentValue, the value of its parent item in COUNTRY"
        ),
        (
            ReferenceLists.VehicleType,
            Plus(TestData.Item(900, "Boat", "قارب") with { CityValue = 1001 }),
            true,
            "item 900 (Boat) has a city, which is for branches and cities only"
        ),
        (
            ReferenceLists.LeadInterest,
            Plus(TestData.Item(900, "Talk", "حديث") with { IsDefault = true }),
            true,
            "item 900 (Talk) is a default, which is for branches only"
        ),
        (
            ReferenceLists.BranchType,
            Plus(TestData.Item(900, "KIA Nowhere", "كيا لا مكان", 1) with { CityValue = 1 }),
            true,
            "item 900 (KIA Nowhere) has a city that is not in CITY"
        ),
        (
            ReferenceLists.City,
            Plus(TestData.Item(900, "Somewhere", "مكان ما", 1) with { CityValue = 9999 }),
            true,
            "item 900 (Somewhere) has a city that is not in CITY"
        ),
        (
            ReferenceLists.City,
            Plus(TestData.Item(900, "Somewhere", "مكان ما", 1) with { CityValue = 900 }),
            true,
            "item 900 (Somewhere) has itself as its city"
        ),
        (
            ReferenceLists.Nationality,
            Plus(TestData.Item(990, "Sa\u00FAdi", "من البلد")),
            false,
            "\"saudi\" is ambiguous: it matches 1 (Saudi) and 990 (Sa\u00FAdi)"
        ),
        (
            ReferenceLists.BranchType,
            Plus(TestData.Item(900, "KIA Second", "كيا الثاني", 1) with { IsDefault = true }),
            false,
            "the brand 1 (KIA) must have exactly one default branch, but has 2"
        ),
    ];

    /// <summary>Cases are named by their message, because their types are internal and test methods are public.</summary>
    public static TheoryData<string> FaultTexts => [.. Faults.Select(fault => fault.Text)];

    [Theory, MemberData(nameof(FaultTexts))]
    [Promise("3.3")]
    public void Each_error_is_found_and_nothing_else(string text)
    {
        var (list, change, isFatal, _) = Faults.Single(fault => fault.Text == text);
        var finding = Assert.Single(ListValidator.Validate(TestData.ItemsWith(list, change)));
        Assert.Same(list, finding.List);
        Assert.Equal(isFatal, finding.IsFatal);
        Assert.Contains(text, finding.Message, StringComparison.Ordinal);
        Assert.StartsWith($"{list.Name}: ", finding.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain(finding.Message + finding.MessageAr, char.IsControl);
        Assert.Contains(finding.MessageAr, c => c is >= '\u0621' and <= '\u064A');
    }

    [Fact]
    public void A_brand_whose_branches_have_no_default_is_found()
    {
        var findings = ListValidator.Validate(
            TestData.ItemsWith(
                ReferenceLists.BranchType,
                items => items.Select(item => item with { IsDefault = item.IsDefault && item.ParentValue != 2 })
            )
        );
        Assert.Contains(
            "the brand 2 (JMC) must have exactly one default branch, but has 0",
            Assert.Single(findings).Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void A_brand_without_branches_needs_no_default() =>
        Assert.Empty(
            ListValidator.Validate(TestData.ItemsWith(ReferenceLists.BranchType, items => items.Where(item => item.ParentValue != 2)))
        );

    [Fact]
    [Promise("4.5")]
    public void The_same_text_under_two_parent_items_is_not_ambiguous() =>
        Assert.Empty(
            ListValidator.Validate(
                TestData.ItemsWith(ReferenceLists.Model, items => items.Append(TestData.Item(900, "Sportage", "سبورتاج", 2)))
            )
        );

    [Fact]
    [Promise("3.6")]
    public void A_retired_item_is_not_ambiguous() =>
        Assert.Empty(
            ListValidator.Validate(
                TestData.ItemsWith(ReferenceLists.Title, items => items.Append(TestData.Item(900, "Mr", "السيد") with { IsActive = false }))
            )
        );

    [Fact]
    public void An_empty_list_that_no_mandatory_field_needs_is_valid() =>
        Assert.Empty(ListValidator.Validate(TestData.ItemsWith(ReferenceLists.Nationality, _ => [])));

    [Fact]
    public void Empty_lists_lack_what_mandatory_fields_need() =>
        Assert.Equal(
            [
                "CUSTOMER_TYPE: an active item with the value 1 is required",
                "CUSTOMER_TYPE: an active item with the value 2 is required",
                "CUSTOMER_INDUSTRY_TYPE: an active item is required, because the field companyIndustryType is mandatory",
                "LANGUAGE: an active item is required, because the field preferredLanguage is mandatory",
                "COUNTRY: an active item is required, because the field customerCountry is mandatory",
                "REGION: an active item is required, because the field customerRegion is mandatory",
                "CITY: an active item is required, because the field customerCity is mandatory",
                "PHONE_CODE: an active item is required, because the field phoneCode is mandatory",
                "BUSINESS_AREA: an active item is required, because the field businessArea is mandatory",
                "LEAD_SOURCE: an active item is required, because the field source is mandatory",
                "LEAD_SUB_SOURCE: an active item is required, because the field subSource is mandatory",
                "LEAD_INTEREST: an active item is required, because the field leadInterest is mandatory",
                "LEAD_PRIORITY: an active item is required, because the field priority is mandatory",
                "OU_TYPE: an active item is required, because the field ou is mandatory",
                "BRANCH_TYPE: an active item is required, because the field branch is mandatory",
                "YES_OR_NO: an active item with the value 0 is required",
                "YES_OR_NO: an active item with the value 1 is required",
            ],
            ListValidator.Validate(new Dictionary<ListDefinition, IReadOnlyList<ListItem>>()).Select(finding => finding.ToString())
        );

    private static Func<IReadOnlyList<ListItem>, IEnumerable<ListItem>> Plus(ListItem item) => items => items.Append(item);
}
