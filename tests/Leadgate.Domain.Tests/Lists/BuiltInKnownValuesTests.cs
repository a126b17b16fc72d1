using Leadgate.Domain.Lists;
using Leadgate.Domain.Tests.Support;
using Leadgate.Tests;

namespace Leadgate.Domain.Tests.Lists;

/// <summary>The values that are in use, and the texts that senders use for them.</summary>
[Promise("3.7"), Promise("4.2")]
public sealed class BuiltInKnownValuesTests
{
    [Theory]
    [InlineData("CUSTOMER_TYPE", "Individual, Company")]
    [InlineData("CUSTOMER_INDUSTRY_TYPE", "Bank, Construction")]
    [InlineData("TITLE", "Mr, Mrs, Ms, Dr, Eng")]
    [InlineData("LANGUAGE", "Arabic, English")]
    [InlineData("CONTACT_TYPE", "Phone Call, SMS, WhatsApp, Email")]
    [InlineData("LEAD_MONTHLY_INCOME", "0-5000 SAR, 5000-10000 SAR")]
    [InlineData("PURCHASE_PLAN", "Immediate, Within 30 Days")]
    [InlineData("PAYMENT_MODE", "Cash, Credit")]
    [InlineData("CURRENCY", "SAR, AED, KWD, BHD, QAR, OMR, USD, EUR")]
    [InlineData("LEAD_PRIORITY", "Hot, Warm, Cold, Low")]
    [InlineData("LEAD_INTEREST", "Vehicle Inquiry, Price Quote, Test Drive")]
    [InlineData("LEAD_SOURCE", "Showroom, Direct Contact, Website, Social Media, Campaign")]
    [InlineData("VEHICLE_TYPE", "New, Used")]
    [InlineData("OU_TYPE", "KIA, JMC, Lynk & Co")]
    public void A_known_value_is_a_label(string list, string labels) =>
        Assert.All(labels.Split(", "), label => Assert.Equal(label, Match(list, label, null)?.Label));

    [Theory]
    [InlineData(
        "KIA",
        "Picanto, Pegas, Rio, K3, K4, K5, K8, Cerato, Sportage, Sorento, Seltos, Sonet, Carens, Carnival, Telluride, Tasman, EV6, EV9"
    )]
    [InlineData("JMC", "Grand Avenue, Vigus")]
    [InlineData("Lynk & Co", "01, 03, 05, 06, 09")]
    public void A_known_model_is_a_label_under_its_brand(string brand, string models)
    {
        var parent = Match("OU_TYPE", brand, null)!.Value;
        Assert.All(models.Split(", "), model => Assert.Equal(model, Match("MODEL", model, parent)?.Label));
    }

    [Theory]
    [InlineData("Showroom", "Walk-in")]
    [InlineData("Direct Contact", "Email")]
    [InlineData("Direct Contact", "WhatsApp")]
    [InlineData("Direct Contact", "Phone")]
    [InlineData("Direct Contact", "Unified Number")]
    public void A_known_sub_source_is_a_label_under_its_source(string source, string subSource) =>
        Assert.Equal(subSource, Match("LEAD_SUB_SOURCE", subSource, Match("LEAD_SOURCE", source, null)!.Value)?.Label);

    [Theory]
    [InlineData("Campaign", "Facebook", "Meta Ads")]
    [InlineData("Campaign", "سناب", "Snapchat Ads")]
    [InlineData("Campaign", "X", "X Ads")]
    [InlineData("Social Media", "Facebook", "Facebook")]
    [InlineData("Third-Party Portal", "السوق المفتوح", "OpenSooq")]
    [InlineData("Third-Party Portal", "Dubizzle", "Dubizzle")]
    [InlineData("Website", "حجز تجربة قيادة", "Test Drive Request")]
    [InlineData("Call Center", "WhatsApp", "WhatsApp")]
    public void A_sub_source_is_found_under_its_source_by_what_senders_write(string source, string text, string label) =>
        Assert.Equal(label, Match("LEAD_SUB_SOURCE", text, Match("LEAD_SOURCE", source, null)!.Value)?.Label);

    [Fact]
    public void Every_source_has_the_sub_source_Other() =>
        Assert.All(
            TestData.Catalog[ReferenceLists.LeadSource].Active,
            source => Assert.Equal("Other", Match("LEAD_SUB_SOURCE", "أخرى", source.Value)?.Label)
        );

    [Theory]
    [InlineData("KIA", "Riyadh", "KIA-RUH-1")]
    [InlineData("KIA", "الرياض", "KIA-RUH-1")]
    [InlineData("KIA", "كيا جدة", "KIA-JED-1")]
    [InlineData("JMC", "جيه إم سي الرياض", "JMC-RUH-1")]
    [InlineData("JMC", "جي إم سي الرياض", "JMC-RUH-1")]
    public void A_branch_is_found_by_its_city(string brand, string text, string code) =>
        Assert.Equal(code, Match("BRANCH_TYPE", text, Match("OU_TYPE", brand, null)!.Value)?.Code);

    [Theory]
    [InlineData("Lynk & Co", "1", "01")]
    [InlineData("Lynk & Co", "لينك 01", "01")]
    [InlineData("Lynk & Co", "06 EM-P", "06")]
    [InlineData("KIA", "K2500", "Bongo")]
    [InlineData("KIA", "Sportage HEV", "Sportage")]
    [InlineData("JMC", "قراند أفينيو", "Grand Avenue")]
    public void A_model_is_found_by_what_senders_write(string brand, string text, string label) =>
        Assert.Equal(label, Match("MODEL", text, Match("OU_TYPE", brand, null)!.Value)?.Label);

