using System.Globalization;
using Leadgate.Formats.Files;

namespace Leadgate.Formats.Xlsx;

/// <summary>The formats of the cells of a workbook by the number of their style.</summary>
internal sealed class XlsxStyles
{
    private readonly List<CellFormat> _formats = [];

    public static XlsxStyles None { get; } = new();

    public CellFormat this[int style] => style >= 0 && style < _formats.Count ? _formats[style] : default;

    public static XlsxStyles Read(XmlPart part)
    {
        var styles = new XlsxStyles();
        var codes = new Dictionary<int, CellFormat>();
        var isInCells = false;
        while (part.Read())
        {
            if (part.Reader.LocalName == "cellXfs")
                isInCells = part.Reader.NodeType == System.Xml.XmlNodeType.Element && !part.Reader.IsEmptyElement;
            else if (part.IsElement("numFmt") && codes.Count < XlsxLimits.MaxStyles)
                codes[GetId(part)] = CellFormat.FromCode(part.Reader.GetAttribute("formatCode") ?? "");
            else if (isInCells && part.IsElement("xf"))
                styles.Add(codes, GetId(part));
        }

        return styles;
    }

    private static int GetId(XmlPart part) =>
        int.TryParse(part.Reader.GetAttribute("numFmtId"), CultureInfo.InvariantCulture, out var id) ? id : 0;

    private void Add(Dictionary<int, CellFormat> codes, int id)
    {
        if (_formats.Count == XlsxLimits.MaxStyles)
            throw new FileRefusedException(XlsxRefusals.Malformed);
        _formats.Add(codes.TryGetValue(id, out var format) ? format : CellFormat.FromId(id));
    }
}
