using System.Globalization;
using System.Reflection;
using System.Text.Json;
using Leadgate.Contract.FileImports;
using Leadgate.Contract.Problems;
using Leadgate.Domain.Revisions;
using Leadgate.Domain.Texts;
using Leadgate.Server.Http;
using Leadgate.Server.Leads;
using Microsoft.AspNetCore.Http.Metadata;

namespace Leadgate.Server.Imports;

/// <summary>
/// The body that chooses columns of an import: a JSON merge patch (promise 12.4), in which null is not the same as nothing.
/// </summary>
/// <param name="Change">The change; null if the body could not be read.</param>
/// <param name="Problem">Why the body could not be read, or null.</param>
internal sealed record ImportPatchBody(ImportChange? Change, Problem? Problem) : IRequestBody, IEndpointParameterMetadataProvider
{
    /// <summary>A thousand columns fit.</summary>
    private const int MaxBytes = 256 * 1024;

    private static readonly BilingualText Advice = new(
        "Send a JSON object with encoding, delimiter, sheet, headerRow, columns, constants, replacements, or remember.",
        $"أرسل كائن JSON فيه {BidiText.Ltr("encoding")} أو {BidiText.Ltr("delimiter")} أو {BidiText.Ltr("sheet")} أو "
            + $"{BidiText.Ltr("headerRow")} أو {BidiText.Ltr("columns")} أو {BidiText.Ltr("constants")} أو "
            + $"{BidiText.Ltr("replacements")} أو {BidiText.Ltr("remember")}."
    );

    public static async ValueTask<ImportPatchBody> BindAsync(HttpContext http)
    {
        var (read, problem) = await JsonBody.ReadObjectAsync(http, MaxBytes, Advice, typeof(ImportPatch));
        if (read is null)
            return new(null, problem);
        using var json = read;
        return Read(json.RootElement);
    }

    public static void PopulateMetadata(ParameterInfo parameter, EndpointBuilder builder) =>
        builder.Metadata.Add(new BodyMetadata(typeof(ImportPatch)) { MediaType = LeadPatchBody.MediaType });

    /// <summary>Reads a patch whose members were checked.</summary>
    public static ImportPatchBody Read(JsonElement json)
    {
        var format = new Dictionary<string, string?>(StringComparer.Ordinal);
        var (columns, constants, remembers) = (new Dictionary<int, string?>(), new Dictionary<string, string?>(), (bool?)null);
        IReadOnlyList<ValueRule>? replacements = null;
        foreach (var member in json.EnumerateObject())
        {
            var (name, value) = (member.Name.ToUpperInvariant(), member.Value);
            switch (name)
            {
                case "COLUMNS" when value.ValueKind == JsonValueKind.Object:
                    foreach (var (key, target) in ReadTexts(value))
                    {
                        if (!int.TryParse(key, NumberStyles.None, CultureInfo.InvariantCulture, out var index))
                            return Refuse(
                                "columns has the indexes of columns as names, from \"0\" on.",
                                $"أسماء الخصائص في {BidiText.Ltr("columns")} هي ترتيب الأعمدة ابتداءً من 0."
                            );
                        columns[index] = target;
                    }

                    break;
                case "CONSTANTS" when value.ValueKind == JsonValueKind.Object:
                    foreach (var (key, text) in ReadTexts(value))
                        constants[key] = text;
                    break;
                case "REPLACEMENTS" when value.ValueKind is JsonValueKind.Array or JsonValueKind.Null:
                    replacements = value.ValueKind == JsonValueKind.Null ? [] : [.. value.EnumerateArray().Select(ReadReplacement)];
                    break;
                case "REMEMBER" when value.ValueKind is JsonValueKind.True or JsonValueKind.False or JsonValueKind.Null:
                    remembers = value.ValueKind != JsonValueKind.False;
                    break;
                case "ENCODING" or "DELIMITER" or "SHEET" when value.ValueKind is JsonValueKind.String or JsonValueKind.Null:
                    format[name.ToLowerInvariant()] = value.GetString();
                    break;
                case "HEADERROW" when value.ValueKind is JsonValueKind.Number or JsonValueKind.Null:
                    format[ImportChange.HeaderRow] = value.ValueKind == JsonValueKind.Null ? null : value.GetRawText();
                    break;
                default:
                    return Refuse($"{member.Name} has the wrong type.", $"نوع القيمة في {BidiText.Ltr(member.Name)} غير صحيح.");
            }
        }

        return new(
            new ImportChange
            {
                Format = format,
                Columns = columns,
                Constants = constants,
                Replacements = replacements,
                Remembers = remembers,
                // Another header row or sheet has other columns.
                ResetsColumns = format.Keys.Any(key => key != ImportChange.Encoding),
            },
            null
        );
    }

    /// <summary>A member that is missing, or no text, is blank, which is then refused.</summary>
    private static ValueRule ReadReplacement(JsonElement json)
    {
        return new(Read("field"), Read("from"), Read("to"));

        string Read(string name) =>
            json.ValueKind != JsonValueKind.Object
                ? ""
                : json.EnumerateObject()
                    .Where(member => member.Name.Equals(name, StringComparison.OrdinalIgnoreCase))
                    .Select(member => member.Value.ValueKind == JsonValueKind.String ? member.Value.GetString()! : "")
                    .FirstOrDefault("");
    }

    public static IEnumerable<(string Name, string? Text)> ReadTexts(JsonElement json) =>
        json.EnumerateObject()
            .Select(member =>
                (
                    member.Name,
                    member.Value.ValueKind switch
                    {
                        JsonValueKind.Null => null,
                        JsonValueKind.String => member.Value.GetString(),
                        _ => member.Value.GetRawText(),
                    }
                )
            );

    private static ImportPatchBody Refuse(string english, string arabic) =>
        new(null, new Problem(ProblemType.InvalidParameter, $"{english} {Advice.English}", $"{arabic} {Advice.Arabic}"));
}
