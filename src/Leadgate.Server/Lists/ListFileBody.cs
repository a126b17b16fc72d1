using System.Reflection;
using System.Text.Json;
using Leadgate.Contract.Lists;
using Leadgate.Contract.Problems;
using Leadgate.Domain.Lists;
using Leadgate.Server.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.Metadata;

namespace Leadgate.Server.Lists;

/// <summary>The body of a request that imports a list, read and rejected as the command line does it with a file.</summary>
/// <param name="File">The list; null if the body could not be read.</param>
/// <param name="Problem">Why the body could not be read, or null.</param>
internal sealed record ListFileBody(ListFile? File, Problem? Problem) : IRequestBody, IEndpointParameterMetadataProvider
{
    /// <summary>The largest built-in list has less than a tenth of it.</summary>
    private const int MaxBytes = 4 * 1024 * 1024;

    private const string Shape = "Send a list file, as a GET request to this path returns it.";
    private const string ShapeAr = "أرسل ملف قائمة كما يعيده طلب GET على هذا المسار.";

    public static async ValueTask<ListFileBody> BindAsync(HttpContext http)
    {
        if (JsonBody.Refuse(http.Request) is { } unsupported)
            return new(null, unsupported);
        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
            limit.MaxRequestBodySize = MaxBytes;
        using var bytes = new MemoryStream();
        await http.Request.Body.CopyToAsync(bytes, http.RequestAborted);
        if (bytes.Length == 0)
            return new(null, JsonBody.Empty(Shape, ShapeAr));
        return ListFileFormat.TryRead(bytes.ToArray(), out var file) is { } error
            ? new(
                null,
                FindWrongMember(bytes, error)
                    ?? new Problem(
                        error.IsJson ? ProblemType.InvalidParameter : ProblemType.NotJson,
                        $"{error.English} {Shape}",
                        $"{error.Arabic} {ShapeAr}"
                    )
            )
            : new(file, null);
    }

    /// <summary>Names a member that appears twice, or that a list file does not have, with the nearest that it has (promise 2.9).</summary>
    private static Problem? FindWrongMember(MemoryStream bytes, ListFileError error)
    {
        if (!error.IsJson)
            return null;
        try
        {
            using var json = JsonDocument.Parse(bytes.GetBuffer().AsMemory(0, (int)bytes.Length));
            return RequestMembers.Check(json.RootElement, RequestJson.Options.GetTypeInfo(typeof(ListFile)), [DryRun.Parameter]);
        }
        catch (JsonException)
        {
            // Not in UTF-8; the position of the error is known anyway.
            return null;
        }
    }

    public static void PopulateMetadata(ParameterInfo parameter, EndpointBuilder builder) =>
        builder.Metadata.Add(new BodyMetadata(typeof(ListFile)));
}
