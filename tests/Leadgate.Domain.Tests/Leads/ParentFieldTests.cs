using Leadgate.Contract.Issues;
using Leadgate.Domain.Leads;
using Leadgate.Domain.Lists;
using Leadgate.Domain.Tests.Support;
using Leadgate.Tests;

namespace Leadgate.Domain.Tests.Leads;

/// <summary>A field whose parent field has an error, is missing or has no items.</summary>
public sealed class ParentFieldTests
{
    [Theory]
    [InlineData("customerCountry")]
    [InlineData("customerRegion")]
    [InlineData("ou")]
    [InlineData("source")]
    [Promise("4.3")]
    public void Only_an_invalid_parent_is_reported_and_not_its_children(string field) =>
        Assert.Equal(
            [$"{field} not-in-list"],
            TestData.Errors(TestData.Person.With(field, "Nonesuch").WithVehicles(TestData.Vehicle(("modelFamily", "Grand Avenue"))))
        );

    [Fact]
    [Promise("4.3")]
    public void With_a_missing_parent_a_child_that_may_be_valid_is_not_reported()
    {
        Assert.Equal(["source required"], TestData.Errors(TestData.Person.Without("source").With("subSource", "Test Drive Request")));
        Assert.Equal(
            ["customerCountry required", "customerRegion required"],
            TestData.Errors(TestData.Person.Without("customerCountry", "customerRegion"))
        );
    }

    [Fact]
    [Promise("4.3")]
    public void With_an_invalid_parent_a_child_that_is_in_no_list_is_reported_too()
    {
        Assert.Equal(
            ["source not-in-list", "subSource not-in-list"],
            TestData.Errors(TestData.Person.With("source", "Nonesuch").With("subSource", "Nowhere"))
        );
        Assert.Equal(
            ["customerRegion not-in-list", "customerCity not-in-list"],
            TestData.Errors(TestData.Person.With("customerRegion", "Nonesuch").With("customerCity", "Nowhere"))
        );
    }

    [Fact]
    [Promise("4.7")]
    public void With_an_invalid_parent_what_is_in_no_list_is_an_error_of_its_own_on_every_level()
    {
        Assert.Equal(
            ["customerCountry not-in-list", "customerRegion not-in-list", "customerCity not-in-list"],
            TestData.Errors(
                TestData.Person.With("customerCountry", "Narnia").With("customerRegion", "Nonsense").With("customerCity", "Nonsense")
            )
        );
        Assert.Equal(
            ["customerCountry not-in-list", "customerRegion not-in-list"],
            TestData.Errors(TestData.Person.With("customerCountry", "Narnia").With("customerRegion", "Nonsense"))
        );
        Assert.Equal(
            ["customerCountry required", "customerCity not-in-list"],
            TestData.Errors(TestData.Person.Without("customerCountry").With("customerCity", "Nonsense"))
        );
        Assert.Equal(
            ["ou not-in-list", "vehicles[0].modelFamily not-in-list"],
            TestData.Errors(TestData.Person.With("ou", "Nonsense").WithVehicles(TestData.Vehicle(("modelFamily", "Nonsense"))))
        );
    }

    [Fact]
    [Promise("4.7"), Promise("7.3")]
    public void A_missing_brand_is_one_error_under_the_name_that_the_sender_uses()
    {
        Assert.Equal(["ou required"], TestData.Errors(TestData.Person.Without("ou")));
        var lead = TestData.Person.Without("ou", "leadInterest").And("interest", "Test Drive");
        Assert.Equal(["brand required"], TestData.Errors(lead));
        Assert.Equal("Brand is missing: send \"brand\".", IssueMessages.Format(TestData.Error(lead), arabic: false));
        Assert.Equal(["ou required"], TestData.Errors(TestData.Person.With("ou", null)));
    }

    [Fact]
    [Promise("4.3")]
    public void A_child_of_another_parent_gets_both_corrections_in_its_message_and_its_suggestions()
    {
        var error = TestData.Error(TestData.Person.With("customerCity", "Jeddah"));
        var eastern = TestData.Catalog[ReferenceLists.City].GetActiveChildren(4);
        Assert.Equal([eastern[0].Label, eastern[1].Label, "\"customerRegion\": \"Makkah\""], IssueMessages.GetSuggestions(error));
        Assert.StartsWith(
            "City: \"Jeddah\" is a city of Makkah, not of Eastern Province. Send a city of Eastern Province, such as ",
            IssueMessages.Format(error, arabic: false),
            StringComparison.Ordinal
        );
        Assert.EndsWith(", or change Region to Makkah.", IssueMessages.Format(error, arabic: false), StringComparison.Ordinal);
        Assert.EndsWith(
            "، أو غيّر الحقل «المنطقة» إلى «مكة المكرمة».",
            IssueMessages.Format(error, arabic: true),
            StringComparison.Ordinal
        );
    }

