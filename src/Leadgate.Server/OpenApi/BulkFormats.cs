using System.Text.Json.Nodes;
using Leadgate.Contract;
using Leadgate.Server.Http;
using Leadgate.Server.Intake;
using Microsoft.OpenApi;

namespace Leadgate.Server.OpenApi;

/// <summary>Documents the formats of bulks other than JSON, and the parameters that no signature has.</summary>
internal static class BulkFormats
{
    private const string Line = """{"leadType": "Individual", "firstName": "Reem", "customerCountry": "Saudi Arabia"}""";

    private const string Table = "leadType,firstName,customerCountry\nIndividual,Reem,Saudi Arabia\n";

    private const string Document = """
        <adf><prospect><id source="portal.example.sa">PX-90417</id><requestdate>2026-03-01T09:30:00+03:00</requestdate></prospect></adf>
        """;

    private static readonly (string MediaType, string Description, string Example)[] Formats =
    [
        ("text/csv", "A row of headers, and a lead in each row.", Table),
        ("application/x-ndjson", "A lead on each line, as a JSON object.", Line),
        ("application/x-adf+xml", "ADF 1.0, with one or many prospects.", Document),
        ("application/xml", "ADF 1.0, with one or many prospects.", Document),
        ("text/xml", "ADF 1.0, with one or many prospects.", Document),
    ];

    public static void AddTo(OpenApiDocument document)
    {
        foreach (var path in (string[])[Routes.Bulks, Routes.BulkCheck])
        {
            var operation = document.Paths[path].Operations![HttpMethod.Post];
            foreach (var (mediaType, description, example) in Formats)
            {
                operation.RequestBody!.Content![mediaType] = new OpenApiMediaType
                {
                    Schema = new OpenApiSchema { Type = JsonSchemaType.String, Description = description },
                    Example = JsonValue.Create(example),
                };
            }

            operation.Description +=
                $"\n\nThe body may also be CSV, NDJSON, or ADF ([other formats]({Routes.Docs}/files)). Query parameters"
                + $" `{FieldDefaults.Prefix}FIELD=VALUE` give a field to the leads that do not have it, such as `set.priority=Hot`."
                + $" With `Accept: {XmlResponses.MediaType}` the response is in XML.";
        }
    }
}