    [Theory]
    [InlineData("OU_TYPE", "KIA", "KIA", "Kia", "kia", "كيا", "كــيا")]
    [InlineData("OU_TYPE", "Lynk & Co", "Lynk&Co", "Lynk and Co", "LYNK", "لينك أند كو")]
    [InlineData("CONTACT_TYPE", "Phone Call", "Phone", "phone call", "هاتف", "جوال")]
    [InlineData("CONTACT_TYPE", "Email", "E-mail", "e mail", "بريد إلكتروني", "إيميل")]
    [InlineData("CONTACT_TYPE", "WhatsApp", "whatsapp", "Whats App", "واتس اب")]
    [InlineData("GENDER", "Male", "Mr", "MR.", "male", "M", "ذكر")]
    [InlineData("GENDER", "Female", "Mrs", "Ms", "Miss", "female", "F", "أنثى", "انثى")]
    [InlineData("PAYMENT_MODE", "Credit", "Finance", "تمويل", "تقسيط")]
    [InlineData("PAYMENT_MODE", "Cash", "cash", "كاش", "نقدا")]
    [InlineData("YES_OR_NO", "Yes", "yes", "true", "1", "١", "نعم", "Y")]
    [InlineData("YES_OR_NO", "No", "no", "FALSE", "0", "٠", "لا", "N")]
    [InlineData("LEAD_MONTHLY_INCOME", "0-5000 SAR", "0-5000", "0 - 5000 SAR", "0–5000 SAR", "٠-٥٠٠٠")]
    [InlineData("LEAD_MONTHLY_INCOME", "5000-10000 SAR", "5000-10000", "5,000-10,000 SAR")]
    [InlineData("PURCHASE_PLAN", "Within 30 Days", "30 days", "Within 1 Month", "خلال شهر")]
    [InlineData("TITLE", "Dr", "Dr.", "Doctor", "دكتور")]
    [InlineData("TITLE", "Eng", "Engineer", "مهندس")]
    [InlineData("LANGUAGE", "Arabic", "ar", "عربي", "العربية")]
    [InlineData("LANGUAGE", "English", "en", "إنجليزي", "انجليزي")]
    [InlineData("CURRENCY", "SAR", "sar", "Saudi Riyal", "ريال سعودي")]
    [InlineData("VEHICLE_TYPE", "Used", "used", "Pre-Owned", "مستعمل")]
    [InlineData("LEAD_INTEREST", "Test Drive", "test-drive", "طلب تجربة قيادة")]
    [InlineData("CUSTOMER_TYPE", "Company", "Corporate", "شركة")]
    [InlineData("CUSTOMER_TYPE", "Individual", "Person", "فرد")]
    [InlineData("YES_OR_NO", "Yes", "on", "ON", "I agree", "أوافق", "T")]
    [InlineData("YES_OR_NO", "No", "off", "لا أوافق", "F")]
    [InlineData("CURRENCY", "SAR", "ر.س.\u200F", "ر.س", "\u20C1", "\uFDFC", "SR")]
    [InlineData("OU_TYPE", "JMC", "جيه إم سي", "جي إم سي", "جي ام سي")]
    [InlineData("CUSTOMER_INDUSTRY_TYPE", "Security Services", "Security", "حراسات", "أمن")]
    [InlineData("CUSTOMER_INDUSTRY_TYPE", "Energy", "energy", "طاقة")]
    [InlineData("PAYMENT_MODE", "Lease", "إيجار تمويلي", "تأجير منتهي بالتمليك", "Ijara")]
    [InlineData("PAYMENT_MODE", "Operating Lease", "تأجير تشغيلي")]
    [InlineData("TITLE", "HRH Prince", "HRH", "صاحب السمو الملكي الأمير")]
    [InlineData("TITLE", "Honorable", "سعادة")]
    [InlineData("TITLE", "Prof", "أ.د", "الأستاذ الدكتور")]
    [InlineData("PURCHASE_PLAN", "Within 90 Days", "1–3 months", "خلال 90 يوما")]
    [InlineData("PURCHASE_PLAN", "More Than 6 Months", "أكثر من ٦ أشهر")]
    [InlineData("LEAD_MONTHLY_INCOME", "5000-10000 SAR", "SAR 5,000 - 10,000", "5K-10K", "5,001-10,000", "5000 - 10000 ر.س")]
    [InlineData("LEAD_MONTHLY_INCOME", "Above 50000 SAR", "Above 50,000", "50K+")]
    [InlineData("NATIONALITY", "Non-Saudi", "non saudi", "غير سعودي", "مقيم")]
    [InlineData("LEAD_SOURCE", "Showroom", "Walk-in", "walk in")]
    public void Texts_of_senders_match_their_items(string list, string label, params string[] texts) =>
        Assert.All(texts, text => Assert.Equal(label, Match(list, text, null)?.Label));

    [Theory]
    [InlineData("Sales", "sales", "مبيعات", "المبيعات")]
    [InlineData("Service", "Services", "الصيانة")]
    [InlineData("Parts", "Spare Parts", "قطع الغيار")]
    public void Every_brand_has_the_business_areas_in_all_spellings(string label, params string[] texts) =>
        Assert.All(
            TestData.Catalog[ReferenceLists.OuType].Active,
            brand => Assert.All(texts.Append(label), text => Assert.Equal(label, Match("BUSINESS_AREA", text, brand.Value)?.Label))
        );

    private static ListItem? Match(string list, string text, int? parent) =>
        TestData.Catalog[ReferenceLists.Find(list)!].Match(text, parent).Item;
}
