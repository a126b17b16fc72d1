using System.Xml;
using Leadgate.Formats.Files;

namespace Leadgate.Formats.Xlsx;

/// <summary>Reads the XML of a part within the limits. Elements are known by their local names, so that both namespaces are read.</summary>
internal sealed class XmlPart : IDisposable
{
    private readonly PartStream _stream;
    private readonly char[] _chunk = new char[4096];

    public XmlPart(Stream inflated, long maxBytes, InflateBudget budget)
    {
        _stream = new PartStream(inflated, maxBytes, budget);
        Reader = XmlReader.Create(
            _stream,
            new XmlReaderSettings
            {
                DtdProcessing = DtdProcessing.Prohibit,
                XmlResolver = null,
                IgnoreComments = true,
                IgnoreProcessingInstructions = true,
                MaxCharactersFromEntities = 1024,
                NameTable = Names,
                CloseInput = true,
            }
        );
    }

    public XmlReader Reader { get; }

    /// <summary>Names that are taken from it can be compared by reference.</summary>
    public LimitedNames Names { get; } = new();

    /// <returns>False at the end.</returns>
    public bool Read()
    {
        _stream.Mark();
        if (!Reader.Read())
            return false;
        return Reader.Depth <= XlsxLimits.MaxDepth ? true : throw new FileRefusedException(XlsxRefusals.Malformed);
    }

    /// <summary>Whether the reader is at the beginning of an element.</summary>
    public bool IsElement(string name) => Reader.NodeType == XmlNodeType.Element && Reader.LocalName == name;

    /// <summary>Passes over the element at which the reader is; it is at its end then.</summary>
    public void SkipElement()
    {
        if (Reader.IsEmptyElement)
            return;
        var depth = Reader.Depth;
        while (Read() && Reader.Depth > depth) { }
    }

    /// <summary>Appends the text of the element at which the reader is; it is at its end then.</summary>
    /// <returns>False if there is too much text.</returns>
    public bool AppendText(ref char[] text, ref int length, int maxLength)
    {
        if (Reader.IsEmptyElement)
            return true;
        var depth = Reader.Depth;
        while (Read() && Reader.Depth > depth)
        {
            if (Reader.Depth != depth + 1 || !IsText(Reader.NodeType))
                continue;
            while (Reader.ReadValueChunk(_chunk, 0, _chunk.Length) is var read and > 0)
            {
                _stream.Mark();
                if (length + read > maxLength)
                    return false;
                if (text.Length < length + read)
                    Array.Resize(ref text, Math.Max(text.Length * 2, length + read));
                _chunk.AsSpan(0, read).CopyTo(text.AsSpan(length));
                length += read;
            }
        }

        return true;
    }

    public void Dispose() => Reader.Dispose();

    private static bool IsText(XmlNodeType type) =>
        type is XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.SignificantWhitespace or XmlNodeType.Whitespace;
}
