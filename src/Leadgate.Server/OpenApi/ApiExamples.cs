using System.Text;
using System.Text.Json.Nodes;
using Leadgate.Contract.Problems;
using Leadgate.Domain.Leads;

namespace Leadgate.Server.OpenApi;

/// <summary>Examples of requests and answers, made from the field tables where they show fields. Names and numbers are invented.</summary>
internal static class ApiExamples
{
    public const string Lists =
        """[{"name": "CITY", "id": 58, "title": "City", "titleAr": "المدينة", "parent": "REGION", "items": 503, "otherNames": ["CUSTOMER_CITY"], "otherIds": [101]}]""";

    public const string ListItems = """[{"value": 1301, "label": "Dammam", "labelAr": "الدمام", "code": null, "parentValue": 4}]""";

    public const string Live = """{"status": "ok", "environment": "TEST", "version": "0.1.0", "checks": {}}""";

    public const string Ready = """{"status": "ok", "environment": "TEST", "version": "0.1.0", "checks": {"store": "ok"}}""";

    public const string NotReady =
        """{"status": "unavailable", "environment": "TEST", "version": "0.1.0", "checks": {"store": "unavailable"}}""";

    /// <summary>A bulk with one lead that is accepted.</summary>
    public static string Bulk { get; } = $$"""{"leads": [{{Lead()}}], "isProcessed": 1}""";

    public static string StoredBulk { get; } =
        """
            {
              "id": 532, "isProcessed": 4, "createdDate": "2025-08-24T21:00:00.000Z", "createdBy": "anonymous", "totalRecords": 1, "errorRecords": 1,
              "leads": [{
                "index": 0, "leadExternalId": 574, "leadId": null, "isError": 1,
                "errorList": [{
                  "field": "subSource", "code": "not-in-parent", "value": "Walk-in",
                  "errorMessage": "Sub-source: \"Walk-in\" belongs to Showroom, not to Website. Send one of Website, such as Live Chat, Contact Form or Quote Request, or change Source.",
                  "errorMessageAr": "المصدر الفرعي: القيمة «Walk-in» تتبع صالة العرض ولا تتبع الموقع الإلكتروني. أرسل ما يتبع الموقع الإلكتروني أو غيّر المصدر.",
                  "suggestions": ["Live Chat", "Contact Form", "Quote Request"]
                }],
                "warningList": [], "leadType": "Individual", "ou": "JMC", "brand": "JMC", "branch": "JMC Dammam", "branchRouted": true,
                "vehicles": [{"leadVehiclesId": null, "modelFamily": "Grand Avenue", "modelYear": 2025, "totalQty": 1}]
              }]
            }
            """;

    public static string LeadPage { get; } =
        """
            {"leads": [{"index": 0, "leadExternalId": 574, "leadId": 574, "leadExternalHeaderId": 532, "createdDate": "2025-08-24T21:00:00.000Z",
              "createdBy": "anonymous", "isError": 0, "errorList": null, "warningList": [], "leadType": "Individual", "source": "Website"}], "next": "NTMyLjU3NA"}
            """;

    public static JsonObject Problem(ProblemType type) =>
        new()
        {
            ["type"] = type.Uri,
            ["title"] = type.Title,
            ["status"] = type.Status,
            ["detail"] = "What to do in this case.",
            ["titleAr"] = type.TitleAr,
            ["detailAr"] = "ما يجب عمله في هذه الحالة.",
            ["traceId"] = "4bf92f3577b34da6a3ce929d0e0e4736",
        };

    /// <summary>The lead that the examples of the field tables make together, without what a person would leave out.</summary>
    private static string Lead()
    {
        var json = new StringBuilder("{");
        foreach (var field in LeadFields.All)
        {
            if (ReferenceEquals(field, LeadFields.Branch) || field.Mandatory == Mandatory.WhenCompany)
                continue;
            if (json.Length > 1)
                json.Append(", ");
            var value = field.Kind == FieldKind.Vehicles ? $"[{{{string.Join(", ", VehicleFields.All.Select(Pair))}}}]" : field.Example;
            json.Append('"').Append(field.OtherName ?? field.Name).Append("\": ").Append(value);
        }

        return json.Append('}').ToString();

        static string Pair(LeadField field) => $"\"{field.Name}\": {field.Example}";
    }
}
