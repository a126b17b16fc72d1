using Leadgate.Server.Access;
using Leadgate.Server.Console.Shell;
using Leadgate.Server.Hosting;
using Leadgate.Server.Http;
using Leadgate.Storage;

namespace Leadgate.Server.Staff;

/// <summary>Sets the security headers of every response below <c>/staff</c>, and shows a page if the store is unavailable.</summary>
internal sealed class StaffSecurityMiddleware(RequestDelegate next, LeadgateSettings settings, ILogger<StaffSecurityMiddleware> log)
{
    private const string ContentSecurityPolicy =
        "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; img-src 'self'; connect-src 'self'; "
        + "form-action 'self'; base-uri 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'";
    private const string PermissionsPolicy =
        "accelerometer=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), microphone=(), midi=(), payment=(), usb=()";
    private const string StrictTransportSecurity = "max-age=31536000";

    public async Task InvokeAsync(HttpContext http)
    {
        if (settings.PublicUrl is { } url)
            (http.Request.Scheme, http.Request.Host) = (url.Scheme, new HostString(url.Authority));
        http.Response.OnStarting(SetHeadersAsync, http);
        try
        {
            await next(http);
            if (http.GetEndpoint() is null && http.Response is { HasStarted: false, StatusCode: StatusCodes.Status404NotFound })
                await ShowNotFoundAsync(http);
        }
        catch (NotAllowedException e) when (!http.Response.HasStarted)
        {
            Log.RoleMissing(log, e.Message);
            CommonHeaders.ClearResponse(http.Response);
            await PageResult
                .Notice(StaffTexts.AccessDeniedTitle, StaffTexts.AccessDenied, StatusCodes.Status403Forbidden)
                .ExecuteAsync(http);
        }
        catch (StoreUnavailableException e) when (!http.Response.HasStarted)
        {
            Log.StoreUnavailable(log, e.Message);
            CommonHeaders.ClearResponse(http.Response);
            http.Features.Set(new StoreIsUnavailable());
            await PageResult
                .Notice(StaffTexts.StoreUnavailableTitle, StaffTexts.StoreUnavailable, StatusCodes.Status503ServiceUnavailable)
                .ExecuteAsync(http);
        }
    }

    private static Task ShowNotFoundAsync(HttpContext http) =>
        PageResult.Notice(ShellTexts.NotFoundTitle, ShellTexts.NotFound, StatusCodes.Status404NotFound).ExecuteAsync(http);

    /// <summary>Runs last, because a response that replaces another clears the headers, and the framework sets some itself.</summary>
    private static Task SetHeadersAsync(object state)
    {
        var http = (HttpContext)state;
        var headers = http.Response.Headers;
        headers.ContentSecurityPolicy = ContentSecurityPolicy;
        headers.CacheControl = http.Features.Get<CacheableResponse>()?.CacheControl ?? CommonHeaders.NoStore;
        headers.Remove("Pragma");
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        headers["Permissions-Policy"] = PermissionsPolicy;
        if (http.Request.IsHttps)
            headers.StrictTransportSecurity = StrictTransportSecurity;
        return Task.CompletedTask;
    }
}
