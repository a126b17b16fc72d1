using System.Globalization;
using Leadgate.Domain.Lists;

namespace Leadgate.Formats.Adf;

/// <summary>Maps the vehicles: those that the customer wants, and in the note those that he has.</summary>
internal sealed class AdfVehicles(ListCatalog catalog)
{
    private const int MaxModelWords = 6;

    private readonly ReferenceList _brands = catalog[ReferenceLists.OuType];
    private readonly ReferenceList _models = catalog[ReferenceLists.Model];

    public void Map(AdfElement prospect, AdfLead lead)
    {
        var all = prospect.All("vehicle").ToList();
        var wanted = all.Where(vehicle => !IsOwned(vehicle)).ToList();
        MapInterest(all, wanted, lead);
        lead.Set("ou", wanted.Select(vehicle => vehicle.TextOf("make")).FirstOrDefault(make => make.Length > 0) ?? "");
        foreach (var vehicle in wanted)
            MapWanted(vehicle, lead);
        MergeSame(lead.Vehicles);
        foreach (var vehicle in all.Where(IsOwned))
            NoteOwned(vehicle, lead);
    }

    private static bool IsOwned(AdfElement vehicle) => GetInterest(vehicle) is "sell" or "trade-in" or "tradein" or "trade in";

    private static string GetInterest(AdfElement vehicle) => vehicle.Attribute("interest").ToLowerInvariant();

    private static void MapInterest(List<AdfElement> all, List<AdfElement> wanted, AdfLead lead)
    {
        var interests = wanted.Select(GetInterest).ToList();
        var isTestDrive = interests.Exists(interest => interest is "test-drive" or "testdrive" or "test drive");
        lead.Set(
            "leadInterest",
            isTestDrive ? "Test Drive"
                : wanted.Count > 0 || all.Count == 0 ? "Vehicle Inquiry"
                : GetInterest(all[0]) == "sell" ? "Sell My Car"
                : "Trade-In"
        );
        if (isTestDrive)
            lead.Set("testDriveRequired", "true");
        foreach (var vehicle in wanted)
        {
            var status = vehicle.Attribute("status");
            if (status.ToLowerInvariant() is "new" or "used")
                lead.Set("vehicleType", status);
            else
                lead.Note("Vehicle status", status);
        }

        foreach (var interest in interests)
        {
            if (interest is not ("" or "buy" or "lease" or "test-drive" or "testdrive" or "test drive"))
                lead.Note("Interest", interest);
        }
    }

    private void MapWanted(AdfElement vehicle, AdfLead lead)
    {
        MapFinance(vehicle, lead);
        var (year, model, rest) = ReadModel(vehicle.TextOf("year"), vehicle.TextOf("model"), lead);
        Dictionary<string, string> fields = new(StringComparer.Ordinal);
        Add(fields, "modelFamily", model);
        Add(fields, "modelYear", year);
        Add(fields, "modelMemo", Lines(DescribeCar(vehicle, rest)));
        Add(fields, "modelPreferences", Lines(DescribePreferences(vehicle)));
        if (fields.Count > 0)
            lead.Vehicles.Add(fields);

        static void Add(Dictionary<string, string> fields, string name, string value)
        {
            if (value.Length > 0)
                fields.Add(name, value);
        }
    }

    /// <summary>
    /// Some senders write the whole car into the model, "2026 Kia Sportage GT". Of the words, the longest known model counts; what follows
    /// it is kept.
    /// </summary>
    private (string Year, string Model, string Further) ReadModel(string year, string model, AdfLead lead)
    {
        var words = model.Split(' ', StringSplitOptions.RemoveEmptyEntries).ToList();
        if (words.Count > 1 && words[0] is { Length: 4 } first && IsYear(first) && (year.Length == 0 || year == first))
        {
            year = first;
            words.RemoveAt(0);
        }

        if (words.Count > 1 && FindLongest(_brands, words, null) is var brandWords and > 0 && brandWords < words.Count)
        {
            var brand = string.Join(' ', words.Take(brandWords));
            var known = _brands.Match(brand, null).Item;
            if (lead.Get("ou").Length == 0 || _brands.Match(lead.Get("ou"), null).Item == known)
            {
                lead.Set("ou", brand);
                words.RemoveRange(0, brandWords);
            }
        }

        var found = FindLongest(_models, words, _brands.Match(lead.Get("ou"), null).Item?.Value);
        return found == 0
            ? (year, string.Join(' ', words), "")
            : (year, string.Join(' ', words.Take(found)), string.Join(' ', words.Skip(found)));
    }

    /// <summary>How many of the first words are an item; 0 if none are.</summary>
    private static int FindLongest(ReferenceList list, List<string> words, int? parent)
    {
        for (var count = Math.Min(words.Count, MaxModelWords); count > 0; count--)
        {
            if (list.Match(string.Join(' ', words.Take(count)), parent).Item is not null && words.Take(count).Any(word => !IsYear(word)))
                return count;
        }

        return 0;
    }

