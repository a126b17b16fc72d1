using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Leadgate.Contract.Bulks;
using Leadgate.Contract.Corrections;
using Leadgate.Contract.FileImports;
using Leadgate.Contract.Health;
using Leadgate.Contract.Issues;
using Leadgate.Contract.Keys;
using Leadgate.Contract.Lists;
using Leadgate.Contract.Persons;
using Leadgate.Contract.Problems;

namespace Leadgate.Contract;

/// <summary>The JSON of the contract, source-generated.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, NumberHandling = JsonNumberHandling.Strict)]
[JsonSerializable(typeof(Bulk))]
[JsonSerializable(typeof(StoredBulk))]
[JsonSerializable(typeof(LeadPage))]
[JsonSerializable(typeof(LeadPatch))]
[JsonSerializable(typeof(LeadRevisions))]
[JsonSerializable(typeof(LeadSearchRequest))]
[JsonSerializable(typeof(VersionedLead))]
[JsonSerializable(typeof(BulkCorrectionRequest))]
[JsonSerializable(typeof(BulkCorrection))]
[JsonSerializable(typeof(Import))]
[JsonSerializable(typeof(ImportListRequest))]
[JsonSerializable(typeof(ImportPage))]
[JsonSerializable(typeof(ImportPatch))]
[JsonSerializable(typeof(ImportRow))]
[JsonSerializable(typeof(ImportRowListRequest))]
[JsonSerializable(typeof(ImportRowPage))]
[JsonSerializable(typeof(ImportRowPatch))]
[JsonSerializable(typeof(ImportUploadRequest))]
[JsonSerializable(typeof(FailedRowsRequest))]
[JsonSerializable(typeof(LeadExportRequest))]
[JsonSerializable(typeof(OpenErrorRequest))]
[JsonSerializable(typeof(OpenErrors))]
[JsonSerializable(typeof(Vehicle))]
[JsonSerializable(typeof(StoredVehicle))]
[JsonSerializable(typeof(LeadIssue))]
[JsonSerializable(typeof(IReadOnlyList<ReferenceList>))]
[JsonSerializable(typeof(IReadOnlyList<ListItem>))]
[JsonSerializable(typeof(ListFile))]
[JsonSerializable(typeof(ListImport))]
[JsonSerializable(typeof(IReadOnlyList<ApiKey>))]
[JsonSerializable(typeof(CallerInfo))]
[JsonSerializable(typeof(CreatedApiKey))]
[JsonSerializable(typeof(CreateApiKeyRequest))]
[JsonSerializable(typeof(UpdateApiKeyRequest))]
[JsonSerializable(typeof(PersonRequest))]
[JsonSerializable(typeof(PersonErasureRequest))]
[JsonSerializable(typeof(PersonExport))]
[JsonSerializable(typeof(PersonErasure))]
[JsonSerializable(typeof(HealthReport))]
[JsonSerializable(typeof(UnhealthyReport))]
[JsonSerializable(typeof(ProblemDetails))]
[JsonSerializable(typeof(long))]
[JsonSerializable(typeof(string))]
public sealed partial class ContractJson : JsonSerializerContext
{
    /// <summary>
    /// The context that the service writes with: Arabic text stays readable, only what JSON itself demands is escaped. Responses are never
    /// put into HTML as they are.
    /// </summary>
    public static ContractJson Readable { get; } =
        new(
            new JsonSerializerOptions(JsonSerializerDefaults.Web)
            {
                Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
                NumberHandling = JsonNumberHandling.Strict,
            }
        );
}
