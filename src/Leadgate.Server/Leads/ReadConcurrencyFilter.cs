using Leadgate.Server.Access;

namespace Leadgate.Server.Leads;

/// <summary>
/// Holds a permit of <see cref="ReadConcurrencyLimit"/> until the response has been written. It writes the response itself, because the
/// framework would do so only after the filter has returned, and leads are read from the database while they are written.
/// </summary>
internal sealed class ReadConcurrencyFilter : IEndpointFilter
{
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        var limit = http.RequestServices.GetRequiredService<ReadConcurrencyLimit>();

        // Staff have no key, and share their permits with each other.
        var (permit, refusal) = await limit.AcquireAsync(http.Features.Get<Caller>()?.Key?.Id ?? 0, http.RequestAborted);
        if (permit is null)
            return refusal;
        using (permit)
        {
            if (await next(context) is IResult result)
                await result.ExecuteAsync(http);
            return Results.Empty;
        }
    }
}