    private static bool IsYear(string word) =>
        int.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out var year) && year is >= 1950 and <= 2100;

    private static void MapFinance(AdfElement vehicle, AdfLead lead)
    {
        var finance = vehicle.Find("finance");
        lead.Set("paymentMode", finance?.TextOf("method") ?? "");
        if (GetInterest(vehicle) == "lease")
            lead.Set("paymentMode", "Lease");
        if (vehicle.Find("price") is { } price)
            lead.Set("currency", price.Attribute("currency"));
        foreach (var amount in finance?.Children ?? [])
        {
            lead.Set("currency", amount.Attribute("currency"));
            if (amount.Name is "amount" or "balance" && amount.Text.Length > 0)
            {
                var limit = amount.Attribute("limit");
                lead.Note(
                    $"{(amount.Name == "amount" ? "Amount" : "Balance")} {amount.Attribute("type")}".TrimEnd(),
                    $"{amount.Text} {amount.Attribute("currency")}".TrimEnd() + (limit.Length > 0 ? $" ({limit})" : "")
                );
            }
        }
    }

    private static IEnumerable<(string Key, string Value)> DescribeCar(AdfElement vehicle, string restOfModel)
    {
        yield return ("", restOfModel);
        yield return ("vin", vehicle.TextOf("vin"));
        yield return ("stock", vehicle.TextOf("stock"));
        foreach (var id in vehicle.All("id"))
            yield return ("id", DescribeId(id));
        yield return ("odometer", DescribeOdometer(vehicle));
        yield return ("condition", vehicle.TextOf("condition"));
        yield return ("price", DescribePrice(vehicle.Find("price")));
        yield return ("price comments", vehicle.TextOf("pricecomments"));
        yield return ("image", vehicle.TextOf("imagetag"));
        foreach (var comments in vehicle.All("comments"))
            yield return ("comments", comments.Paragraphs);
    }

    private static IEnumerable<(string Key, string Value)> DescribePreferences(AdfElement vehicle)
    {
        yield return ("trim", vehicle.TextOf("trim"));
        yield return ("body style", vehicle.TextOf("bodystyle"));
        yield return ("doors", vehicle.TextOf("doors"));
        yield return ("transmission", vehicle.TextOf("transmission"));
        foreach (var colors in vehicle.All("colorcombination"))
        {
            var preference = colors.TextOf("preference");
            var suffix = preference.Length > 0 ? $" ({preference})" : "";
            yield return ($"exterior color{suffix}", colors.TextOf("exteriorcolor"));
            yield return ($"interior color{suffix}", colors.TextOf("interiorcolor"));
        }

        foreach (var option in vehicle.All("option"))
        {
            var details = string.Join(
                ", ",
                ((string[])[option.TextOf("manufacturercode"), option.TextOf("stock"), DescribePrice(option.Find("price"))]).Where(text =>
                    text.Length > 0
                )
            );
            yield return ("option", option.TextOf("optionname") + (details.Length > 0 ? $" ({details})" : ""));
        }
    }

    /// <summary>The customer's own car, which he sells or trades in.</summary>
    private static void NoteOwned(AdfElement vehicle, AdfLead lead)
    {
        string[] parts =
        [
            vehicle.TextOf("year"),
            vehicle.TextOf("make"),
            vehicle.TextOf("model"),
            vehicle.TextOf("trim"),
            DescribeOdometer(vehicle),
            vehicle.TextOf("condition"),
            DescribePrice(vehicle.Find("price")),
            vehicle.TextOf("vin"),
        ];
        var car = string.Join(' ', parts.Take(4).Where(part => part.Length > 0));
        lead.Note(
            GetInterest(vehicle) == "sell" ? "For sale" : "Trade-in",
            string.Join(", ", ((string[])[car, .. parts.Skip(4)]).Where(part => part.Length > 0))
        );
        foreach (var comments in vehicle.All("comments"))
            lead.Note(comments.Paragraphs);
    }

    private static string DescribeOdometer(AdfElement vehicle)
    {
        if (vehicle.Find("odometer") is not { } odometer)
            return "";
        var value = odometer.Text.Length > 0 ? odometer.Text : odometer.TextOf("value");
        var units = odometer.Attribute("units") is { Length: > 0 } attribute ? attribute : odometer.TextOf("units");
        return value.Length == 0 ? "" : $"{value} {units}".TrimEnd();
    }

    private static string DescribePrice(AdfElement? price) =>
        price is not { Text.Length: > 0 } ? ""
        : price.Attribute("type") is { Length: > 0 } type ? $"{price.Text} {price.Attribute("currency")}".TrimEnd() + $" ({type})"
        : $"{price.Text} {price.Attribute("currency")}".TrimEnd();

    private static string DescribeId(AdfElement id) => id.Attribute("source") is { Length: > 0 } source ? $"{source}:{id.Text}" : id.Text;

    private static string Lines(IEnumerable<(string Key, string Value)> lines) =>
        string.Join(
            '\n',
            lines.Where(line => line.Value.Length > 0).Select(line => line.Key.Length == 0 ? line.Value : $"{line.Key}: {line.Value}")
        );

    /// <summary>The same car several times is one with a quantity.</summary>
    private static void MergeSame(List<Dictionary<string, string>> vehicles)
    {
        for (var i = 0; i < vehicles.Count; i++)
        {
            var first = vehicles[i];
            var same = vehicles.FindAll(vehicle => vehicle.Count == first.Count && !vehicle.Except(first).Any());
            if (same.Count == 1)
                continue;
            vehicles.RemoveAll(vehicle => vehicle != first && same.Contains(vehicle));
            first.Add("totalQty", same.Count.ToString(CultureInfo.InvariantCulture));
        }
    }
}
