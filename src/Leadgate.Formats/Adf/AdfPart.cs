using System.Text;
using Leadgate.Formats.Files;

namespace Leadgate.Formats.Adf;

/// <summary>One prospect of a file.</summary>
internal static class AdfPart
{
    /// <summary>The lead; if it is not readable XML, its text as a JSON string and why that is none.</summary>
    /// <param name="index">Which prospect of the file it is, from 1.</param>
    public static FilePiece Read(long index, string text, AdfMapping mapping)
    {
        var size = Encoding.UTF8.GetByteCount(text);
        return AdfXml.TryParse(text, out var root)
            ? new FilePiece(index, mapping.ToJson(root), size, null)
            : new FilePiece(index, UnreadableText.ToJson(text.Trim()), size, AdfBulkReader.Unreadable);
    }
}
