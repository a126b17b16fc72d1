using System.Text;
using Leadgate.Server.Console.Shell;
using Leadgate.Server.Http;
using Leadgate.Server.Staff;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Primitives;
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
        BodyLimit.Set(http, limits.Bytes + limits.FileBytes);
        try
        {
            if (limits.StreamsFile)
                return await ReadToFileAsync(http, limits);
            var fields = await http.Request.ReadFormAsync(CreateOptions(limits), http.RequestAborted);
            return new StaffForm(fields, isRefused: !await antiforgery.IsRequestValidAsync(http));
        }
        catch (Exception e)
            when (e
                    is InvalidDataException
                        or (IOException and not BadHttpRequestException)
                        or BodyDecodingException
                        or BadHttpRequestException { StatusCode: StatusCodes.Status400BadRequest or StatusCodes.Status413PayloadTooLarge }
            )
        {
            return StaffForm.Refused;
        }
    }

    /// <summary>
    /// Reads the fields that come before the file, and nothing of the file. A file before the token is never read: the token decides
    /// whether anything is.
    /// </summary>
    private async Task<StaffForm> ReadToFileAsync(HttpContext http, FormLimits limits)
    {
        if (!MediaTypeHeaderValue.TryParse(http.Request.ContentType, out var type) || !type.Boundary.HasValue)
            return StaffForm.Refused;
        var reader = new MultipartReader(HeaderUtilities.RemoveQuotes(type.Boundary).Value!, http.Request.Body);
        var fields = new Dictionary<string, StringValues>();
        FormUpload? upload = null;
        while (upload is null && await reader.ReadNextSectionAsync(http.RequestAborted) is { } section)
        {
            if (section.AsFileSection() is { FileStream: { } body } file)
                upload = new FormUpload(file.FileName, body);
            else if (section.AsFormDataSection() is { } field && fields.Count < limits.Fields)
                fields[field.Name] = await ReadFieldAsync(section.Body, limits.FieldLength, http.RequestAborted);
            else
                return StaffForm.Refused;
        }

        // The antiforgery service takes the token from what the framework has read of the form.
        var form = new FormCollection(fields);
        http.Features.Set<IFormFeature>(new FormFeature(form));
        return await antiforgery.IsRequestValidAsync(http) ? new StaffForm(form, isRefused: false) { Upload = upload } : StaffForm.Refused;
    }

    private static async Task<string> ReadFieldAsync(Stream body, int maxBytes, CancellationToken cancellation)
    {
        var bytes = new byte[maxBytes + 1];
        var count = await body.ReadAtLeastAsync(bytes, bytes.Length, throwOnEndOfStream: false, cancellation);
        return count <= maxBytes ? Encoding.UTF8.GetString(bytes, 0, count) : throw new InvalidDataException("A field is too long.");
    }

    private static FormOptions CreateOptions(FormLimits limits) =>
        new()
        {
            ValueCountLimit = limits.Fields,
            KeyLengthLimit = 100,
            ValueLengthLimit = limits.FieldLength,
            MultipartBodyLengthLimit = limits.FileBytes,

            // Files stay in memory: another node, or nobody, would find them on the disk of this one.
            MemoryBufferThreshold = (int)Math.Clamp(limits.FileBytes, 1, int.MaxValue),
            BufferBodyLengthLimit = limits.Bytes + limits.FileBytes,
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
