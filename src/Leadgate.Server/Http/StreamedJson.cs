using System.Reflection;
using Microsoft.AspNetCore.Http.Metadata;

namespace Leadgate.Server.Http;

/// <summary>A response that is written part by part, because it may be too large to hold in memory.</summary>
/// <typeparam name="T">The contract's record of the response.</typeparam>
internal sealed class StreamedJson<T>(Func<PiecewiseJson, CancellationToken, Task> write) : IResult, IEndpointMetadataProvider
{
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        httpContext.Response.ContentType = "application/json; charset=utf-8";
        await using var json = PiecewiseJson.For(httpContext);
        await write(json, httpContext.RequestAborted);
        await json.SendAsync();
    }

    public static void PopulateMetadata(MethodInfo method, EndpointBuilder builder) =>
        builder.Metadata.Add(new ProducesResponseTypeMetadata(StatusCodes.Status200OK, typeof(T), ["application/json"]));
}
