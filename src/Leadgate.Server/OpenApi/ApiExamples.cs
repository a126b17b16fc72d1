using System.Buffers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Leadgate.Contract.Problems;
using Leadgate.Domain.Intake;
using Leadgate.Domain.Leads;
using Leadgate.Domain.Lists;
using Leadgate.Domain.Revisions;
using Leadgate.Domain.Wire;
using Leadgate.Server.Docs;
using Leadgate.Server.Http;

namespace Leadgate.Server.OpenApi;

/// <summary>
/// Examples that follow from the field tables and the types of problems. The leads that are read back are real: <see cref="ExampleLead"/>,
/// validated against the built-in lists.
/// </summary>
internal static class ApiExamples
{
    private const string WrongSubSource = "Walk-in";

    private static readonly BulkOrigin Origin = new(532, new DateTime(2025, 8, 24, 21, 0, 0, DateTimeKind.Utc), "website");

    /// <summary>A bulk of one valid lead.</summary>
    public static JsonObject Bulk() => new() { ["leads"] = new JsonArray(ExampleLead.Create()), ["isProcessed"] = 1 };

    /// <summary>A stored bulk of one lead with an error.</summary>
    public static JsonObject StoredBulk(LeadRules rules) =>
        new()
        {
            ["id"] = Origin.BulkId,
            ["isProcessed"] = (int)BulkStatus.Completed,
            ["createdDate"] = "2025-08-24T21:00:00.000Z",
            ["createdBy"] = Origin.CreatedBy,
            ["totalRecords"] = 1,
            ["errorRecords"] = 1,
            ["leads"] = new JsonArray(LeadWithError(rules, 574)),
        };

    /// <summary>The same bulk when it is only checked: it has no id and no date, and its leads have none either.</summary>
    public static JsonObject CheckedBulk(LeadRules rules)
    {
        var bulk = StoredBulk(rules);
        (bulk["id"], bulk["createdDate"], bulk["createdBy"]) = (null, null, null);
        bulk["isProcessed"] = (int)BulkStatus.Created;
        bulk["leads"] = new JsonArray(LeadWithError(rules, null));
        return bulk;
    }

    /// <summary>A lead with an error, as it is read back.</summary>
    private static JsonNode LeadWithError(LeadRules rules, long? id)
    {
        var lead = ExampleLead.Create();
        lead[LeadFields.SubSource.Name] = WrongSubSource;
        return ReadBack(lead, rules, id, null);
    }

    /// <summary>A page of one valid lead.</summary>
    public static JsonObject LeadPage(LeadRules rules) =>
        new() { ["leads"] = new JsonArray(ReadBack(ExampleLead.Create(), rules, 574, Origin)), ["next"] = "NTMyLjU3NA" };

    /// <summary>A valid lead with its version.</summary>
    public static JsonNode VersionedLead(LeadRules rules) => ReadBack(ExampleLead.Create(), rules, 574, Origin, version: 1);

    /// <summary>The correction of a lead.</summary>
    public static JsonObject LeadPatch() => new() { [LeadFields.SubSource.Name] = "Email" };

    /// <summary>A lead that was corrected once.</summary>
    public static JsonObject LeadRevisions() =>
        new()
        {
            ["revisions"] = new JsonArray(
                new JsonObject
                {
                    ["version"] = 2,
                    ["at"] = "2025-08-25T06:30:00.000Z",
                    ["by"] = Origin.CreatedBy,
                    ["through"] = CorrectionOrigins.Api,
                    ["changes"] = new JsonArray(
                        new JsonObject
                        {
                            ["field"] = LeadFields.SubSource.Name,
                            ["from"] = WrongSubSource,
                            ["to"] = "Email",
                        }
                    ),
                    ["errorsBefore"] = 1,
                    ["errorsAfter"] = 0,
                }
            ),
        };

    /// <summary>The data of a person with one lead.</summary>
    public static JsonObject PersonExport(LeadRules rules)
    {
        var lead = ReadBack(ExampleLead.Create(), rules, 574, Origin);
        return new JsonObject
        {
            ["exportedAt"] = "2025-09-01T08:00:00.000Z",
            ["phone"] = lead[LeadFields.PhoneNumber.Name]!.DeepClone(),
            ["email"] = null,
            ["leads"] = new JsonArray(
                new JsonObject
                {
                    ["lead"] = lead,
                    ["consents"] = new JsonArray(),
                    ["sent"] = null,
                    ["revisions"] = new JsonArray(),
                }
            ),
            ["mentions"] = new JsonArray(),
            ["idempotencyKeys"] = new JsonArray(),
        };
    }

    /// <summary>A problem of an operation. What a failure says depends on what the operation does.</summary>
    public static JsonObject Problem(ProblemType type, LeadRules rules, RequestEffect effect)
    {
        var problem = ErrorPages.GetExampleBody(type);
        if (type == ProblemType.LeadsHaveErrors)
            (problem["totalRecords"], problem["errorRecords"], problem["leads"]) = (1, 1, new JsonArray(LeadWithError(rules, null)));
        if (GetFailure(type, effect) is { } failure)
            (problem["detail"], problem["detailAr"]) = (failure.Detail, failure.DetailAr);
        return problem;
    }

    private static Problem? GetFailure(ProblemType type, RequestEffect effect) =>
        type == ProblemType.Internal ? FailureProblems.Internal(effect, hasKey: true)
        : type == ProblemType.StoreUnavailable ? FailureProblems.StoreUnavailable(effect)
        : type == ProblemType.OutcomeUnknown ? FailureProblems.OutcomeUnknown(effect, hasKey: true)
        : null;

    private static JsonNode ReadBack(JsonObject lead, LeadRules rules, long? id, BulkOrigin? origin, int? version = null)
    {
        var validator = new LeadValidator(ListCatalog.Build(BuiltInLists.Read()), rules, new DateTimeOffset(Origin.CreatedAt));
        var validated = validator.Validate(0, Encoding.UTF8.GetBytes(lead.ToJsonString()));
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, WireJson.WriterOptions))
            LeadJsonWriter.Write(
                json,
                new LeadRecord(validated, id, id is null ? null : [88]) { Origin = origin, Version = version },
                arabic: false
            );
        return JsonNode.Parse(buffer.WrittenSpan)!;
    }
}
