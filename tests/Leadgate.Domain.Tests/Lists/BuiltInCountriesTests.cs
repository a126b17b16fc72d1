using Leadgate.Domain.Lists;
using Leadgate.Domain.Tests.Support;
using Leadgate.Tests;

namespace Leadgate.Domain.Tests.Lists;

[Promise("3.7")]
public sealed class BuiltInCountriesTests
{
    /// <summary>The officially assigned two-letter codes of ISO 3166-1.</summary>
    private const string Iso3166 = """
        AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BV BW BY BZ CA CC CD CF CG CH CI
        CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK FM FO FR GA GB GD GE GF GG GH GI GL GM GN GP GQ
        GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS
        LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG
        PH PK PL PM PN PR PS PT PW PY QA RE RO RS RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK
        TL TM TN TO TR TT TV TW TZ UA UG UM US UY UZ VA VC VE VG VI VN VU WF WS YE YT ZA ZM ZW
        """;

    /// <summary>The country codes of ITU-T E.164 that belong to one country or territory, without those that share +1.</summary>
    private const string Itu = """
        1 7 20 27 30 31 32 33 34 36 39 40 41 43 44 45 46 47 48 49 51 52 53 54 55 56 57 58 60 61 62 63 64 65 66 81 82 84 86 90 91 92 93 94 95
        98 211 212 213 216 218 220 221 222 223 224 225 226 227 228 229 230 231 232 233 234 235 236 237 238 239 240 241 242 243 244 245 246
        247 248 249 250 251 252 253 254 255 256 257 258 260 261 262 263 264 265 266 267 268 269 290 291 297 298 299 350 351 352 353 354 355
        356 357 358 359 370 371 372 373 374 375 376 377 378 380 381 382 383 385 386 387 389 420 421 423 500 501 502 503 504 505 506 507 508
        509 590 591 592 593 594 595 596 597 598 599 670 672 673 674 675 676 677 678 679 680 681 682 683 685 686 687 688 689 690 691 692 850
        852 853 855 856 880 886 960 961 962 963 964 965 966 967 968 970 971 972 973 974 975 976 977 992 993 994 995 996 998
        """;

    private static readonly char[] Gap = [' ', '\n', '\r'];

    [Fact]
    public void Every_country_of_ISO_3166_is_found_by_its_code()
    {
        var codes = Iso3166.Split(Gap, StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(249, codes.Distinct().Count());
        Assert.Empty(codes.Except(TestData.Catalog[ReferenceLists.Country].Items.Select(country => country.Code!)));
        Assert.All(
            codes,
            code => Assert.Equal(code, TestData.Catalog[ReferenceLists.Country].Match(code.ToLowerInvariant(), null).Item?.Code)
        );
    }

    [Theory]
    [InlineData("Saudi Arabia", "KSA", "السعودية", "SAU", "المملكة العربية السعودية")]
    [InlineData("United Arab Emirates", "UAE", "الإمارات", "الامارات العربية المتحدة")]
    [InlineData("Kuwait", "الكويت", "KWT")]
    [InlineData("Bahrain", "البحرين", "BHR")]
    [InlineData("Qatar", "قطر", "QAT")]
    [InlineData("Oman", "عمان", "سلطنة عمان")]
    [InlineData("Yemen", "اليمن")]
    [InlineData("Egypt", "مصر", "EGY")]
    [InlineData("Jordan", "الأردن")]
    [InlineData("India", "الهند")]
    [InlineData("Pakistan", "باكستان")]
    [InlineData("Philippines", "الفلبين")]
    [InlineData("United States", "USA", "US", "أمريكا")]
    [InlineData("United Kingdom", "UK", "GBR", "بريطانيا")]
    public void A_country_is_found_by_its_common_names(string label, params string[] texts) =>
        Assert.All(
            texts.Append(label),
            text => Assert.Equal(label, TestData.Catalog[ReferenceLists.Country].Match(text, null).Item?.Label)
        );

    [Fact]
    public void Saudi_Arabia_and_its_neighbors_come_first() =>
        Assert.Equal(
            ["SA", "AE", "KW", "BH", "QA", "OM"],
            TestData.Catalog[ReferenceLists.Country].Items.Take(6).Select(country => country.Code)
        );

    [Fact]
    public void Every_phone_code_of_the_ITU_is_found_in_all_notations()
    {
        var phoneCodes = TestData.Catalog[ReferenceLists.PhoneCode];
        Assert.All(
            Itu.Split(Gap, StringSplitOptions.RemoveEmptyEntries),
            code => Assert.All([code, $"+{code}", $"00{code}"], text => Assert.Equal($"+{code}", phoneCodes.Match(text, null).Item?.Label))
        );
    }

    [Theory]
    [InlineData("00966", "+966")]
    [InlineData("+966", "+966")]
    [InlineData("966", "+966")]
    [InlineData("٠٠٩٦٦", "+966")]
    [InlineData("+٩٦٦", "+966")]
    [InlineData("KSA", "+966")]
    [InlineData("السعودية", "+966")]
    [InlineData("00971", "+971")]
    [InlineData("+1", "+1")]
    [InlineData("+1876", "+1876")]
    [Promise("4.2")]
    public void A_phone_code_is_found_in_the_notations_of_senders(string text, string label) =>
        Assert.Equal(label, TestData.Catalog[ReferenceLists.PhoneCode].Match(text, null).Item?.Label);

    [Fact]
    public void Nearly_every_country_has_a_nationality_that_is_found_by_its_name()
    {
        var nationalities = TestData.Catalog[ReferenceLists.Nationality];
        Assert.True(nationalities.Items.Count(item => item.Code is not null) >= 193, "The members of the United Nations alone are 193.");
        var countries = TestData.Catalog[ReferenceLists.Country];
        Assert.All(
            nationalities.Items.Where(item => item.Code is not null),
            item =>
            {
                var country = countries.Match(item.Code, null).Item;
                Assert.NotNull(country);
                Assert.Same(item, nationalities.Match(country.Label, null).Item);
                Assert.Same(item, nationalities.Match(country.LabelAr, null).Item);
            }
        );
    }

    [Theory]
    [InlineData("Saudi", "سعودي", "سعودية", "Saudi Arabian")]
    [InlineData("Emirati", "إماراتي", "إماراتية")]
    [InlineData("Egyptian", "مصري", "مصرية")]
    [InlineData("Indian", "هندي", "هندية")]
    [InlineData("Yemeni", "يمني", "يمنية")]
    [InlineData("Filipino", "فلبيني", "فلبينية")]
    public void A_nationality_is_found_in_both_languages_and_genders(string label, params string[] texts) =>
        Assert.All(
            texts.Append(label),
            text => Assert.Equal(label, TestData.Catalog[ReferenceLists.Nationality].Match(text, null).Item?.Label)
        );
}
