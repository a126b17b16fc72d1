using Leadgate.Server.Hosting;
using Leadgate.Storage;

namespace Leadgate.Server.Staff;

/// <summary>What every answer below <c>/staff</c> says to the browser, whoever writes it, and what becomes of a request when the store is away.</summary>
internal sealed class StaffSecurityMiddleware(
    RequestDelegate next,
    StaffPages pages,
    LeadgateSettings settings,
    ILogger<StaffSecurityMiddleware> log
)
{
    private const string Policy = "default-src 'none'; style-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";
    private const string Permissions =
        "accelerometer=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), microphone=(), midi=(), payment=(), usb=()";
    private const string TransportSecurity = "max-age=31536000";

    public async Task InvokeAsync(HttpContext http)
    {
        if (settings.PublicUrl is { } url)
            (http.Request.Scheme, http.Request.Host) = (url.Scheme, HostString.FromUriComponent(url));
        http.Response.OnStarting(SetHeadersAsync, http);
        try
        {
            await next(http);
        }
        catch (StoreUnavailableException e) when (!http.Response.HasStarted)
        {
            Log.StoreUnavailable(log, e.Message);
            http.Response.Clear();
            await pages.WriteNoticeAsync(http, StatusCodes.Status503ServiceUnavailable, StaffTexts.StoreAwayTitle, StaffTexts.StoreAway);
        }
    }

    /// <summary>At the last moment, for an answer that takes the place of another clears the headers, and the framework sets some of its own.</summary>
    private static Task SetHeadersAsync(object state)
    {
        var http = (HttpContext)state;
        var headers = http.Response.Headers;
        headers.ContentSecurityPolicy = Policy;
        headers.CacheControl = "no-store";
        headers.Remove("Pragma");
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        headers["Permissions-Policy"] = Permissions;
        if (http.Request.IsHttps)
            headers.StrictTransportSecurity = TransportSecurity;
        return Task.CompletedTask;
    }
}
