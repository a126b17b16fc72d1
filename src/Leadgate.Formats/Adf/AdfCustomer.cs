using System.Globalization;
using Leadgate.Domain.Leads;
using Leadgate.Domain.Lists;

namespace Leadgate.Formats.Adf;

/// <summary>Maps the customer: the name, the ways to reach him, the address, and when he wants to buy.</summary>
internal sealed class AdfCustomer(ListCatalog catalog)
{
    private const string HomeCountry = "SA";
    private const string HomeCode = "966";

    /// <summary>The longest time until each plan, in days.</summary>
    private static readonly (int Days, string Plan)[] Plans =
    [
        (1, "Immediate"),
        (7, "Within 1 Week"),
        (31, "Within 30 Days"),
        (62, "Within 60 Days"),
        (92, "Within 90 Days"),
        (184, "Within 6 Months"),
        (366, "Within 1 Year"),
        (int.MaxValue, "More Than 6 Months"),
    ];

    private readonly PhoneNumberReading _phones = new(catalog[ReferenceLists.PhoneCode]);

    public void Map(AdfElement? customer, AdfElement prospect, AdfLead lead)
    {
        var contact = customer?.Find("contact");
        if (contact is not null)
        {
            lead.Note(contact.Find("comments")?.Paragraphs ?? "");
            MapName(contact, lead);
            MapAddress(contact, lead);
            MapEmail(contact, lead);
            MapPhones(contact, lead);
        }

        if (customer is not null)
        {
            MapTimeframe(customer, prospect, lead);
            foreach (var id in customer.All("id"))
                lead.Note("Customer id", AdfOrigin.DescribeId(id));
        }

        if (lead.Get("leadName").Length == 0)
            lead.Set("leadName", DescribeWanted(lead));
    }

    private static void MapName(AdfElement contact, AdfLead lead)
    {
        var names = contact.All("name").Where(name => name.Text.Length > 0).ToList();
        string Part(params string[] parts) =>
            string.Join(' ', names.Where(name => !IsBusiness(name) && parts.Contains(GetPart(name))).Select(name => name.Text));

        var (first, middle, last) = (Part("first"), Part("middle"), Part("last", "surname", "suffix"));
        var whole = Part("full");
        if (first.Length == 0 && middle.Length == 0 && last.Length == 0 && whole.Split(' ', 2) is [var token, .. var rest])
            (first, last) = (token, rest.Length > 0 ? rest[0] : "");
        if (whole.Length == 0)
            whole = string.Join(' ', ((string[])[first, middle, last]).Where(part => part.Length > 0));
        var business = string.Join(' ', names.Where(IsBusiness).Select(name => name.Text));
        if (business.Length > 0)
        {
            lead.Set("leadType", "Company");
            lead.Set("leadTypeName", business);
        }

        lead.Set("firstName", first);
        lead.Set("middleName", middle);
        lead.Set("lastName", last);
        lead.Set("contactName", whole.Length > 0 ? whole : business);
        lead.Set("leadName", whole.Length > 0 ? whole : business);
    }

    private static bool IsBusiness(AdfElement name) => name.Attribute("type").Equals("business", StringComparison.OrdinalIgnoreCase);

    private static string GetPart(AdfElement name)
    {
        var (part, type) = (name.Attribute("part").ToLowerInvariant(), name.Attribute("type").ToLowerInvariant());
        return part.Length > 0 ? part
            : type is "first" or "middle" or "last" or "surname" or "suffix" ? type
            : "full";
    }

    private void MapAddress(AdfElement contact, AdfLead lead)
    {
        foreach (var address in contact.All("address").Skip(1))
            lead.Note("Other address", Describe(address));
        if (contact.Find("address") is not { } first)
            return;
        var streets = first
            .All("street")
            .OrderBy(street =>
                int.TryParse(street.Attribute("line"), NumberStyles.None, CultureInfo.InvariantCulture, out var line) ? line : 0
            )
            .Select(street => street.Text)
            .Where(street => street.Length > 0)
            .ToList();
        lead.Set("address1", streets.FirstOrDefault() ?? "");
        var apartment = first.TextOf("apartment");
        lead.Set("address2", Join([.. streets.Skip(1), apartment.Length > 0 ? $"Apartment {apartment}" : "", first.TextOf("postalcode")]));
        lead.Set("customerCountry", first.TextOf("country"));
        lead.Set("customerRegion", first.TextOf("regioncode", "region"));
        lead.Set("customerCity", first.TextOf("city"));
        if (lead.Get("customerRegion").Length == 0)
            lead.Set("customerRegion", FindRegion(lead.Get("customerCity"), lead.Get("customerCountry")));

        static string Describe(AdfElement address) =>
            Join([.. address.Children.Where(child => child.Children.Count == 0).Select(child => child.Text)]);
    }

