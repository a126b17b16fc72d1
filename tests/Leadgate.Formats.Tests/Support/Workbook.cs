using System.IO.Compression;
using System.Text;

namespace Leadgate.Formats.Tests.Support;

/// <summary>A workbook that is written part by part, so that it can be as wrong as files of others.</summary>
internal sealed class Workbook
{
    public const string Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    public const string Relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    private const string PackageRelations = "http://schemas.openxmlformats.org/package/2006/relationships";

    /// <summary>The style 1 is of dates, 2 of percentages, 3 of numbers of ten digits, 4 of dates of an Arabic Excel.</summary>
    private const string Styles = """
        <numFmts count="2"><numFmt numFmtId="164" formatCode="0000000000"/>
        <numFmt numFmtId="165" formatCode="[$-2060401]dd\ mmmm\،\ yyyy;@"/></numFmts>
        <cellXfs count="5"><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="9"/><xf numFmtId="164"/><xf numFmtId="165"/></cellXfs>
        """;

    private readonly Dictionary<string, string> _parts = [];

    public Workbook(string sheetData = "", string workbookProperties = "", string sheets = "", string afterData = "")
    {
        Namespace = Main;
        RelationNamespace = Relations;
        (SheetData, WorkbookProperties, Sheets, AfterData) = (sheetData, workbookProperties, sheets, afterData);
    }

    public string Namespace { get; init; }

    public string RelationNamespace { get; init; }

    private string SheetData { get; }

    private string WorkbookProperties { get; }

    private string Sheets { get; }

    private string AfterData { get; }

    public string SharedTexts { get; init; } = "";

    /// <summary>The beginning of the sheet, before its root element.</summary>
    public string BeforeSheet { get; init; } = "";

    /// <summary>Another part, or another text for one.</summary>
    public Workbook With(string part, string text)
    {
        _parts[part] = text;
        return this;
    }

    /// <summary>Rows of inline texts.</summary>
    public static Workbook FromTexts(params ReadOnlySpan<string[]> rows)
    {
        var data = new StringBuilder();
        foreach (var row in rows)
        {
            data.Append("<row>");
            foreach (var cell in row)
                data.Append("<c t=\"inlineStr\"><is><t>").Append(System.Security.SecurityElement.Escape(cell)).Append("</t></is></c>");
            data.Append("</row>");
        }

        return new Workbook(data.ToString());
    }

    public byte[] ToBytes()
    {
        var parts = new Dictionary<string, string>
        {
            ["_rels/.rels"] = Relate(("r1", "officeDocument", "xl/workbook.xml")),
            ["xl/_rels/workbook.xml.rels"] = Relate(
                ("rId1", "worksheet", "worksheets/sheet1.xml"),
                ("rId2", "worksheet", "/xl/worksheets/sheet2.xml"),
                ("rId3", "sharedStrings", "sharedStrings.xml"),
                ("rId4", "styles", "styles.xml")
            ),
            ["xl/workbook.xml"] = $"""
                <workbook xmlns="{Namespace}" xmlns:r="{RelationNamespace}">{WorkbookProperties}
                <sheets>{(Sheets.Length > 0 ? Sheets : """<sheet name="leads" sheetId="1" r:id="rId1"/>""")}</sheets></workbook>
                """,
            ["xl/worksheets/sheet1.xml"] =
                $"""{BeforeSheet}<worksheet xmlns="{Namespace}"><sheetData>{SheetData}</sheetData>{AfterData}</worksheet>""",
            ["xl/styles.xml"] = $"""<styleSheet xmlns="{Namespace}">{Styles}</styleSheet>""",
            ["xl/sharedStrings.xml"] = $"""<sst xmlns="{Namespace}">{SharedTexts}</sst>""",
        };
        foreach (var (part, text) in _parts)
            parts[part] = text;
        var file = new MemoryStream();
        using (var archive = new ZipArchive(file, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (part, text) in parts)
            {
                using var entry = archive.CreateEntry(part, CompressionLevel.Fastest).Open();
                entry.Write(Encoding.UTF8.GetBytes(text));
            }
        }

        return file.ToArray();
    }

    private string Relate(params ReadOnlySpan<(string Id, string Type, string Target)> relations)
    {
        var text = new StringBuilder($"<Relationships xmlns=\"{PackageRelations}\">");
        foreach (var (id, type, target) in relations)
            text.Append(
                System.Globalization.CultureInfo.InvariantCulture,
                $"<Relationship Id=\"{id}\" Type=\"{RelationNamespace}/{type}\" Target=\"{target}\"/>"
            );
        return text.Append("</Relationships>").ToString();
    }
}
