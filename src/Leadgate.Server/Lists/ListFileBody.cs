using System.Reflection;
using System.Text.Json;
using Leadgate.Contract.Lists;
using Leadgate.Contract.Problems;
using Leadgate.Domain.Lists;
using Leadgate.Domain.Texts;
using Leadgate.Server.Http;
using Microsoft.AspNetCore.Http.Metadata;

namespace Leadgate.Server.Lists;

/// <summary>The body of a request that imports a list, read and rejected as the command line does it with a file.</summary>
/// <param name="File">The list; null if the body could not be read.</param>
/// <param name="Problem">Why the body could not be read, or null.</param>
internal sealed record ListFileBody(ListFile? File, Problem? Problem) : IRequestBody, IEndpointParameterMetadataProvider
{
    /// <summary>The largest built-in list has less than a tenth of it.</summary>
    private const int MaxBytes = 4 * 1024 * 1024;

    private static readonly BilingualText Advice = new(
        "Send a list file, as a GET request to this path returns it.",
        "أرسل ملف قائمة كما يعيده طلب GET على هذا المسار."
    );

    public static async ValueTask<ListFileBody> BindAsync(HttpContext http)
    {
        var (bytes, problem) = await JsonBody.ReadAsync(http, MaxBytes, Advice);
        if (problem is not null)
            return new(null, problem);
        return ListFileFormat.TryRead(bytes.ToArray(), out var file) is { } error
            ? new(
                null,
                FindWrongMember(bytes, error)
                    ?? new Problem(
                        error.IsJson ? ProblemType.InvalidParameter : ProblemType.NotJson,
                        $"{error.English} {Advice.English}",
                        $"{error.Arabic} {Advice.Arabic}"
                    )
            )
            : new(file, null);
    }

    /// <summary>Names a member that appears twice, or that a list file does not have, with the nearest that it has (promise 2.9).</summary>
    private static Problem? FindWrongMember(ReadOnlyMemory<byte> bytes, ListFileError error)
    {
        if (!error.IsJson)
            return null;
        try
        {
            using var json = JsonDocument.Parse(bytes);
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
