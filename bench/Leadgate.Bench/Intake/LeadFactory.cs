using System.Buffers;
using System.Globalization;
using System.Text.Json;
using Leadgate.Domain.Leads;
using Leadgate.Domain.Lists;
using Leadgate.Domain.Wire;

namespace Leadgate.Bench.Intake;

/// <summary>
/// Generates leads as senders send them: with items of all built-in lists, text in both languages, and up to two vehicles. The same seed
/// generates the same leads.
/// </summary>
internal sealed class LeadFactory(ListCatalog catalog, int seed)
{
    private static readonly string[] FirstNames =
    [
        "Abdullah",
        "Reem",
        "Fahad",
        "Noura",
        "Salman",
        "Lama",
        "عبدالله",
        "نورة",
        "فيصل",
        "سارة",
    ];
    private static readonly string[] LastNames = ["Careem", "Mobarak", "Alnoor", "Saleh", "Hamdan", "الزهراني", "العتيبي", "الشمري"];
    private static readonly string[] Companies = ["Example Trading Co", "Invented Holdings", "شركة المثال للتجارة", "Sample Logistics Est"];
    private static readonly string[] Occupations = ["Engineer", "Teacher", "Accountant", "مهندس", "معلمة"];
    private static readonly string[] Notes =
    [
        "Prefers a call after sunset.",
        "Asked about the warranty, and whether the old car can be given in part exchange.",
        "يفضل الاتصال بعد المغرب، ويسأل عن خطط التقسيط المتاحة.",
        "Wants the offer by e-mail.",
    ];

    private static readonly DateTime FirstLeadDate = new(2025, 1, 1, 6, 0, 0, DateTimeKind.Utc);

    /// <summary>The mandatory list fields and the most common other ones.</summary>
    private static readonly LeadField[] WrongFields =
    [
        LeadFields.LeadType,
        LeadFields.CustomerCountry,
        LeadFields.CustomerRegion,
        LeadFields.CustomerCity,
        LeadFields.PhoneCode,
        LeadFields.Ou,
        LeadFields.Branch,
        .. LeadFields
            .All.Where(field => field.Kind == FieldKind.List)
            .Where(field =>
                field.Name
                    is "title"
                        or "nationality"
                        or "gender"
                        or "preferredLanguage"
                        or "preferredContactType"
                        or "businessArea"
                        or "leadInterest"
                        or "source"
                        or "subSource"
                        or "priority"
            ),
    ];
    private readonly Random _random = new(seed);
    private readonly Dictionary<int, List<ListItem>> _citiesElsewhere = [];
    private int _errors;
    private readonly IReadOnlyList<ListItem> _cities = catalog[ReferenceLists.City].Active;
    private readonly ListItem[] _countries =
    [
        .. catalog[ReferenceLists.Country]
            .Active.Where(country =>
                catalog[ReferenceLists.Region]
                    .GetActiveChildren(country.Value)
                    .Any(region => catalog[ReferenceLists.City].GetActiveChildren(region.Value).Count > 0)
            ),
    ];

    /// <summary>Creates the body of a bulk.</summary>
    /// <param name="errorPercent">The percentage of leads with an error; all kinds of <see cref="LeadError"/> are equally frequent.</param>
    public byte[] Bulk(int leads, int errorPercent = 0)
    {
        var body = new ArrayBufferWriter<byte>();
        using var json = new Utf8JsonWriter(body, WireJson.WriterOptions);
        json.WriteStartObject();
        json.WriteStartArray("leads");
        for (var i = 0; i < leads; i++)
            WriteLead(json, NextError(i, leads, errorPercent));
        json.WriteEndArray();
        json.WriteNumber("isProcessed", 1);
        json.WriteEndObject();
        json.Flush();
        return body.WrittenSpan.ToArray();
    }

