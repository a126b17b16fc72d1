using Leadgate.Domain.Lists;
using Leadgate.Domain.Tests.Support;
using Leadgate.Tests;

namespace Leadgate.Domain.Tests.Lists;

[Promise("3.7")]
public sealed class BuiltInCitiesTests
{
    private static readonly ReferenceList Regions = TestData.Catalog[ReferenceLists.Region];
    private static readonly ReferenceList Cities = TestData.Catalog[ReferenceLists.City];

    [Fact]
    public void The_list_has_the_13_regions_of_Saudi_Arabia_with_their_ISO_codes() =>
        Assert.Equal(
            [
                "SA-01 الرياض",
                "SA-02 مكة المكرمة",
                "SA-03 المدينة المنورة",
                "SA-04 المنطقة الشرقية",
                "SA-05 القصيم",
                "SA-06 حائل",
                "SA-07 تبوك",
                "SA-08 الحدود الشمالية",
                "SA-09 جازان",
                "SA-10 نجران",
                "SA-11 الباحة",
                "SA-12 الجوف",
                "SA-14 عسير",
            ],
            Regions
                .GetActiveChildren(Country("SA"))
                .OrderBy(region => region.Code, StringComparer.Ordinal)
                .Select(region => $"{region.Code} {region.LabelAr}")
        );

    [Fact]
    public void The_list_has_at_least_150_Saudi_cities() =>
        Assert.InRange(Regions.GetActiveChildren(Country("SA")).Sum(region => Cities.GetActiveChildren(region.Value).Count), 150, 1_000);

    /// <summary>The seats of each region and of its governorates, by the name of the governorate or of the seat.</summary>
    [Theory]
    [InlineData(
        "SA-01",
        "الرياض، الدرعية، الخرج، الدوادمي، المجمعة، القويعية، وادي الدواسر، الأفلاج، ليلى، الزلفي، شقراء، "
            + "حوطة بني تميم، عفيف، السليل، ضرما، المزاحمية، رماح، ثادق، حريملاء، الحريق، الغاط، مرات، الدلم، الرين"
    )]
    [InlineData(
        "SA-02",
        "مكة المكرمة، جدة، الطائف، القنفذة، الليث، رابغ، الجموم، خليص، الكامل، الخرمة، رنية، تربة، المويه، ميسان، أضم، العرضيات، بحرة"
    )]
    [InlineData("SA-03", "المدينة المنورة، ينبع، العلا، مهد الذهب، الحناكية، بدر، خيبر، العيص، وادي الفرع")]
    [InlineData(
        "SA-04",
        "الدمام، الأحساء، الهفوف، حفر الباطن، الجبيل، القطيف، الخبر، الظهران، الخفجي، رأس تنورة، بقيق، "
            + "النعيرية، قرية العليا، العديد، البيضاء"
    )]
    [InlineData(
        "SA-05",
        "بريدة، عنيزة، الرس، المذنب، البكيرية، البدائع، رياض الخبراء، الأسياح، النبهانية، الشماسية، عيون الجواء، عقلة الصقور، ضرية، أبان"
    )]
    [InlineData(
        "SA-14",
        "أبها، خميس مشيط، بيشة، النماص، محايل، محايل عسير، سراة عبيدة، تثليث، رجال ألمع، أحد رفيدة، "
            + "ظهران الجنوب، بلقرن، المجاردة، بارق، تنومة، طريب، البرك، الحرجة، الأمواه"
    )]
    [InlineData("SA-07", "تبوك، الوجه، ضباء، تيماء، أملج، حقل، البدع")]
    [InlineData("SA-06", "حائل، بقعاء، الغزالة، الشنان، السليمي، الحائط، سميراء، الشملي، موقق")]
    [InlineData("SA-08", "عرعر، رفحاء، طريف، العويقيلة")]
    [InlineData(
        "SA-09",
        "جازان، جيزان، صبيا، أبو عريش، صامطة، الحرث، ضمد، الريث، بيش، فرسان، الدائر، أحد المسارحة، العيدابي، "
            + "العارضة، الدرب، هروب، فيفاء، الطوال"
    )]
    [InlineData("SA-10", "نجران، شرورة، حبونا، بدر الجنوب، يدمة، ثار، خباش، الخرخير")]
    [InlineData("SA-11", "الباحة، بلجرشي، المندق، المخواة، قلوة، العقيق، القرى، الحجرة، غامد الزناد، بني حسن")]
    [InlineData("SA-12", "سكاكا، القريات، دومة الجندل، طبرجل، صوير")]
    [Promise("4.8")]
    public void The_seat_of_every_governorate_is_a_city_of_its_region_with_a_generic_word_too(string region, string names) =>
        Assert.All(
            names.Split('،'),
            name =>
            {
                var city = Cities.Match(name, Region(region));
                Assert.Equal(MatchKind.Found, city.Kind);
                Assert.Same(city.Item, Cities.Match($"محافظة {name}", Region(region)).Item);
                Assert.Same(city.Item, Cities.Match($"مدينة {name}", Region(region)).Item);
            }
        );

