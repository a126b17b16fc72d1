namespace Leadgate.Server.Hosting;

/// <summary>Answers HEAD as GET without the body (RFC 9110 section 9.3.2); the server leaves the body out by itself.</summary>
internal static class HeadRequests
{
    public static void UseGetForHead(this WebApplication app) =>
        app.Use(
            (http, next) =>
            {
                if (HttpMethods.IsHead(http.Request.Method))
                    http.Request.Method = HttpMethods.Get;
                return next(http);
            }
        );
}
