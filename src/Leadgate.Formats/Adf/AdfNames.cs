using System.Collections.Frozen;

namespace Leadgate.Formats.Adf;

/// <summary>The elements of ADF 1.0 by the element that they are in, with those that senders put there besides.</summary>
internal static class AdfNames
{
    private static readonly FrozenDictionary<string, string[]> ByParent = new Dictionary<string, string[]>
    {
        ["adf"] = ["prospect", "vendor", "provider"],
        ["prospect"] = ["id", "requestdate", "vehicle", "customer", "vendor", "provider"],
        ["vehicle"] =
        [
            "id",
            "year",
            "make",
            "model",
            "vin",
            "stock",
            "trim",
            "doors",
            "bodystyle",
            "transmission",
            "odometer",
            "condition",
            "colorcombination",
            "imagetag",
            "price",
            "pricecomments",
            "option",
            "finance",
            "comments",
        ],
        ["odometer"] = ["value", "units"],
        ["colorcombination"] = ["interiorcolor", "exteriorcolor", "preference"],
        ["option"] = ["optionname", "manufacturercode", "stock", "weighting", "price"],
        ["finance"] = ["method", "amount", "balance"],
        ["customer"] = ["contact", "id", "timeframe", "comments"],
        ["timeframe"] = ["description", "earliestdate", "latestdate"],
        ["vendor"] = ["id", "vendorname", "url", "contact"],
        ["provider"] = ["id", "name", "service", "url", "email", "phone", "contact"],
        ["contact"] = ["name", "email", "phone", "address", "comments"],
        ["address"] = ["street", "apartment", "city", "regioncode", "region", "postalcode", "country"],
    }.ToFrozenDictionary();

    private static readonly FrozenSet<string> All = ByParent.Values.SelectMany(names => names).Append("adf").ToFrozenSet();

    public static bool IsKnown(string name) => All.Contains(name.ToLowerInvariant());

    /// <summary>Whether an element is known within another one.</summary>
    public static bool IsKnown(string parent, string name) => ByParent.TryGetValue(parent, out var names) && names.Contains(name);
}
