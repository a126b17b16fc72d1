using CsCheck;
using Leadgate.Domain.Lists;
using Leadgate.Domain.Tests.Support;
using Leadgate.Tests;

namespace Leadgate.Domain.Tests.Lists;

/// <summary>The second look-up of a text that matches no item as it is.</summary>
[Promise("4.8")]
public sealed class RelaxedMatchingTests
{
    private static readonly string[] GenericWords =
    [
        "محافظة",
        "مدينة",
        "منطقة",
        "المنطقة",
        "مركز",
        "فرع",
        "معرض",
        "City",
        "Governorate",
        "Province",
        "Region",
        "Branch",
        "SHOWROOM",
        "City of",
    ];

    private static readonly (ReferenceList List, ListItem Item, string Label)[] PlaceLabels =
    [
        .. new[] { ReferenceLists.Region, ReferenceLists.City, ReferenceLists.BranchType }
            .SelectMany(list => TestData.Catalog[list].Active, (list, item) => (List: TestData.Catalog[list], Item: item))
            .SelectMany(pair => new[] { pair.Item.Label, pair.Item.LabelAr }, (pair, label) => (pair.List, pair.Item, label)),
    ];

    [Theory]
    [InlineData("CITY", "محافظة الخرج", "Al Kharj")]
    [InlineData("CITY", "مدينة الخرج", "Al Kharj")]
    [InlineData("CITY", "الخرج محافظة", "Al Kharj")]
    [InlineData("CITY", "Taif Governorate", "Taif")]
    [InlineData("CITY", "Governorate of Taif", "Taif")]
    [InlineData("CITY", "مركز حرمة", "Harmah")]
    [InlineData("CITY", "Tayma'", "Tayma")]
    [InlineData("CITY", "Rafha\u2019", "Rafha")]
    [InlineData("CITY", "Baq'a", "Baqaa")]
    [InlineData("CITY", "Al 'Is", "Al Ais")]
    [InlineData("CITY", "وادي الفرع", "Wadi Al Fara")]
    [InlineData("CITY", "محافظة وادي الفرع", "Wadi Al Fara")]
    [InlineData("REGION", "Asir Province", "Asir")]
    [InlineData("REGION", "منطقة المدينة المنورة", "Madinah")]
    [InlineData("REGION", "مدينة المدينة", "Madinah")]
    [InlineData("BRANCH_TYPE", "فرع الدمام", "KIA Dammam Airport Road")]
    [InlineData("BRANCH_TYPE", "Dammam Branch", "KIA Dammam Airport Road")]
    [InlineData("BRANCH_TYPE", "Branch - Dammam", "KIA Dammam Airport Road")]
    [InlineData("BRANCH_TYPE", "معرض كيا الخبر", "KIA Al Khobar King Fahd Road")]
    [InlineData("CUSTOMER_INDUSTRY_TYPE", "البنوك", "Bank")]
    [InlineData("CUSTOMER_INDUSTRY_TYPE", "المقاولات", "Construction")]
    [InlineData("CUSTOMER_INDUSTRY_TYPE", "التعليم", "Education")]
    [InlineData("CUSTOMER_INDUSTRY_TYPE", "تقنية المعلومات", "Information Technology")]
    [InlineData("LEAD_INTEREST", "العروض", "Offer")]
    [InlineData("MODEL", "EV 9", "EV9")]
    [InlineData("MODEL", "EV-9", "EV9")]
    [InlineData("MODEL", "ev 9", "EV9")]
    [InlineData("MODEL", "K 4", "K4")]
    [InlineData("MODEL", "كي٤", "K4")]
    [InlineData("MODEL", "إي في٩", "EV9")]
    public void A_text_that_people_write_finds_its_item(string list, string text, string label)
    {
        var items = TestData.Catalog[ReferenceLists.Find(list)!];
        var item = items.Active.First(item => item.Label == label);
        Assert.Same(item, items.Match(text, item.ParentValue).Item);
    }

    [Theory]
    [InlineData("CITY", "محافظة")]
    [InlineData("CITY", "City")]
    [InlineData("CITY", "City Governorate")]
    [InlineData("CITY", "Cityville")]
    [InlineData("TITLE", "فرع السيد")]
    [InlineData("COUNTRY", "Kuwait Branch")]
    [InlineData("MODEL", "K4 4")]
    [InlineData("MODEL", "EV--9")]
    [InlineData("TITLE", "ال")]
    public void A_text_with_nothing_but_generic_words_or_with_other_words_matches_nothing(string list, string text) =>
        Assert.Equal(MatchKind.NotFound, TestData.Catalog[ReferenceLists.Find(list)!].Match(text, null).Kind);

