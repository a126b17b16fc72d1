namespace Leadgate.Server.Leads;

internal sealed class LeadPageResult(LeadPage page) : IResult
{
    public Task ExecuteAsync(HttpContext httpContext) => BulkResponseWriter.WriteAsync(httpContext, page);
}
