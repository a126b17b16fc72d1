using System.Text;

namespace Leadgate.Bench;

/// <summary>A request of a load.</summary>
/// <param name="Head">The request line and headers, each with its line break, but without the length of the body.</param>
internal readonly record struct WireRequest(byte[] Head, byte[] Body)
{
    private static readonly byte[] Empty = [];

    public static byte[] GetHead(Uri server, string path, string? tag) =>
        Encoding.ASCII.GetBytes($"GET {path} HTTP/1.1\r\nHost: {server.Authority}\r\n{(tag is null ? "" : $"If-None-Match: {tag}\r\n")}");

    /// <param name="key">The API key, or null.</param>
    /// <param name="headers">Further headers, each with its line break.</param>
    public static byte[] PostHead(Uri server, string path, string? key = null, string headers = "") =>
        Encoding.ASCII.GetBytes(
            $"POST {path} HTTP/1.1\r\nHost: {server.Authority}\r\nContent-Type: application/json\r\n"
                + (key is null ? "" : $"Authorization: Bearer {key}\r\n")
                + headers
        );

    public static WireRequest Get(byte[] head) => new(head, Empty);
}
