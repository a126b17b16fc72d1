namespace Leadgate.Formats.Text;

/// <summary>A way in which text is kept in a file.</summary>
/// <param name="Name">By which it is chosen.</param>
/// <param name="DotNetName">What .NET calls the encoding of its bytes.</param>
/// <param name="Open">Gives the file as UTF-8; what can't be decoded becomes the replacement character.</param>
internal sealed record FileEncoding(string Name, string DotNetName, Func<Stream, Stream> Open);