    /// <summary>Creates a bulk in which every list field of every lead has a wrong value, and hardly any value occurs twice.</summary>
    public byte[] WrongBulk(int leads)
    {
        var body = new ArrayBufferWriter<byte>();
        using var json = new Utf8JsonWriter(body, WireJson.WriterOptions);
        json.WriteStartObject();
        json.WriteStartArray("leads");
        for (var i = 0; i < leads; i++)
        {
            json.WriteStartObject();
            foreach (var field in WrongFields)
                json.WriteString(field.Name, Misspell());
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
        json.Flush();
        return body.WrittenSpan.ToArray();
    }

    /// <summary>A text of usual length, with the letters and pairs of letters of real labels.</summary>
    private string Misspell()
    {
        var (first, second) = (Any(_cities).GetLabel(Chance(25)), Any(_cities).Label);
        var text = string.Concat(first.AsSpan(0, (first.Length + 1) / 2), second.AsSpan(second.Length / 2));
        var letter = (char)_random.Next('a', 'z' + 1);
        return text.Insert(_random.Next(text.Length), string.Create(CultureInfo.InvariantCulture, $"{letter}{_random.Next(1000)}"));
    }

    /// <summary>Errors are distributed evenly, so that every bulk has the same share of them.</summary>
    private LeadError NextError(int index, int leads, int percent)
    {
        var (before, after) = (index * percent / 100, (index + 1) * percent / 100);
        if (leads * percent < 100 || before == after)
            return LeadError.None;
        _errors++;
        return (LeadError)((_errors % 4) + 1);
    }

    private void WriteLead(Utf8JsonWriter json, LeadError error)
    {
        json.WriteStartObject();
        json.WriteString("company", "JTC");
        var brand = WriteItem(json, "brand", ReferenceLists.OuType);
        WriteItem(json, "businessArea", ReferenceLists.BusinessArea, brand);
        if (Chance(30))
            WriteItem(json, "branch", ReferenceLists.BranchType, brand);
        if (error == LeadError.Misspelled)
        {
            var misspelt = Any(catalog[ReferenceLists.LeadSource].Active);
            json.WriteString("source", misspelt.Label.Insert(1, "x"));
            WriteItem(json, "subSource", ReferenceLists.LeadSubSource, misspelt);
        }
        else
        {
            var source = WriteItem(json, "source", ReferenceLists.LeadSource);
            WriteItem(json, "subSource", ReferenceLists.LeadSubSource, source);
        }

        WriteItem(json, "interest", ReferenceLists.LeadInterest);
        if (error != LeadError.Missing)
            WriteItem(json, "priority", ReferenceLists.LeadPriority);
        WritePerson(json, error == LeadError.PhoneNumber ? "0" : "");
        WriteAddress(json, error == LeadError.WrongParent);
        WritePreferences(json);
        json.WriteString("leadName", $"Enquiry of {Any(FirstNames)}");
        json.WriteString("leadDate", WireTime.Format(FirstLeadDate.AddMilliseconds(_random.NextInt64(20_000_000_000))));
        json.WriteString("leadReference", "WEB-" + _random.Next(1_000_000).ToString(CultureInfo.InvariantCulture));
        if (Chance(70))
            json.WriteString("leadNote", Any(Notes));
        WriteVehicles(json, brand);
        json.WriteEndObject();
    }

    private void WritePerson(Utf8JsonWriter json, string phonePrefix)
    {
        var isCompany = Chance(15);
        json.WriteString("leadType", isCompany ? "Company" : "Individual");
        if (isCompany)
        {
            WriteItem(json, "companyIndustryType", ReferenceLists.CustomerIndustryType);
            json.WriteString("contactName", $"{Any(FirstNames)} {Any(LastNames)}");
            json.WriteString("leadTypeName", Any(Companies));
        }

        WriteItem(json, "title", ReferenceLists.Title);
        WriteItem(json, "nationality", ReferenceLists.Nationality);
        WriteItem(json, "gender", ReferenceLists.Gender);
        json.WriteString("firstName", Any(FirstNames));
        if (Chance(50))
            json.WriteString("middleName", Any(FirstNames));
        json.WriteString("lastName", Any(LastNames));
        json.WriteString("dateOfBirth", WireTime.Format(new DateOnly(1950, 1, 1).AddDays(_random.Next(20_000))));
        if (Chance(60))
            json.WriteString("occupation", Any(Occupations));
        WriteItem(json, "phoneCode", ReferenceLists.PhoneCode);
        json.WriteString("phoneNumber", phonePrefix + (500_000_000 + _random.Next(100_000_000)).ToString(CultureInfo.InvariantCulture));
        if (Chance(80))
            json.WriteString("email", $"customer{_random.Next(1_000_000)}@example.com");
        WriteItem(json, "preferredLanguage", ReferenceLists.Language);
        WriteItem(json, "preferredContactType", ReferenceLists.ContactType);
        if (Chance(60))
            WriteItem(json, "monthlyIncome", ReferenceLists.LeadMonthlyIncome);
    }

    private void WriteAddress(Utf8JsonWriter json, bool isCityOfAnotherRegion)
    {
        // Saudi Arabia is the first country of the list.
        var country = Chance(90) || isCityOfAnotherRegion ? _countries[0] : Any(_countries);
        var regions = catalog[ReferenceLists.Region]
            .GetActiveChildren(country.Value)
            .Where(item => catalog[ReferenceLists.City].GetActiveChildren(item.Value).Count > 0)
            .ToList();
        var region = Any(regions);
        WriteItem(json, "customerCountry", country);
        WriteItem(json, "customerRegion", region);
        if (isCityOfAnotherRegion)
            WriteItem(json, "customerCity", Any(GetCitiesOnlyElsewhere(region)));
        else
            WriteItem(json, "customerCity", ReferenceLists.City, region);
        json.WriteString("address1", $"Building {_random.Next(1, 900)}, King Fahad Road");
        if (Chance(40))
            json.WriteString("address2", $"Flat {_random.Next(1, 60)}");
    }

    /// <summary>Cities that the region does not have, not even under the same name.</summary>
    private List<ListItem> GetCitiesOnlyElsewhere(ListItem region)
    {
        if (_citiesElsewhere.TryGetValue(region.Value, out var known))
            return known;
        var cities = catalog[ReferenceLists.City];
        return _citiesElsewhere[region.Value] = cities
            .Active.Where(city => city.ParentValue != region.Value)
            .Where(city => cities.Match(city.Label, region.Value).Kind == MatchKind.UnderOtherParent)
            .Where(city => cities.Match(city.LabelAr, region.Value).Kind == MatchKind.UnderOtherParent)
            .ToList();
    }

    private void WritePreferences(Utf8JsonWriter json)
    {
        WriteItem(json, "purchasePlan", ReferenceLists.PurchasePlan);
        WriteItem(json, "paymentMode", ReferenceLists.PaymentMode);
        WriteItem(json, "currency", ReferenceLists.Currency);
        WriteItem(json, "vehicleType", ReferenceLists.VehicleType);
        json.WriteBoolean("testDriveRequired", Chance(50));
        json.WriteBoolean("acceptNewsLetter", Chance(50));
        json.WriteBoolean("acceptMarketing", Chance(50));
        json.WriteBoolean("acceptPrivatePolicy", true);
    }

    private void WriteVehicles(Utf8JsonWriter json, ListItem brand)
    {
        json.WriteStartArray("vehicles");
        for (var n = _random.Next(3); n > 0; n--)
        {
            json.WriteStartObject();
            WriteItem(json, "modelFamily", ReferenceLists.Model, brand);
            json.WriteNumber("modelYear", Any(catalog[ReferenceLists.ModelYear].Active).Value);
            if (Chance(30))
                json.WriteString("modelPreferences", "Automatic, white");
            json.WriteNumber("totalQty", _random.Next(1, 4));
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private ListItem WriteItem(Utf8JsonWriter json, string name, ListDefinition list, ListItem? parent = null)
    {
        var item = Any(parent is null ? catalog[list].Active : catalog[list].GetActiveChildren(parent.Value));
        WriteItem(json, name, item);
        return item;
    }

    /// <summary>Usually the English label, sometimes the Arabic one or the number.</summary>
    private void WriteItem(Utf8JsonWriter json, string name, ListItem item)
    {
        if (Chance(5))
            json.WriteNumber(name, item.Value);
        else
            json.WriteString(name, item.GetLabel(arabic: Chance(25)));
    }

    private bool Chance(int percent) => _random.Next(100) < percent;

    private T Any<T>(IReadOnlyList<T> items) => items[_random.Next(items.Count)];
}
