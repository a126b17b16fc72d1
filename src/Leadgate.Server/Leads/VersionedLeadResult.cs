using System.Reflection;
using Leadgate.Contract.Bulks;
using Leadgate.Domain.Leads;
using Leadgate.Server.Http;
using Microsoft.AspNetCore.Http.Metadata;

namespace Leadgate.Server.Leads;

/// <summary>One lead with its version, which is its entity tag (promise 11.1).</summary>
/// <param name="status">200, or 412 with the lead as it is now.</param>
/// <param name="isStored">Whether it is what the store has: the result of a dry run has no tag.</param>
internal sealed class VersionedLeadResult(LeadRecord lead, int status = StatusCodes.Status200OK, bool isStored = true)
    : IResult,
        IEndpointMetadataProvider
{
    public Task ExecuteAsync(HttpContext httpContext)
    {
        httpContext.Response.StatusCode = status;
        if (!isStored)
            return BulkResponseWriter.WriteAsync(httpContext, lead);
        var tag = EntityTags.ForVersion(lead.Version!.Value);
        httpContext.Response.Headers.ETag = tag.ToString();
        if (HttpMethods.IsGet(httpContext.Request.Method) && EntityTags.IsCurrent(httpContext.Request, tag))
        {
            httpContext.Response.StatusCode = StatusCodes.Status304NotModified;
            return Task.CompletedTask;
        }

        return BulkResponseWriter.WriteAsync(httpContext, lead);
    }

    public static void PopulateMetadata(MethodInfo method, EndpointBuilder builder) =>
        builder.Metadata.Add(new ProducesResponseTypeMetadata(StatusCodes.Status200OK, typeof(VersionedLead), ["application/json"]));
}
