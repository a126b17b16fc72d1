using System.Globalization;
using System.Text.Json.Nodes;
using Leadgate.Domain.Lists;
using Leadgate.Domain.Wire;

namespace Leadgate.Server.Demo;

/// <summary>
/// Invents the leads of the demo: Arabic and Latin names, items of the lists that are installed, and errors that senders make.
/// </summary>
internal sealed class DemoLeads(ListCatalog catalog, Random random)
{
    private static readonly string[] FirstNames = ["Abdullah", "Reem", "Fahad", "Noura", "Salman", "Lama", "Yousef", "Dana"];
    private static readonly string[] LastNames = ["Careem", "Mobarak", "Alnoor", "Saleh", "Hamdan", "Alrashed", "Sample"];
    private static readonly string[] ArabicFirstNames = ["عبدالله", "نورة", "فيصل", "سارة", "خالد", "ريم", "يوسف", "لمى"];
    private static readonly string[] ArabicLastNames = ["المثال", "الزهراني", "العتيبي", "الشمري", "النور", "السالم", "الراشد"];
    private static readonly string[] Companies = ["Example Trading Co", "Invented Holdings", "شركة المثال للتجارة", "مؤسسة النموذج"];
    private static readonly string[] Notes =
    [
        "Prefers a call after sunset.",
        "Asked about the warranty.",
        "يفضل الاتصال بعد المغرب.",
        "يسأل عن خطط التقسيط المتاحة.",
    ];

    /// <summary>With the region in which the city really is: all leads with one of them can be corrected at once.</summary>
    private static readonly (string Region, string City)[] UnknownCities =
    [
        ("الرياض", "الرياظ"),
        ("Makkah", "Jaddeh"),
        ("Riyadh", "Riyyadhh"),
        ("مكة المكرمة", "جدا"),
        ("Eastern", "Al Dammem"),
        ("الشرقية", "الخبرر"),
        ("Makkah", "Makkaah City"),
    ];
    private static readonly string[] UnknownModels = ["Sportige", "Carnifal", "سبورتاق", "Sorentoo"];
    private static readonly string[] UnusualPhoneNumbers = ["05{0}", "+9665{0}", "5{0}0", "no phone"];
    private static readonly string[] NoEmailAddresses = ["reem@", "noura.example.com", "customer@@example.com", "لا يوجد"];
    private static readonly string[] NoDatesOfBirth = ["1410-05-03", "1990-02-31", "31.12.1988"];
    private static readonly string[] MandatoryFields = ["priority", "leadName", "subSource", "preferredLanguage", "interest"];

    /// <summary>How a sender calls its source, where that is not a name of the list.</summary>
    private static readonly Dictionary<string, string[]> SourceNames = new()
    {
        ["demo-social-media"] = ["Snapp Ads", "Tik Tok Lead Gen", "Insta Story"],
        ["demo-partner-dealer"] = ["Dealership B2B", "Showroom Partner 7"],
    };

    private static readonly (DemoError Error, int Weight)[] Errors =
    [
        (DemoError.CityOfAnotherRegion, 26),
        (DemoError.CitySpelling, 26),
        (DemoError.PhoneNumber, 16),
        (DemoError.MissingField, 12),
        (DemoError.SourceName, 8),
        (DemoError.UnknownModel, 6),
        (DemoError.Email, 3),
        (DemoError.DateOfBirth, 3),
    ];

    private readonly ListItem[] _regions =
    [
        .. catalog[ReferenceLists.Region]
            .GetActiveChildren(catalog[ReferenceLists.Country].Active[0].Value)
            .Where(region => catalog[ReferenceLists.City].GetActiveChildren(region.Value).Count > 0),
    ];

    private int _reference;

    /// <summary>The body of a bulk.</summary>
    public JsonObject CreateBody(DemoBulk bulk) =>
        new() { ["leads"] = new JsonArray([.. bulk.WithErrors.Select(hasError => CreateLead(bulk, hasError))]), ["isProcessed"] = 1 };

    private JsonObject CreateLead(DemoBulk bulk, bool hasError)
    {
        var lead = new JsonObject();
        var isArabic = Chance(55);
        WriteRequest(lead, bulk);
        WritePerson(lead, isArabic);
        WriteAddress(lead, isArabic);
        if (!hasError)
            return lead;
        Spoil(lead, bulk.Sender);
        if (Chance(10))
            Spoil(lead, bulk.Sender);
        return lead;
    }

