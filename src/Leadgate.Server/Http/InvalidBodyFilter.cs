namespace Leadgate.Server.Http;

/// <summary>Rejects a request whose body could not be read, before its handler runs.</summary>
internal sealed class InvalidBodyFilter : IEndpointFilter
{
    public ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next) =>
        context.Arguments.OfType<IRequestBody>().FirstOrDefault()?.Problem is { } problem
            ? ValueTask.FromResult<object?>(problem)
            : next(context);
}
