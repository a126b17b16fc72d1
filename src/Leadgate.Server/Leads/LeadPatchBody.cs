using System.Reflection;
using Leadgate.Contract.Problems;
using Leadgate.Domain.Revisions;
using Leadgate.Domain.Texts;
using Leadgate.Server.Http;
using Microsoft.AspNetCore.Http.Metadata;

namespace Leadgate.Server.Leads;

/// <summary>The body of a correction: a JSON merge patch (promise 11.2).</summary>
/// <param name="Patch">The patch; null if the body could not be read.</param>
/// <param name="Problem">Why the body could not be read, or null.</param>
internal sealed record LeadPatchBody(LeadPatch? Patch, Problem? Problem) : IRequestBody, IEndpointParameterMetadataProvider
{
    public const string MediaType = "application/merge-patch+json";

    /// <summary>A note and a hundred vehicles with the longest texts fit.</summary>
    private const int MaxBytes = 1024 * 1024;

    private static readonly BilingualText Advice = new(
        "Send a JSON object with the fields to change.",
        "أرسل كائن JSON فيه الحقول المراد تصحيحها."
    );

    public static async ValueTask<LeadPatchBody> BindAsync(HttpContext http)
    {
        var (utf8, problem) = await JsonBody.ReadCheckedAsync(http, MaxBytes, Advice, MediaType);
        if (problem is not null)
        {
            if (problem.Type == ProblemType.UnsupportedMediaType)
                http.Response.Headers["Accept-Patch"] = MediaType;
            return new(null, problem);
        }

        return LeadPatch.Read(utf8) is { } patch ? new(patch, null) : new(null, JsonBody.RefuseNoObject(Advice));
    }

    public static void PopulateMetadata(ParameterInfo parameter, EndpointBuilder builder) =>
        builder.Metadata.Add(new BodyMetadata(typeof(Contract.Bulks.LeadPatch)) { MediaType = MediaType });
}
