using Leadgate.Server.Console.Shell;
using Leadgate.Server.Http;
using Leadgate.Server.Staff;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Net.Http.Headers;

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
        if (!IsFormType(http.Request.ContentType, limits.FileBytes > 0))
            return StaffForm.Refused;
        BodyLimit.Set(http, limits.Bytes + (long)limits.FileBytes);
        try
        {
            var fields = await http.Request.ReadFormAsync(CreateOptions(limits), http.RequestAborted);
            return new StaffForm(fields, isRefused: !await antiforgery.IsRequestValidAsync(http));
        }
        catch (Exception e)
            when (e
                    is InvalidDataException
                        or BodyDecodingException
                        or BadHttpRequestException { StatusCode: StatusCodes.Status400BadRequest or StatusCodes.Status413PayloadTooLarge }
            )
        {
            return StaffForm.Refused;
        }
    }

    private static FormOptions CreateOptions(FormLimits limits) =>
        new()
        {
            ValueCountLimit = limits.Fields,
            KeyLengthLimit = 100,
            ValueLengthLimit = limits.FieldLength,
            MultipartBodyLengthLimit = limits.FileBytes,

            // Files stay in memory: another node, or nobody, would find them on the disk of this one.
            MemoryBufferThreshold = Math.Max(limits.FileBytes, 1),
            BufferBodyLengthLimit = limits.Bytes + (long)limits.FileBytes,
        };

    /// <summary>Only what browsers send for these forms. The framework accepts other types, and fails on some character sets.</summary>
    private static bool IsFormType(string? contentType, bool hasFiles) =>
        MediaTypeHeaderValue.TryParse(contentType, out var type)
        && (
            type.MediaType.Equals("application/x-www-form-urlencoded", StringComparison.OrdinalIgnoreCase)
                && (!type.Charset.HasValue || type.Charset.Value.Trim('"').Equals("utf-8", StringComparison.OrdinalIgnoreCase))
            || hasFiles
                && type.MediaType.Equals("multipart/form-data", StringComparison.OrdinalIgnoreCase)
                && type.Boundary.HasValue
                && !type.Charset.HasValue
        );
}
