using Leadgate.Server.Console.Shell;
using Leadgate.Server.Staff;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authorization;

namespace Leadgate.Server.Console.Forms;

/// <summary>
/// Reads the form of every request below <c>/staff</c> that may change something, and lets it through only with a valid antiforgery token.
/// It comes after authorization, and a route can't forget it.
/// </summary>
internal sealed class StaffFormMiddleware(RequestDelegate next, IAntiforgery antiforgery)
{
    public async Task InvokeAsync(HttpContext http)
    {
        var method = http.Request.Method;
        if (http.GetEndpoint() is not RouteEndpoint endpoint || HttpMethods.IsGet(method) || HttpMethods.IsHead(method))
        {
            await next(http);
            return;
        }

        var form = await ReadAsync(http, endpoint.Metadata.GetMetadata<FormLimits>() ?? FormLimits.Small);
        if (form == StaffForm.TooLarge && endpoint.Metadata.GetMetadata<IAuthorizeData>() is not null)
        {
            await PageResult
                .Notice(ShellTexts.FormTooLargeTitle, ShellTexts.FormTooLarge, StatusCodes.Status413PayloadTooLarge)
                .ExecuteAsync(http);
            return;
        }

        if (form.IsRefused && endpoint.Metadata.GetMetadata<AnswersRefusedForm>() is null)
        {
            await PageResult
                .Notice(ShellTexts.FormExpiredTitle, StaffTexts.FormExpired, StatusCodes.Status400BadRequest)
                .ExecuteAsync(http);
            return;
        }

        http.Features.Set(form);
        await next(http);
    }

    private async Task<StaffForm> ReadAsync(HttpContext http, FormLimits limits)
    {
        if (limits.StreamsFile)
            return await ReadToFileAsync(http, limits);
        var (fields, isTooLarge) = await StaffFormReader.ReadAsync(http, limits);
        return fields is not null ? new StaffForm(fields, isRefused: !await antiforgery.IsRequestValidAsync(http))
            : isTooLarge ? StaffForm.TooLarge
            : StaffForm.Refused;
    }

    private async Task<StaffForm> ReadToFileAsync(HttpContext http, FormLimits limits) =>
        await StreamedFormReader.ReadAsync(http, limits) is var (fields, upload) && await antiforgery.IsRequestValidAsync(http)
            ? new StaffForm(fields, isRefused: false) { Upload = upload }
            : StaffForm.Refused;
}
