namespace Leadgate.Server.Http;

/// <summary>Rejects query parameters that the route does not know (promise 2.8). Comes after the check of the API key.</summary>
internal sealed class QueryParameterMiddleware(RequestDelegate next)
{
    public Task InvokeAsync(HttpContext http) =>
        http.Request.QueryString.HasValue
        && http.GetEndpoint()?.Metadata.GetMetadata<KnownQueryParameters>() is { } known
        && known.Check(http.Request.Query) is { } problem
            ? problem.ExecuteAsync(http)
            : next(http);
}
