using System.Text.Json.Nodes;

namespace Leadgate.Bench.Drills;

/// <summary>The leads of drills, all invented.</summary>
internal static class DrillLead
{
    /// <summary>A lead.</summary>
    /// <param name="reference">What it is known by.</param>
    /// <param name="priority">Its priority; without one it has an error.</param>
    /// <param name="city">Its city; one that is not in the Eastern Province is an error.</param>
    public static JsonObject Of(string reference, string? priority, string city = "Dammam")
    {
        var lead = new JsonObject
        {
            ["leadType"] = "Individual",
            ["firstName"] = "Reem",
            ["phoneCode"] = "+966",
            ["phoneNumber"] = "500000000",
            ["customerCountry"] = "Saudi Arabia",
            ["customerRegion"] = "Eastern Province",
            ["customerCity"] = city,
            ["preferredLanguage"] = "Arabic",
            ["brand"] = "KIA",
            ["businessArea"] = "Sales",
            ["leadDate"] = "2026-03-01T09:30:00Z",
            ["interest"] = "Test Drive",
            ["source"] = "Website",
            ["subSource"] = "Test Drive Request",
            ["leadName"] = "Drill " + reference,
            ["leadReference"] = reference,
        };
        if (priority is not null)
            lead["priority"] = priority;
        return lead;
    }

    /// <summary>The body of a bulk of such leads.</summary>
    public static string Bulk(params IEnumerable<JsonObject> leads) =>
        new JsonObject { ["leads"] = new JsonArray([.. leads]) }.ToJsonString();
}
