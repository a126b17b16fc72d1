using Leadgate.Server.Access;
using Leadgate.Server.Hosting;
using Leadgate.Server.Http;
using Leadgate.Storage;

namespace Leadgate.Server.Staff;

/// <summary>Sets the security headers of every response below <c>/staff</c>, and shows a page if the store is unavailable.</summary>
internal sealed class StaffSecurityMiddleware(
    RequestDelegate next,
    StaffPages pages,
    LeadgateSettings settings,
    ILogger<StaffSecurityMiddleware> log
)
{
    private const string ContentSecurityPolicy =
        "default-src 'none'; style-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";
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
        }
        catch (NotAllowedException e) when (!http.Response.HasStarted)
        {
            Log.RoleMissing(log, e.Message);
            CommonHeaders.ClearResponse(http.Response);
            await pages.WriteNoticeAsync(http, StatusCodes.Status403Forbidden, StaffTexts.AccessDeniedTitle, StaffTexts.AccessDenied);
        }
        catch (StoreUnavailableException e) when (!http.Response.HasStarted)
        {
            Log.StoreUnavailable(log, e.Message);
            CommonHeaders.ClearResponse(http.Response);
            await pages.WriteNoticeAsync(
                http,
                StatusCodes.Status503ServiceUnavailable,
                StaffTexts.StoreUnavailableTitle,
                StaffTexts.StoreUnavailable
            );
        }
    }

    /// <summary>Runs last, because a response that replaces another clears the headers, and the framework sets some itself.</summary>
    private static Task SetHeadersAsync(object state)
    {
        var http = (HttpContext)state;
        var headers = http.Response.Headers;
        headers.ContentSecurityPolicy = ContentSecurityPolicy;
        headers.CacheControl = "no-store";
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