    [Fact]
    public void A_generic_word_beside_a_label_finds_the_item_of_the_label_or_is_ambiguous() =>
        Gen.Select(Gen.Int[0, PlaceLabels.Length - 1], Gen.Int[0, GenericWords.Length - 1], Gen.Bool)
            .Sample(
                (place, word, isBefore) =>
                {
                    var (list, item, label) = PlaceLabels[place];
                    var generic = GenericWords[word];
                    var followsToo =
                        !generic.EndsWith(" of", StringComparison.Ordinal) && !generic.StartsWith("ال", StringComparison.Ordinal);
                    var text = isBefore || !followsToo ? $"{generic} {label}" : $"{label} {generic}";
                    var match = list.Match(text, item.ParentValue);
                    Assert.True(
                        match.Item == item || (match.Kind == MatchKind.Ambiguous && match.Candidates.Contains(item)),
                        $"{list.Definition}: \"{text}\" finds {match.Item?.Label ?? match.Kind.ToString()}, not {item.Label}."
                    );
                },
                iter: 5_000
            );

    [Fact]
    public void Every_text_that_ships_finds_its_item_without_its_apostrophes_and_articles()
    {
        var texts = ReferenceLists
            .All.SelectMany(list => TestData.Catalog[list].Active, (list, item) => (List: TestData.Catalog[list], Item: item))
            .SelectMany(pair => pair.Item.GetMatchTexts(), (pair, text) => (pair.List, pair.Item, Text: WithoutMarks(text)))
            .ToList();
        Assert.True(texts.Count > 5_000, $"{texts.Count} texts");
        Assert.Empty(
            texts
                .Select(t => (t.Item, t.Text, Match: t.List.Match(t.Text, t.Item.ParentValue)))
                .Where(t => t.Match.Item != t.Item)
                .Select(t => $"{t.Text}: {t.Match.Kind} {t.Match.Item?.Label}{string.Join('/', t.Match.Candidates.Select(c => c.Label))}")
        );

        static string WithoutMarks(string text) =>
            text.Replace("'", "", StringComparison.Ordinal).Replace(" ال", " ", StringComparison.Ordinal);
    }

    [Fact]
    [Promise("4.5")]
    public void Two_items_that_fit_equally_well_are_ambiguous()
    {
        var cities = List(TestData.Item(1, "Al 'Is", "العيص", 7), TestData.Item(2, "Al Is", "العيس", 7));
        Assert.Equal(2, cities.Match("Al Is City", 7).Candidates.Count);
        Assert.Equal(MatchKind.Ambiguous, cities.Match("Al Is City", 7).Kind);
        Assert.Equal(2, cities.Match("Al Is", 7).Item?.Value);
    }

    [Fact]
    [Promise("4.3")]
    public void An_item_of_another_parent_is_named_as_such()
    {
        var cities = TestData.Catalog[ReferenceLists.City];
        var match = cities.Match("محافظة الخرج", 2);
        Assert.Equal((MatchKind.UnderOtherParent, "Al Kharj"), (match.Kind, Assert.Single(match.Candidates).Label));
        Assert.Equal("Al Kharj", cities.Match("محافظة الخرج", null).Item?.Label);
    }

    [Fact]
    [Promise("4.1")]
    public void What_matches_as_it_is_goes_before_what_matches_relaxed()
    {
        var cities = List(TestData.Item(1, "Isa", "عيسى", 7), TestData.Item(2, "Isa City", "مدينة عيسى", 7));
        Assert.Equal(2, cities.Match("Isa City", 7).Item?.Value);
        Assert.Equal(1, cities.Match("ISA", 7).Item?.Value);
        Assert.Equal(MatchKind.Ambiguous, cities.Match("Isa Governorate", 7).Kind);
    }

    [Fact]
    public void A_text_as_long_as_an_item_may_be_is_relaxed_too()
    {
        var name = new string('x', ListItem.MaxTextLength - " City".Length);
        Assert.Equal(1, List(TestData.Item(1, name, "مدينة", 7)).Match($"{name} City", 7).Item?.Value);
    }

    private static ReferenceList List(params ListItem[] cities) =>
        ListCatalog.Build(
            new Dictionary<ListDefinition, IReadOnlyList<ListItem>>
            {
                [ReferenceLists.Country] = [TestData.Item(1, "Country", "دولة")],
                [ReferenceLists.Region] = [TestData.Item(7, "Region", "إقليم", 1)],
                [ReferenceLists.City] = cities,
            }
        )[ReferenceLists.City];
}
