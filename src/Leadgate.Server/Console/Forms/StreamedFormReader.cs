using System.Text;
using Leadgate.Server.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace Leadgate.Server.Console.Forms;

/// <summary>
/// Reads the fields of a form that come before its file, and nothing of the file. A file before the token is never read: the token decides
/// whether anything is.
/// </summary>
internal static class StreamedFormReader
{
    /// <returns>Null if the body is not the form of a page. Without a file, the upload is null.</returns>
    public static async Task<(IFormCollection Fields, FormUpload? Upload)?> ReadAsync(HttpContext http, FormLimits limits)
    {
        if (FindBoundary(http.Request.ContentType) is not { } boundary)
            return null;
        BodyLimit.Set(http, limits.Bytes + limits.FileBytes);
        try
        {
            return await ReadAsync(http, new MultipartReader(boundary, http.Request.Body), limits);
        }
        catch (Exception e) when (e is InvalidDataException or IOException or BodyDecodingException)
        {
            return null;
        }
    }

    private static async Task<(IFormCollection Fields, FormUpload? Upload)?> ReadAsync(
        HttpContext http,
        MultipartReader reader,
        FormLimits limits
    )
    {
        var fields = new Dictionary<string, StringValues>();
        FormUpload? upload = null;
        while (upload is null && await reader.ReadNextSectionAsync(http.RequestAborted) is { } section)
        {
            if (section.AsFileSection() is { FileStream: { } body } file)
                upload = new FormUpload(file.FileName, body);
            else if (section.AsFormDataSection() is { } field && fields.Count < limits.Fields)
                fields[field.Name] = await ReadFieldAsync(section.Body, limits.FieldLength, http.RequestAborted);
            else
                return null;
        }

        // The antiforgery service takes the token from what the framework has read of the form.
        var form = new FormCollection(fields);
        http.Features.Set<IFormFeature>(new FormFeature(form));
        return (form, upload);
    }

    private static async Task<string> ReadFieldAsync(Stream body, int maxBytes, CancellationToken cancellation)
    {
        var bytes = new byte[maxBytes + 1];
        var count = await body.ReadAtLeastAsync(bytes, bytes.Length, throwOnEndOfStream: false, cancellation);
        return count <= maxBytes ? Encoding.UTF8.GetString(bytes, 0, count) : throw new InvalidDataException("A field is too long.");
    }

    private static string? FindBoundary(string? contentType) =>
        MediaTypeHeaderValue.TryParse(contentType, out var type)
        && type.MediaType.Equals("multipart/form-data", StringComparison.OrdinalIgnoreCase)
        && !type.Charset.HasValue
        && HeaderUtilities.RemoveQuotes(type.Boundary).Value is { Length: > 0 } boundary
            ? boundary
            : null;
}
