using Leadgate.Server.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Net.Http.Headers;

namespace Leadgate.Server.Console.Forms;

/// <summary>Reads forms within the limits of their routes.</summary>
internal static class StaffFormReader
{
    /// <returns>No fields if the body is larger, or not the form of a page.</returns>
    public static async Task<(IFormCollection? Fields, bool IsTooLarge)> ReadAsync(HttpContext http, FormLimits limits)
    {
        if (!IsFormType(http.Request.ContentType, limits.FileBytes > 0))
            return (null, false);
        BodyLimit.Set(http, limits.Bytes + limits.FileBytes);
        try
        {
            return (await http.Request.ReadFormAsync(CreateOptions(limits), http.RequestAborted), false);
        }
        catch (Exception e)
            when (e
                    is InvalidDataException
                        or BodyDecodingException
                        or BadHttpRequestException { StatusCode: StatusCodes.Status400BadRequest or StatusCodes.Status413PayloadTooLarge }
            )
        {
            return (null, IsTooLarge(http.Request, e, limits));
        }
    }

    /// <summary>The framework says so of a form without files in one way only; one with files can have other faults too.</summary>
    private static bool IsTooLarge(HttpRequest request, Exception exception, FormLimits limits) =>
        exception is BadHttpRequestException { StatusCode: StatusCodes.Status413PayloadTooLarge }
        || request.ContentLength > limits.Bytes + limits.FileBytes
        || (exception is InvalidDataException && limits.FileBytes == 0);

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