    /// <summary>The region of a city whose name no other region of the country has.</summary>
    private string FindRegion(string city, string country)
    {
        var regions = catalog[ReferenceLists.Region];
        var countryItem = catalog[ReferenceLists.Country].Match(country.Length > 0 ? country : HomeCountry, null).Item;
        var match = catalog[ReferenceLists.City].Match(city, null);
        var cities = match.Item is { } item ? [item] : match.Candidates;
        var found = cities
            .Select(candidate => regions.Find(candidate.ParentValue ?? 0))
            .OfType<ListItem>()
            .Where(region => region.IsActive && region.ParentValue == countryItem?.Value)
            .Distinct()
            .ToList();
        return found is [var region] ? region.Label : "";
    }

    private static void MapEmail(AdfElement contact, AdfLead lead)
    {
        var emails = contact.All("email").Where(email => email.Text.Length > 0).OrderByDescending(IsPreferred).ToList();
        if (emails.Count == 0)
            return;
        lead.Set("email", emails[0].Text);
        if (IsPreferred(emails[0]))
            lead.Set("preferredContactType", "Email");
        foreach (var email in emails.Skip(1))
            lead.Note("Other email", email.Text);
    }

    private void MapPhones(AdfElement contact, AdfLead lead)
    {
        var phones = contact.All("phone").Where(phone => phone.Text.Length > 0).OrderBy(Rank).ThenByDescending(IsPreferred).ToList();
        foreach (var phone in phones)
        {
            if (IsPreferred(phone))
                lead.Set("preferredContactType", "Phone Call");
        }

        var isFirst = true;
        foreach (var phone in phones)
        {
            var time = phone.Attribute("time");
            if (time.Equals("nopreference", StringComparison.OrdinalIgnoreCase))
                time = "";
            if (isFirst && Rank(phone) < FaxRank)
            {
                MapPhone(phone.Text, lead);
                lead.Note("Preferred time", time);
            }
            else
            {
                var details = Join([phone.Attribute("type"), time]);
                lead.Note("Other phone", phone.Text + (details.Length > 0 ? $" ({details})" : ""));
            }

            isFirst = false;
        }
    }

    private const int FaxRank = 3;

    /// <summary>A cell phone is what one reaches a person with.</summary>
    private static int Rank(AdfElement phone) =>
        phone.Attribute("type").ToLowerInvariant() switch
        {
            "cellphone" or "cell" or "mobile" or "cell phone" or "mobilephone" => 0,
            "fax" => FaxRank,
            "pager" => 2,
            _ => 1,
        };

    /// <summary>A number without a code is one of the company's country, if the customer lives there.</summary>
    private void MapPhone(string text, AdfLead lead)
    {
        var country = lead.Get("customerCountry");
        var isHome = country.Length == 0 || catalog[ReferenceLists.Country].Match(country, null).Item?.Code == HomeCountry;
        var home = catalog[ReferenceLists.PhoneCode].Active.FirstOrDefault(item => item.Code == HomeCode);
        ListItem? code = null;
        var number = "";
        if (PhoneNumberReading.IsNumber(text))
            number = Digits.ToAscii(text);
        else if (!_phones.TryRead(text, isHome ? home : null, out code, out number))
            number = "";
        code ??= isHome ? home : null;
        if (number.Length == 0 || code is null)
        {
            lead.Set("phoneNumber", text);
            return;
        }

        lead.Set("phoneCode", code.Label);
        lead.Set("phoneNumber", number);
    }

    private void MapTimeframe(AdfElement customer, AdfElement prospect, AdfLead lead)
    {
        if (customer.Find("timeframe") is not { } timeframe)
            return;
        var (description, earliest, latest) = (
            timeframe.TextOf("description") is { Length: > 0 } inner ? inner : timeframe.Text,
            timeframe.TextOf("earliestdate"),
            timeframe.TextOf("latestdate")
        );
        if (
            TryReadDay(latest, out var last) && (TryReadDay(prospect.TextOf("requestdate"), out var from) || TryReadDay(earliest, out from))
        )
        {
            var days = (last - from).TotalDays;
            lead.Set("purchasePlan", Array.Find(Plans, plan => days <= plan.Days).Plan);
        }
        else if (catalog[ReferenceLists.PurchasePlan].Match(description, null).Item is { } plan)
        {
            lead.Set("purchasePlan", plan.Label);
        }

        lead.Note(
            "Timeframe",
            Join([description, earliest.Length > 0 ? $"from {earliest}" : "", latest.Length > 0 ? $"until {latest}" : ""])
        );
    }

    private static bool TryReadDay(string text, out DateTimeOffset day) =>
        DateTimeOffset.TryParse(AdfOrigin.NormalizeDate(text), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out day);

    private static bool IsPreferred(AdfElement element) => element.Attribute("preferredcontact") is "1" or "true" or "yes";

    private static string DescribeWanted(AdfLead lead)
    {
        var vehicle = lead.Vehicles.FirstOrDefault();
        var car = string.Join(
            ' ',
            (
                (string[])[vehicle?.GetValueOrDefault("modelYear") ?? "", lead.Get("ou"), vehicle?.GetValueOrDefault("modelFamily") ?? ""]
            ).Where(part => part.Length > 0)
        );
        return car.Length > 0 ? car : "ADF";
    }

    private static string Join(params IEnumerable<string> parts) => string.Join(", ", parts.Where(part => part.Length > 0));
}
