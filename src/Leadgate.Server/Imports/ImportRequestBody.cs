using Leadgate.Contract.Problems;
using Leadgate.Domain.Texts;
using Leadgate.Formats.Files;
using Leadgate.Server.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;

namespace Leadgate.Server.Imports;

/// <summary>Finds the file in a request: it is the body, or the first file of a form.</summary>
internal static class ImportRequestBody
{
    private const string Form = "multipart/form-data";

    private static readonly string[] MediaTypes =
    [
        "application/octet-stream",
        "text/csv",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        "application/x-ndjson",
        "application/x-adf+xml",
        "message/rfc822",
        Form,
    ];

    /// <summary>Other names for these, and what browsers send that know a file by its name only.</summary>
    private static readonly string[] OtherMediaTypes =
    [
        "application/csv",
        "application/vnd.ms-excel",
        "text/plain",
        "text/tab-separated-values",
        "application/xml",
        "text/xml",
        "application/ndjson",
        "application/jsonl",
    ];

    /// <param name="name">The name of the file in the query, or null.</param>
    public static async Task<(UploadedFile? File, Problem? Problem)> ReadAsync(
        HttpContext http,
        string? name,
        CancellationToken cancellation
    )
    {
        var request = http.Request;
        if (ContentCoding.Refuse(request) is { } unsupported)
            return (null, unsupported);
        if (!MediaTypeHeaderValue.TryParse(request.ContentType, out var type) || type.MediaType.Value is not { } media)
            return (null, RefuseMediaType());
        if (media.Equals(Form, StringComparison.OrdinalIgnoreCase))
            return await ReadFormAsync(request, type, name, cancellation);
        return MediaTypes.Concat(OtherMediaTypes).Contains(media, StringComparer.OrdinalIgnoreCase)
            ? (new UploadedFile(request.Body, name, ReadChoices(type)), null)
            : (null, RefuseMediaType());
    }

    private static async Task<(UploadedFile? File, Problem? Problem)> ReadFormAsync(
        HttpRequest request,
        MediaTypeHeaderValue type,
        string? name,
        CancellationToken cancellation
    )
    {
        var boundary = HeaderUtilities.RemoveQuotes(type.Boundary).Value;
        if (string.IsNullOrEmpty(boundary))
            return (null, RefuseForm());
        try
        {
            var form = new MultipartReader(boundary, request.Body);
            while (await form.ReadNextSectionAsync(cancellation) is { } section)
            {
                if (section.AsFileSection() is not { FileStream: { } body } file)
                    continue;
                var choices = MediaTypeHeaderValue.TryParse(section.ContentType, out var own) ? ReadChoices(own) : FileChoices.None;
                return (new UploadedFile(body, name ?? (file.FileName is { Length: > 0 } given ? given : null), choices), null);
            }
        }
        catch (Exception e) when (e is InvalidDataException or (IOException and not BadHttpRequestException))
        {
            return (null, RefuseForm());
        }

        return (null, RefuseForm());
    }

    /// <summary>A charset that the sender names is believed; the content decides otherwise.</summary>
    private static FileChoices ReadChoices(MediaTypeHeaderValue type)
    {
        var charset = type.Charset.HasValue ? HeaderUtilities.RemoveQuotes(type.Charset).Value : null;
        return
            ImportChangeReader.Encodings.FirstOrDefault(known => known.Equals(charset, StringComparison.OrdinalIgnoreCase)) is { } encoding
            ? FileChoices.None with
            {
                Encoding = encoding,
            }
            : FileChoices.None;
    }

    private static Problem RefuseMediaType()
    {
        var headers = MediaTypes.Select(type => "Content-Type: " + type).ToList();
        return new Problem(
            ProblemType.UnsupportedMediaType,
            $"Send the file with {WordList.Or(arabic: false, headers)}.",
            $"أرسل الملف مع {WordList.Or(arabic: true, headers.ConvertAll(BidiText.Ltr))}."
        );
    }

    private static Problem RefuseForm() =>
        new(
            ProblemType.UnreadableFile,
            "The form has no file, or is not whole. Send a part with a file name, as browsers do.",
            "لا يوجد ملف في النموذج أو أن النموذج ناقص. أرسل جزءًا له اسم ملف كما تفعل المتصفحات."
        );
}
