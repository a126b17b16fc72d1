using System.IO.Compression;
using Leadgate.Contract.Problems;
using Leadgate.Domain.Texts;

namespace Leadgate.Server.Http;

/// <summary>A compression that a body may have (promise 2.10, RFC 9110 section 8.4.1).</summary>
internal sealed record ContentCoding(string Name, Func<Stream, Stream> Decode)
{
    private const string Identity = "identity";

    /// <summary>What a request body may have. Messages and <c>Accept-Encoding</c> follow from it.</summary>
    private static readonly ContentCoding[] All =
    [
        new("gzip", body => new GZipStream(body, CompressionMode.Decompress)),
        new("deflate", body => new ZLibStream(body, CompressionMode.Decompress)),
        new("br", body => new BrotliStream(body, CompressionMode.Decompress)),
    ];

    private static readonly string[] Names = [.. All.Select(coding => coding.Name)];

    /// <summary>For <c>Accept-Encoding</c> of a response (RFC 9110 section 12.5.3).</summary>
    public static string Accepted { get; } = string.Join(", ", Names);

    /// <summary>The names in a sentence.</summary>
    public static BilingualText Choice { get; } = new(WordList.Or(arabic: false, Names), WordList.Or(arabic: true, Names));

    /// <summary>
    /// Finds how a body is compressed, and removes the header if the body can be read. More than one compression is not supported, because
    /// the size of what is between them could not be limited.
    /// </summary>
    /// <returns>The compression, or null if there is none or the header is left because it is not supported.</returns>
    public static ContentCoding? Take(IHeaderDictionary headers)
    {
        if (headers.ContentEncoding.Count == 0)
            return null;
        var names = headers
            .ContentEncoding.SelectMany(value =>
                (value ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            )
            .Select(name => name.ToLowerInvariant())
            .Where(name => name != Identity)
            .ToList();
        var coding = names switch
        {
            ["x-gzip"] => All[0],
            [var name] => Array.Find(All, coding => coding.Name == name),
            _ => null,
        };
        if (coding is not null || names.Count == 0)
            headers.Remove("Content-Encoding");
        return coding;
    }

    /// <summary>The problem of a body whose compression is not supported, or null.</summary>
    public static Problem? Refuse(HttpRequest request) =>
        request.Headers.ContentEncoding.Count == 0
            ? null
            : new Problem(
                ProblemType.UnsupportedMediaType,
                $"Compress the body with {Choice.In(arabic: false)}, once, and name it in Content-Encoding, or send it uncompressed.",
                $"اضغط المحتوى مرة واحدة بطريقة {Choice.In(arabic: true)} واذكرها في {BidiText.Ltr("Content-Encoding")}، أو أرسله دون ضغط."
            )
            {
                AcceptEncoding = Accepted,
            };
}
