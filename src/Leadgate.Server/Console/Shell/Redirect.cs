namespace Leadgate.Server.Console.Shell;

/// <summary>Sends the browser to a page after a form: 303, so that it gets the page with GET (RFC 9110 section 15.4.4).</summary>
internal sealed class Redirect(string url) : IResult
{
    public Task ExecuteAsync(HttpContext httpContext)
    {
        httpContext.Response.StatusCode = StatusCodes.Status303SeeOther;
        httpContext.Response.Headers.Location = url;
        return Task.CompletedTask;
    }
}
