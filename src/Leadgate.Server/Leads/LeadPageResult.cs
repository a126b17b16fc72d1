using System.Reflection;
using Microsoft.AspNetCore.Http.Metadata;

namespace Leadgate.Server.Leads;

internal sealed class LeadPageResult(LeadPage page) : IResult, IEndpointMetadataProvider
{
    public Task ExecuteAsync(HttpContext httpContext) => BulkResponseWriter.WriteAsync(httpContext, page);

    public static void PopulateMetadata(MethodInfo method, EndpointBuilder builder) =>
        builder.Metadata.Add(
            new ProducesResponseTypeMetadata(StatusCodes.Status200OK, typeof(Contract.Bulks.LeadPage), ["application/json"])
        );
}
