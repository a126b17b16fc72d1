using System.Reflection;
using System.Text.Json;
using Leadgate.Contract.FileImports;
using Leadgate.Contract.Problems;
using Leadgate.Domain.Texts;
using Leadgate.Server.Http;
using Leadgate.Server.Leads;
using Microsoft.AspNetCore.Http.Metadata;

namespace Leadgate.Server.Imports;

/// <summary>The body that corrects cells of a row.</summary>
/// <param name="Values">The texts by the path of the field; null if the body could not be read.</param>
/// <param name="Problem">Why the body could not be read, or null.</param>
internal sealed record ImportRowPatchBody(IReadOnlyDictionary<string, string?>? Values, Problem? Problem)
    : IRequestBody,
        IEndpointParameterMetadataProvider
{
    private const int MaxBytes = 256 * 1024;

    private static readonly BilingualText Advice = new(
        "Send a JSON object with values: an object with the fields to correct.",
        $"أرسل كائن JSON فيه {BidiText.Ltr("values")}، وهو كائن فيه الحقول المراد تصحيحها."
    );

    public static async ValueTask<ImportRowPatchBody> BindAsync(HttpContext http)
    {
        var (read, problem) = await JsonBody.ReadObjectAsync(http, MaxBytes, Advice, typeof(ImportRowPatch));
        if (read is null)
            return new(null, problem);
        using var json = read;
        var values = json.RootElement.EnumerateObject().Select(member => (JsonElement?)member.Value).FirstOrDefault();
        return values is { ValueKind: JsonValueKind.Object } texts
            ? new(ImportPatchBody.ReadTexts(texts).ToLookup(one => one.Name).ToDictionary(one => one.Key, one => one.Last().Text), null)
            : Refuse("values is missing or has the wrong type.", $"القيمة {BidiText.Ltr("values")} غير موجودة أو نوعها غير صحيح.");
    }

    public static void PopulateMetadata(ParameterInfo parameter, EndpointBuilder builder) =>
        builder.Metadata.Add(new BodyMetadata(typeof(ImportRowPatch)) { MediaType = LeadPatchBody.MediaType });

    private static ImportRowPatchBody Refuse(string english, string arabic) =>
        new(null, new Problem(ProblemType.InvalidParameter, $"{english} {Advice.English}", $"{arabic} {Advice.Arabic}"));
}
