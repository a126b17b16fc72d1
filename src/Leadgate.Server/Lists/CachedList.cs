using System.Reflection;
using Leadgate.Server.Access;
using Leadgate.Server.Http;
using Leadgate.Server.OpenApi;
using Microsoft.AspNetCore.Http.Metadata;

namespace Leadgate.Server.Lists;

/// <summary>Answers a list request with a prepared response, or with 304 if the client has it already (promise 3.5).</summary>
/// <typeparam name="T">The elements of the response.</typeparam>
internal sealed class CachedList<T>(PreparedContent prepared) : IResult, IEndpointMetadataProvider
{
    public Task ExecuteAsync(HttpContext httpContext) =>
        prepared.WriteAsync(httpContext, "application/json; charset=utf-8", ApiKeyMiddleware.VaryOf(httpContext), isPrivate: true);

    public static void PopulateMetadata(MethodInfo method, EndpointBuilder builder)
    {
        builder.Metadata.Add(new ProducesResponseTypeMetadata(StatusCodes.Status200OK, typeof(IReadOnlyList<T>), ["application/json"]));
        builder.Metadata.Add(new ProducesResponseTypeMetadata(StatusCodes.Status304NotModified, typeof(void)));
        foreach (var status in (int[])[StatusCodes.Status200OK, StatusCodes.Status304NotModified])
            builder.Metadata.Add(
                new ResponseHeaderAttribute(status, "ETag", "A strong entity tag of the response.", "\"5d41402abc4b2a76b9719d911017c592\"")
            );
        builder.Metadata.Add(
            new RequestHeaderAttribute("If-None-Match", "The ETag of the response you have. If it is still current, the response is 304.")
        );
    }
}
