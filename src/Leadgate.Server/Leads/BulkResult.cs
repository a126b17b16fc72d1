namespace Leadgate.Server.Leads;

internal sealed class BulkResult(BulkRepresentation bulk) : IResult
{
    public Task ExecuteAsync(HttpContext httpContext) => BulkResponseWriter.WriteAsync(httpContext, bulk);
}