    /// <summary>Each list that has a parent list, with a child of another parent than the one that the lead has.</summary>
    [Theory]
    [InlineData(
        "customerRegion",
        "Dubai",
        "is a region of United Arab Emirates, not of Saudi Arabia",
        "منطقة تابعة لـ«",
        "أرسل منطقة تابعة لـ«"
    )]
    [InlineData("customerCity", "Jeddah", "is a city of Makkah, not of Eastern Province", "مدينة تابعة لـ«", "أرسل مدينة تابعة لـ«")]
    [InlineData("branch", "KIA Dammam", "is a branch of KIA, not of JMC", "فرع تابع لـ«", "أرسل فرعًا تابعًا لـ«")]
    [InlineData(
        "subSource",
        "Walk-in",
        "is a sub-source of Showroom, not of Website",
        "مصدر فرعي تابع لـ«",
        "أرسل مصدرًا فرعيًا تابعًا لـ«"
    )]
    [InlineData("vehicles[0].modelFamily", "Sportage", "is a model of KIA, not of JMC", "طراز تابع لـ«", "أرسل طرازًا تابعًا لـ«")]
    [Promise("4.3")]
    public void The_error_says_what_the_value_is_and_whose(string field, string value, string english, string arabic, string instead)
    {
        var lead = field.StartsWith("vehicles", StringComparison.Ordinal)
            ? TestData.Person.WithVehicles(TestData.Vehicle(("modelFamily", value)))
            : TestData.Person.With(field, value);
        var error = Assert.Single(TestData.Check(lead).Errors, error => error.Path == field);
        Assert.Equal("not-in-parent", error.Code.Word);
        Assert.Contains(english + ". Send a ", IssueMessages.Format(error, arabic: false), StringComparison.Ordinal);
        Assert.Contains(arabic, IssueMessages.Format(error, arabic: true), StringComparison.Ordinal);
        Assert.Contains(instead, IssueMessages.Format(error, arabic: true), StringComparison.Ordinal);
    }

    /// <summary>Senders write the more precise value into the field above it.</summary>
    [Fact]
    [Promise("4.3")]
    public void A_value_of_the_list_below_is_named_with_what_to_send_in_both_fields()
    {
        var error = TestData.Error(TestData.Person.With("source", "Facebook"));
        Assert.Equal(("source", "not-in-list"), (error.Path, error.Code.Word));
        Assert.Equal(["Social Media", "Campaign"], IssueMessages.GetSuggestions(error));
        Assert.Equal(
            "Source: \"Facebook\" is a sub-source of Social Media and Campaign. "
                + "Send Social Media or Campaign as Source, and \"Facebook\" as Sub-source.",
            IssueMessages.Format(error, arabic: false)
        );
        Assert.Equal(
            "المصدر: «\u2068Facebook\u2069» مصدر فرعي تابع لـ«وسائل التواصل الاجتماعي» و«حملة». "
                + "أرسل «وسائل التواصل الاجتماعي» أو «حملة» في الحقل «المصدر»، وأرسل «\u2068Facebook\u2069» في الحقل «المصدر الفرعي».",
            IssueMessages.Format(error, arabic: true)
        );

        // Of the regions only those of the given country, and numbers mean nothing.
        Assert.Equal(["Makkah"], IssueMessages.GetSuggestions(TestData.Error(TestData.Person.With("customerRegion", "Jeddah"))));
        var abroad = TestData.Check(TestData.Person.With("customerCountry", "Kuwait").With("customerRegion", "Jeddah")).Errors;
        Assert.DoesNotContain(abroad, error => error.ChildField is not null);
        Assert.Null(TestData.Error(TestData.Person.With("source", "1001")).ChildField);
    }

    [Fact]
    [Promise("4.3")]
    public void Every_list_with_a_parent_list_has_a_noun_for_its_items() =>
        Assert.All(
            ReferenceLists.All.Where(list => list.Parent is not null),
            list =>
            {
                Assert.DoesNotContain(list.Noun!.English[0], "aeiou");
                Assert.NotEmpty(list.Noun.Arabic);
            }
        );

    [Fact]
    [Promise("4.3")]
    public void The_correction_of_a_parent_has_the_name_that_the_sender_uses_and_the_language_of_the_text()
    {
        var model = TestData.Catalog[ReferenceLists.Model].GetActiveChildren(2)[0];
        var brand = TestData.Catalog[ReferenceLists.OuType].Find(2)!;
        var lead = TestData.Person.Without("ou", "branch").And("brand", "KIA");
        Assert.Equal(
            $"\"brand\": \"{brand.LabelAr}\"",
            IssueMessages.GetSuggestions(TestData.Error(lead.WithVehicles(TestData.Vehicle(("modelFamily", model.LabelAr)))))[^1]
        );
        Assert.Equal(
            $"\"ou\": \"{brand.Label}\"",
            IssueMessages.GetSuggestions(
                TestData.Error(TestData.Person.With("ou", "KIA").WithVehicles(TestData.Vehicle(("modelFamily", model.Label))))
            )[^1]
        );
    }