    private void WriteRequest(JsonObject lead, DemoBulk bulk)
    {
        var brand = Any(catalog[ReferenceLists.OuType].Active);
        lead["brand"] = brand.Label;
        lead["businessArea"] = Any(catalog[ReferenceLists.BusinessArea].GetActiveChildren(brand.Value)).Label;
        var source =
            catalog[ReferenceLists.LeadSource].Active.FirstOrDefault(item => item.Value == bulk.Sender.Source)
            ?? catalog[ReferenceLists.LeadSource].Active[0];
        lead["source"] = source.Label;
        lead["subSource"] = Any(catalog[ReferenceLists.LeadSubSource].GetActiveChildren(source.Value)).Label;
        lead["interest"] = Any(catalog[ReferenceLists.LeadInterest].Active).Label;
        lead["priority"] = Any(catalog[ReferenceLists.LeadPriority].Active).Label;
        lead["leadDate"] = WireTime.Format((bulk.At - TimeSpan.FromMinutes(random.Next(1, 90))).UtcDateTime);
        lead["leadReference"] = string.Create(CultureInfo.InvariantCulture, $"DEMO-{++_reference:D5}");
        if (Chance(30))
            lead["leadNote"] = Any(Notes);
        if (Chance(60) && catalog[ReferenceLists.Model].GetActiveChildren(brand.Value) is { Count: > 0 } models)
        {
            lead["vehicles"] = new JsonArray(
                new JsonObject
                {
                    ["modelFamily"] = Any(models).Label,
                    ["modelYear"] = catalog[ReferenceLists.ModelYear].Active[0].Value,
                    ["totalQty"] = random.Next(1, 3),
                }
            );
        }
    }

    private void WritePerson(JsonObject lead, bool isArabic)
    {
        var (first, last) = isArabic ? (Any(ArabicFirstNames), Any(ArabicLastNames)) : (Any(FirstNames), Any(LastNames));
        if (Chance(8))
        {
            lead["leadType"] = "Company";
            lead["companyIndustryType"] = Any(catalog[ReferenceLists.CustomerIndustryType].Active).Label;
            lead["contactName"] = $"{first} {last}";
            lead["companyName"] = Any(Companies);
        }
        else
        {
            lead["leadType"] = "Individual";
            lead["firstName"] = first;
            lead["lastName"] = last;
        }

        lead["leadName"] = isArabic ? $"طلب {first}" : $"Enquiry of {first}";
        lead["phoneCode"] = "00966";
        lead["phoneNumber"] = "5" + EightDigits();
        if (Chance(70))
            lead["email"] = string.Create(CultureInfo.InvariantCulture, $"customer{random.Next(100_000)}@example.com");
        lead["preferredLanguage"] = isArabic ? "Arabic" : "English";
        lead["acceptMarketing"] = Chance(40);
        lead["acceptPrivatePolicy"] = true;
    }

    private void WriteAddress(JsonObject lead, bool isArabic)
    {
        // Most people live in one of the three large regions, which come first.
        var region = Chance(70) ? _regions[random.Next(Math.Min(_regions.Length, 3))] : Any(_regions);
        var cities = catalog[ReferenceLists.City].GetActiveChildren(region.Value);
        lead["customerCountry"] = catalog[ReferenceLists.Country].Active[0].Label;
        lead["customerRegion"] = region.GetLabel(isArabic);
        lead["customerCity"] = (Chance(70) ? cities[0] : Any(cities)).GetLabel(isArabic);
    }

    private void Spoil(JsonObject lead, DemoSender sender)
    {
        switch (ChooseError())
        {
            case DemoError.CityOfAnotherRegion:
                WriteCity(lead, Any<(string, string)>([("Riyadh", "Jeddah"), ("الرياض", "جدة"), ("Makkah", "Al Khobar")]));
                break;
            case DemoError.SourceName when SourceNames.TryGetValue(sender.Name, out var names):
                lead["source"] = Any(names);
                break;
            case DemoError.UnknownModel when lead["vehicles"] is JsonArray vehicles:
                vehicles[0]!["modelFamily"] = Any(UnknownModels);
                break;
            case DemoError.MissingField:
                lead.Remove(Any(MandatoryFields));
                break;
            case DemoError.PhoneNumber:
                lead["phoneNumber"] = string.Format(CultureInfo.InvariantCulture, Any(UnusualPhoneNumbers), EightDigits());
                break;
            case DemoError.Email:
                lead["email"] = Any(NoEmailAddresses);
                break;
            case DemoError.DateOfBirth:
                lead["dateOfBirth"] = Any(NoDatesOfBirth);
                break;
            default:
                WriteCity(lead, Any(UnknownCities));
                break;
        }
    }

    private static void WriteCity(JsonObject lead, (string Region, string City) place) =>
        (lead["customerRegion"], lead["customerCity"]) = place;

    private DemoError ChooseError()
    {
        var choice = random.Next(Errors.Sum(error => error.Weight));
        return Errors.First(error => (choice -= error.Weight) < 0).Error;
    }

    private string EightDigits() => random.Next(100_000_000).ToString("D8", CultureInfo.InvariantCulture);

    private bool Chance(int percent) => random.Next(100) < percent;

    private T Any<T>(IReadOnlyList<T> items) => items[random.Next(items.Count)];
}
