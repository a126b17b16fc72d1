using System.Globalization;
using System.IO.Compression;
using Microsoft.Extensions.Primitives;

namespace Leadgate.Server.Http;

/// <summary>A compression of responses (promise 2.10).</summary>
internal sealed record ResponseCoding(string Name, Func<Stream, CompressionLevel, Stream> Encode)
{
    /// <summary>A smaller response is not compressed: it fits into a packet anyway.</summary>
    public const int MinBytes = 1024;

    public static readonly ResponseCoding Brotli = new("br", (target, level) => new BrotliStream(target, level, leaveOpen: true));
    public static readonly ResponseCoding Gzip = new("gzip", (target, level) => new GZipStream(target, level, leaveOpen: true));

    /// <summary>The compression that a client accepts and prefers (RFC 9110 section 12.5.3); null for none.</summary>
    /// <param name="acceptEncoding">The header.</param>
    public static ResponseCoding? Select(StringValues acceptEncoding)
    {
        var (brotli, gzip, identity, others) = (-1.0, -1.0, -1.0, 0.0);
        foreach (var value in acceptEncoding)
        {
            foreach (var range in value.AsSpan().Split(','))
            {
                var quality = ReadQuality(value.AsSpan()[range], out var name);
                if (name.Equals("br", StringComparison.OrdinalIgnoreCase))
                    brotli = quality;
                else if (
                    name.Equals("gzip", StringComparison.OrdinalIgnoreCase) || name.Equals("x-gzip", StringComparison.OrdinalIgnoreCase)
                )
                    gzip = quality;
                else if (name.Equals("identity", StringComparison.OrdinalIgnoreCase))
                    identity = quality;
                else if (name is "*")
                    others = quality;
            }
        }

        brotli = brotli < 0 ? others : brotli;
        gzip = gzip < 0 ? others : gzip;
        var best = Math.Max(brotli, gzip);
        if (best <= 0 || best < identity)
            return null;
        return brotli >= gzip ? Brotli : Gzip;
    }

    private static double ReadQuality(ReadOnlySpan<char> element, out ReadOnlySpan<char> name)
    {
        var semicolon = element.IndexOf(';');
        name = (semicolon < 0 ? element : element[..semicolon]).Trim();
        if (semicolon < 0)
            return 1;
        var weight = element[(semicolon + 1)..].Trim();
        return
            weight.StartsWith("q=", StringComparison.OrdinalIgnoreCase)
            && double.TryParse(weight[2..], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var quality)
            ? quality
            : 0;
    }
}
