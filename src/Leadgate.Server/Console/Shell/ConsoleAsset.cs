namespace Leadgate.Server.Console.Shell;

/// <summary>A file of the console.</summary>
/// <param name="Url">Its address, which has a hash of the content in it.</param>
/// <param name="Compressed">The content compressed with Brotli, or null if that does not help.</param>
internal sealed record ConsoleAsset(string Url, string ContentType, byte[] Content, byte[]? Compressed, string Tag);
