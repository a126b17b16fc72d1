using System.Text;

namespace Leadgate.Server.Hosting;

/// <summary>A file that holds one secret, as a supervisor or a container platform hands it over.</summary>
internal static class SecretFile
{
    /// <summary>A larger file is something else.</summary>
    private const int MaxBytes = 64 * 1024;

    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Reads it. A line break at the end is not part of the secret, because editors and <c>echo</c> add one.</summary>
    /// <param name="secret">The secret; empty if there is an error.</param>
    /// <returns>What is wrong, as the end of a sentence that begins with the name of the setting; or null.</returns>
    public static string? TryRead(string path, out string secret)
    {
        secret = "";
        try
        {
            using var stream = File.OpenRead(path);
            var buffer = new byte[MaxBytes + 1];
            var length = stream.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false);
            if (length > MaxBytes)
                return $"names {path}, which is too large for a secret";
            var text = StrictUtf8.GetString(buffer, 0, length);
            text =
                text.EndsWith("\r\n", StringComparison.Ordinal) ? text[..^2]
                : text.EndsWith('\n') ? text[..^1]
                : text;
            if (text.Length == 0)
                return $"names {path}, which is empty";
            if (text.Any(char.IsControl))
                return $"names {path}, which must hold one line";
            secret = text;
            return null;
        }
        catch (DecoderFallbackException)
        {
            return $"names {path}, which is not text in UTF-8";
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return $"names {path}, which cannot be read: {e.Message.TrimEnd('.')}";
        }
    }
}
