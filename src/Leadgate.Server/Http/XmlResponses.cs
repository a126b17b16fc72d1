using System.Globalization;
using System.Text;
using System.Xml;
using Microsoft.Net.Http.Headers;

namespace Leadgate.Server.Http;

/// <summary>Responses in XML, for senders of ADF that read nothing else.</summary>
internal static class XmlResponses
{
    public const string MediaType = "application/xml";

    private const int PieceSize = 64 * 1024;

    private static readonly string[] Wanted = ["application/xml", "text/xml", "application/x-adf+xml", "application/problem+xml"];

    /// <summary>Whether the route can answer in XML, and the request asks for it and not for JSON.</summary>
    public static bool AreWanted(HttpContext http)
    {
        if (http.GetEndpoint()?.Metadata.GetMetadata<XmlResponseMetadata>() is null)
            return false;
        return MediaTypeHeaderValue.TryParseList(http.Request.Headers.Accept, out var accepted)
            && accepted.Any(type => type.Quality is not 0 && Wanted.Contains(type.MediaType.Value, StringComparer.OrdinalIgnoreCase))
            && !accepted.Any(type => type.MediaType.Equals("application/json", StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>Sends a document. What writes it is called once and may write any amount.</summary>
    public static Task SendAsync(HttpContext http, Action<XmlWriter> write) => SendAsync(http, [write]);

    /// <summary>Sends a document that is written in pieces.</summary>
    public static async Task SendAsync(HttpContext http, IEnumerable<Action<XmlWriter>> pieces)
    {
        using var buffer = new MemoryStream();
        await using var xml = XmlWriter.Create(
            buffer,
            new XmlWriterSettings
            {
                Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
                CloseOutput = false,
                Async = true,
            }
        );
        await xml.WriteStartDocumentAsync();
        foreach (var write in pieces)
        {
            write(xml);
            if (buffer.Length < PieceSize)
                continue;
            await xml.FlushAsync();
            await FlushAsync();
        }

        await xml.WriteEndDocumentAsync();
        await xml.FlushAsync();
        await FlushAsync();

        async Task FlushAsync()
        {
            buffer.Position = 0;
            await buffer.CopyToAsync(http.Response.Body, http.RequestAborted);
            buffer.SetLength(0);
        }
    }

    /// <summary>A text without the characters that XML does not have.</summary>
    public static string Clean(string text)
    {
        if (text.All(c => XmlConvert.IsXmlChar(c)))
            return text;
        var clean = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
            clean.Append(rune.IsBmp && !XmlConvert.IsXmlChar((char)rune.Value) ? "\uFFFD" : rune.ToString());
        return clean.ToString();
    }

    public static string Format(long number) => number.ToString(CultureInfo.InvariantCulture);
}
