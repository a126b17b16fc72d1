using System.Text.Json.Nodes;

namespace Leadgate.Bench.Drills;

/// <summary>Invented leads for the drills.</summary>
internal static class DrillLead
{
    /// <param name="priority">The priority; without one, the lead has an error.</param>
    /// <param name="city">The city; one that is not in the Eastern Province is an error.</param>
    public static JsonObject Create(string reference, string? priority, string city = "Dammam")
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

    /// <summary>The body of a bulk.</summary>
    public static string CreateBulk(params IEnumerable<JsonObject> leads) =>
        new JsonObject { ["leads"] = new JsonArray([.. leads]) }.ToJsonString();
}
