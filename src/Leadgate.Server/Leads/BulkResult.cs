using System.Reflection;
using Leadgate.Contract.Bulks;
using Microsoft.AspNetCore.Http.Metadata;

namespace Leadgate.Server.Leads;

internal sealed class BulkResult(BulkRepresentation bulk) : IResult, IEndpointMetadataProvider
{
    public Task ExecuteAsync(HttpContext httpContext) => BulkResponseWriter.WriteAsync(httpContext, bulk);

    public static void PopulateMetadata(MethodInfo method, EndpointBuilder builder) =>
        builder.Metadata.Add(new ProducesResponseTypeMetadata(StatusCodes.Status200OK, typeof(StoredBulk), ["application/json"]));
}