    [Fact]
    [Promise("4.3")]
    public void A_near_child_of_the_given_parent_comes_first()
    {
        var catalog = TestData.CatalogWith(ReferenceLists.City, items => items.Append(TestData.Item(9001, "Jedda", "جده القديمة", 4)));
        var error = TestData.Error(TestData.Person.With("customerCity", "Jeddah"), catalog);
        Assert.Equal(["Jedda", "\"customerRegion\": \"Makkah\""], IssueMessages.GetSuggestions(error));
    }

    [Fact]
    [Promise("4.3")]
    public void A_missing_child_is_reported_with_an_invalid_parent() =>
        Assert.Equal(
            ["ou not-in-list", "businessArea required"],
            TestData.Errors(TestData.Person.With("ou", "Nonesuch").Without("businessArea"))
        );

    [Fact]
    [Promise("4.6")]
    public void Under_a_country_without_regions_neither_region_nor_city_is_mandatory()
    {
        var lead = TestData.Check(TestData.Person.With("customerCountry", "Germany").Without("customerRegion", "customerCity"));
        Assert.Empty(TestData.Errors(lead));
        Assert.Empty(TestData.Warnings(lead));
        Assert.Equal("JMC-RUH-1", lead.Value("branch").Item?.Code);
    }

    [Fact]
    [Promise("4.6")]
    public void Under_a_country_without_regions_texts_are_stored_with_a_warning()
    {
        var lead = TestData.Check(
            TestData.Person.With("customerCountry", "Germany").With("customerRegion", " Bavaria ").With("customerCity", "Munich")
        );
        Assert.Empty(TestData.Errors(lead));
        Assert.Equal(["customerRegion kept-as-text", "customerCity kept-as-text"], TestData.Warnings(lead));
        Assert.Equal("Bavaria", lead.Value("customerRegion").Text);
        Assert.Equal("Munich", lead.Value("customerCity").Text);
    }

    [Fact]
    [Promise("4.6")]
    public void A_city_is_stored_even_if_the_region_is_omitted()
    {
        var lead = TestData.Check(
            TestData.Person.With("customerCountry", "Germany").Without("customerRegion").With("customerCity", "Dammam")
        );
        Assert.Empty(TestData.Errors(lead));
        Assert.Equal(["customerCity kept-as-text"], TestData.Warnings(lead));
        Assert.Null(lead.Value("customerCity").Item);
        Assert.Equal("Dammam", lead.Value("customerCity").Text);
    }

    [Theory]
    [InlineData("customerRegion", "not-in-parent")]
    [InlineData("customerCity", "not-in-list")]
    [Promise("4.6")]
    public void A_number_is_not_stored_as_text(string field, string code) =>
        Assert.Equal(
            [$"{field} {code}"],
            TestData.Errors(
                TestData
                    .Person.With("customerCountry", "Germany")
                    .Without("customerRegion", "customerCity")
                    .With(field, field == "customerCity" ? 1301 : 4)
            )
        );

    [Fact]
    [Promise("4.6")]
    public void The_limit_of_a_text_kept_as_sent_is_in_scalar_values()
    {
        var lead = TestData.Person.With("customerCountry", "Germany").Without("customerCity");
        Assert.Empty(TestData.Errors(lead.With("customerRegion", string.Concat(Enumerable.Repeat("\U0001F697", 200)))));
        Assert.Equal(["customerRegion too-long"], TestData.Errors(lead.With("customerRegion", new string('x', 201))));
    }

    [Fact]
    [Promise("4.6")]
    public void For_a_brand_without_items_neither_business_area_nor_branch_is_mandatory()
    {
        var catalog = TestData.CatalogWith(ReferenceLists.OuType, items => items.Append(TestData.Item(9, "Newcomer", "الجديدة")));
        var lead = TestData.Check(
            TestData.Person.With("ou", "Newcomer").Without("businessArea").WithVehicles(TestData.Vehicle(("modelFamily", "First One"))),
            catalog
        );
        Assert.Empty(TestData.Errors(lead));
        Assert.Equal(["vehicles[0].modelFamily kept-as-text"], TestData.Warnings(lead));
        Assert.True(lead.Value("branch").IsAbsent);
        Assert.False(lead.BranchRouted);
        Assert.Same(IssueCode.KeptAsText, TestData.Check(TestData.Person.With("ou", "Newcomer"), catalog).Warnings[0].Code);
    }

    [Fact]
    [Promise("4.6")]
    public void The_same_text_sent_twice_is_one_warning_and_two_texts_are_a_conflict()
    {
        var lead = TestData.Person.With("customerCountry", "Germany").Without("customerCity").With("customerRegion", "Bavaria");
        Assert.Equal(["customerRegion kept-as-text"], TestData.Warnings(TestData.Check(lead.And("customerRegion", "Bavaria"))));
        Assert.Equal(["customerRegion conflict"], TestData.Errors(lead.And("customerRegion", "Saxony")));
    }
}