    [Theory]
    [InlineData("SA-04", "Dammam", "dammam", "Ad Dammam", "Al-Dammam", "الدمام")]
    [InlineData("SA-04", "Al Khobar", "Khobar", "Alkhobar", "AL-KHOBAR", "الخُبر")]
    [InlineData("SA-04", "Hofuf", "Al Hofuf", "Al-Hufuf", "الهفوف")]
    [InlineData("SA-04", "Al Ahsa", "Al-Hasa", "الاحساء", "الأحساء")]
    [InlineData("SA-01", "Riyadh", "RIYADH", "Ar-Riyadh", "الرياض")]
    [InlineData("SA-02", "Makkah", "Mecca", "مكة", "مكه المكرمه")]
    [InlineData("SA-02", "Jeddah", "Jidda", "Jedda", "جده")]
    [InlineData("SA-03", "Madinah", "Medina", "Al Madinah", "المدينه المنوره")]
    [InlineData("SA-09", "Jazan", "Jizan", "Gizan", "جيزان")]
    [Promise("4.2")]
    public void A_city_is_found_in_its_spellings(string region, string label, params string[] texts) =>
        Assert.All(texts.Append(label), text => Assert.Equal(label, Cities.Match(text, Region(region)).Item?.Label));

    [Theory]
    [InlineData("Eastern Province", "Eastern", "eastern region", "Sharqiyah", "الشرقية", "المنطقه الشرقيه")]
    [InlineData("Riyadh", "Central", "Central Region", "الوسطى", "منطقة الرياض")]
    [InlineData("Makkah", "Western", "Mecca", "مكة")]
    [InlineData("Qassim", "Al-Qassim", "Qaseem", "القصيم")]
    [Promise("4.2")]
    public void A_region_is_found_in_its_spellings(string label, params string[] texts) =>
        Assert.All(texts.Append(label), text => Assert.Equal(label, Regions.Match(text, Country("SA")).Item?.Label));

    [Theory]
    [InlineData("AE", 7)]
    [InlineData("KW", 6)]
    [InlineData("BH", 4)]
    [InlineData("QA", 8)]
    [InlineData("OM", 11)]
    public void The_list_has_the_regions_of_the_other_Gulf_states_with_cities(string country, int count)
    {
        var regions = Regions.GetActiveChildren(Country(country));
        Assert.Equal(count, regions.Count);
        Assert.All(regions, region => Assert.StartsWith(country + "-", region.Code, StringComparison.Ordinal));
        Assert.All(regions, region => Assert.NotEmpty(Cities.GetActiveChildren(region.Value)));
    }

    [Theory]
    [InlineData("AE", "Abu Dhabi", "Abu Dhabi")]
    [InlineData("AE", "Abu Dhabi", "العين")]
    [InlineData("AE", "Dubai", "دبي")]
    [InlineData("AE", "Sharjah", "Khor Fakkan")]
    [InlineData("KW", "العاصمة", "مدينة الكويت")]
    [InlineData("KW", "Hawalli", "السالمية")]
    [InlineData("KW", "Ahmadi", "Fahaheel")]
    [InlineData("BH", "Capital", "المنامة")]
    [InlineData("BH", "Muharraq", "المحرق")]
    [InlineData("BH", "Southern", "الرفاع")]
    [InlineData("QA", "Doha", "الدوحة")]
    [InlineData("QA", "Al Rayyan", "الريان")]
    [InlineData("QA", "Al Wakrah", "الوكرة")]
    [InlineData("OM", "Muscat", "السيب")]
    [InlineData("OM", "Dhofar", "صلالة")]
    [InlineData("OM", "Al Batinah North", "صحار")]
    [InlineData("OM", "الداخلية", "نزوى")]
    public void The_main_cities_of_the_Gulf_are_in_their_regions(string country, string region, string city)
    {
        var parent = Regions.Match(region, Country(country)).Item;
        Assert.NotNull(parent);
        Assert.Equal(MatchKind.Found, Cities.Match(city, parent.Value).Kind);
    }

    private static int Country(string code) => TestData.Catalog[ReferenceLists.Country].Match(code, null).Item!.Value;

    private static int Region(string code) => Regions.Match(code, null).Item!.Value;
}
