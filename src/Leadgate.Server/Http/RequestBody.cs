using System.Reflection;
using System.Text.Json;
using Leadgate.Contract.Problems;
using Leadgate.Domain.Texts;
using Microsoft.AspNetCore.Http.Metadata;

namespace Leadgate.Server.Http;

/// <summary>
/// The JSON body of a request, bound from a handler's parameter. A body that cannot be read is rejected by <see
/// cref="InvalidBodyFilter"/> with a problem that names line and column, or the member that is wrong or unknown.
/// </summary>
/// <param name="Value">The record; null when the body is <c>null</c> or could not be read.</param>
/// <param name="Problem">Why the body could not be read, or null.</param>
internal sealed record RequestBody<T>(T? Value, Problem? Problem) : IRequestBody, IEndpointParameterMetadataProvider
    where T : class
{
    private const int MaxBytes = 64 * 1024;

    public static async ValueTask<RequestBody<T>> BindAsync(HttpContext http, ParameterInfo parameter)
    {
        var members = parameter.GetCustomAttribute<MembersAttribute>();
        var advice = new BilingualText($"Send a JSON object with {members?.English}.", $"أرسل كائن JSON فيه {members?.Arabic}.");
        var (utf8, problem) = await JsonBody.ReadCheckedAsync(http, MaxBytes, advice);
        if (problem is not null)
            return new(null, problem);
        using var json = JsonDocument.Parse(utf8);
        return Read(json.RootElement, http, advice);
    }

    public static void PopulateMetadata(ParameterInfo parameter, EndpointBuilder builder) =>
        builder.Metadata.Add(new BodyMetadata(typeof(T)));

    private static RequestBody<T> Read(JsonElement json, HttpContext http, BilingualText advice)
    {
        var parameters = http.GetEndpoint()?.Metadata.GetMetadata<KnownQueryParameters>()?.Names ?? [];
        if (RequestMembers.Check(json, RequestJson.Options.GetTypeInfo(typeof(T)), parameters) is { } problem)
            return new(null, problem);
        try
        {
            return new(json.Deserialize<T>(RequestJson.Options), null);
        }
        catch (JsonException e)
        {
            // Its path starts with "$", which stands for the whole body.
            var path = e.Path?.TrimStart('$').TrimStart('.') ?? "";
            return new(
                null,
                new Problem(
                    ProblemType.InvalidParameter,
                    $"{(path.Length == 0 ? "The body" : path)} has the wrong type or format. {advice.English}",
                    (path.Length == 0 ? "نوع المحتوى غير صحيح. " : $"نوع {BidiText.Ltr(path)} أو صيغته غير صحيحة. ") + advice.Arabic
                )
            );
        }
    }
}
