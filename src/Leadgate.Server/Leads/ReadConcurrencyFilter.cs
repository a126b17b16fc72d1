namespace Leadgate.Server.Leads;

/// <summary>
/// Holds a permit of <see cref="ReadConcurrencyLimit"/> until the response has been written. It writes the response itself, because the
/// framework would do so only after the filter has returned, and leads are read from the database while they are written.
/// </summary>
internal sealed class ReadConcurrencyFilter(ReadConcurrencyLimit limit) : IEndpointFilter
{
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        using var permit = await limit.AcquireAsync(http.RequestAborted);
        if (permit is null)
            return ReadConcurrencyLimit.Overloaded;
        if (await next(context) is IResult result)
            await result.ExecuteAsync(http);
        return Results.Empty;
    }
}
