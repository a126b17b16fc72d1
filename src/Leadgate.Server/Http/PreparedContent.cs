using System.IO.Compression;
using System.Security.Cryptography;
using Microsoft.Net.Http.Headers;

namespace Leadgate.Server.Http;

/// <summary>
/// A body that is sent many times: a list, a page of the documentation. Each compression is computed once, and has an entity tag of its own
/// (RFC 9110 section 8.8.3.3).
/// </summary>
internal sealed class PreparedContent
{
    private readonly Form _plain;
    private readonly Lazy<Form> _brotli;
    private readonly Lazy<Form> _gzip;

    public PreparedContent(byte[] body)
    {
        var hash = Convert.ToHexStringLower(SHA256.HashData(body).AsSpan(0, 16));
        _plain = new Form(body, null, hash);
        _brotli = new(() => Compress(body, ResponseCoding.Brotli, hash));
        _gzip = new(() => Compress(body, ResponseCoding.Gzip, hash));
    }

    /// <summary>Sends the body, or 304 if the client has it already (promise 3.5).</summary>
    /// <param name="vary">The request headers that select the body.</param>
    /// <param name="isPrivate">Whether only the cache of one caller may keep it.</param>
    public async Task WriteAsync(HttpContext http, string contentType, string vary, bool isPrivate = false)
    {
        var (response, form) = (http.Response, Select(http.Request));
        response.Headers.ETag = form.TagText;
        response.Headers.Vary = vary;
        response.Headers.CacheControl = isPrivate ? "private, no-cache" : "no-cache";
        if (IsCurrent(http.Request, form))
        {
            response.StatusCode = StatusCodes.Status304NotModified;
            return;
        }

        if (form.Coding is not null)
            response.Headers.ContentEncoding = form.Coding;
        response.ContentType = contentType;
        response.ContentLength = form.Body.Length;
        await ResponsePieces.WriteAsync(http, form.Body);
    }

    private Form Select(HttpRequest request)
    {
        if (_plain.Body.Length <= ResponseCoding.MinBytes || request.Headers.AcceptEncoding.Count == 0)
            return _plain;
        var coding = ResponseCoding.Select(request.Headers.AcceptEncoding);
        return coding is null ? _plain
            : ReferenceEquals(coding, ResponseCoding.Brotli) ? _brotli.Value
            : _gzip.Value;
    }

    /// <summary>Usually the tag of the last response, in exactly its form; all forms of RFC 9110 section 13.1.2 are understood.</summary>
    private static bool IsCurrent(HttpRequest request, Form form) =>
        request.Headers.IfNoneMatch is [var tag] && tag == form.TagText || EntityTags.IsCurrent(request, form.Tag);

    private static Form Compress(byte[] body, ResponseCoding coding, string hash)
    {
        using var compressed = new MemoryStream();
        using (var encoder = coding.Encode(compressed, CompressionLevel.Optimal))
            encoder.Write(body);
        return new Form(compressed.ToArray(), coding.Name, $"{hash}-{coding.Name}");
    }

    private sealed record Form(byte[] Body, string? Coding, string TagValue)
    {
        public EntityTagHeaderValue Tag { get; } = new($"\"{TagValue}\"");

        /// <summary>The tag in the form of the header.</summary>
        public string TagText { get; } = $"\"{TagValue}\"";
    }
}
