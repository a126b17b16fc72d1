using System.IO.Compression;
using Leadgate.Formats.Files;

namespace Leadgate.Formats.Xlsx;

/// <summary>
/// An Excel workbook (Office Open XML), transitional or strict. Its parts are found by their relations, as Excel finds them. All methods
/// throw a <see cref="FileRefusedException"/>, or what the XML reader and the archive throw for a damaged file.
/// </summary>
internal sealed class XlsxWorkbook : IDisposable
{
    private readonly ZipArchive _archive;
    private readonly Dictionary<string, ZipArchiveEntry> _entries = new(StringComparer.OrdinalIgnoreCase);
    private readonly InflateBudget _budget = new();
    private string? _sharedTextsPart;
    private SharedTexts? _sharedTexts;

    private XlsxWorkbook(Stream file)
    {
        _archive = new ZipArchive(file, ZipArchiveMode.Read, leaveOpen: true);
        foreach (var entry in _archive.Entries)
            _entries.TryAdd(entry.FullName.Replace('\\', '/').TrimStart('/'), entry);
    }

    public IReadOnlyList<XlsxSheet> Sheets { get; private set; } = [];

    /// <summary>Whether days are counted from 1904.</summary>
    public bool CountsFrom1904 { get; private set; }

    public XlsxStyles Styles { get; private set; } = XlsxStyles.None;

    public static XlsxWorkbook Open(Stream file)
    {
        if (!ZipDirectory.IsReasonable(file))
            throw new FileRefusedException(XlsxRefusals.Damaged());
        file.Position = 0;
        var workbook = new XlsxWorkbook(file);
        try
        {
            workbook.ReadStructure();
            return workbook;
        }
        catch
        {
            workbook.Dispose();
            throw;
        }
    }

    /// <summary>The shared texts, which are read when they are first needed.</summary>
    public SharedTexts GetSharedTexts(CancellationToken cancellation)
    {
        if (_sharedTexts is not null)
            return _sharedTexts;
        if (_sharedTextsPart is null)
            return _sharedTexts = new SharedTexts();
        using var part = OpenPart(_sharedTextsPart, XlsxLimits.MaxSharedTextPartBytes);
        return _sharedTexts = SharedTexts.Read(part, cancellation);
    }

    public XmlPart OpenSheet(XlsxSheet sheet) => OpenPart(sheet.Part, XlsxLimits.MaxSheetBytes);

    /// <summary>The size of a sheet in the file.</summary>
    public long GetCompressedLength(XlsxSheet sheet) => _entries[sheet.Part].CompressedLength;

    public void Dispose() => _archive.Dispose();

    private XmlPart OpenPart(string name, long maxBytes) => new(_entries[name].Open(), maxBytes, _budget);

    private void ReadStructure()
    {
        var workbook = FindWorkbook();
        var relations = ReadRelations(workbook);
        var names = new List<(string Name, bool IsHidden, string Relation)>();
        using (var part = OpenPart(workbook, XlsxLimits.MaxPartBytes))
        {
            while (part.Read())
            {
                if (part.IsElement("workbookPr"))
                    CountsFrom1904 = part.Reader.GetAttribute("date1904") is "1" or "true";
                else if (part.IsElement("sheet") && names.Count < XlsxLimits.MaxSheets)
                    names.Add((part.Reader.GetAttribute("name") ?? "", IsHidden(part), GetRelation(part)));
            }
        }

        Sheets =
        [
            .. names
                .Select(sheet => (sheet, relation: relations.GetValueOrDefault(sheet.Relation)))
                .Where(pair => pair.relation.Type == "worksheet" && _entries.ContainsKey(pair.relation.Part))
                .Select(pair => new XlsxSheet(pair.sheet.Name, pair.sheet.IsHidden, pair.relation.Part)),
        ];
        _sharedTextsPart = FindPart(relations, "sharedStrings");
        if (FindPart(relations, "styles") is { } styles)
        {
            using var part = OpenPart(styles, XlsxLimits.MaxPartBytes);
            Styles = XlsxStyles.Read(part);
        }
    }

    private static bool IsHidden(XmlPart part) => part.Reader.GetAttribute("state") is "hidden" or "veryHidden";

    /// <summary>The attribute is in one of two namespaces.</summary>
    private static string GetRelation(XmlPart part)
    {
        var relation = "";
        while (part.Reader.MoveToNextAttribute())
        {
            if (part.Reader.LocalName == "id" && part.Reader.NamespaceURI.Length > 0)
                relation = part.Reader.Value;
        }

        part.Reader.MoveToElement();
        return relation;
    }

    private string FindWorkbook()
    {
        if (_entries.ContainsKey("_rels/.rels"))
        {
            var found = FindPart(ReadRelations(""), "officeDocument");
            if (found?.EndsWith(".bin", StringComparison.OrdinalIgnoreCase) == true)
                throw new FileRefusedException(XlsxRefusals.BinaryWorkbook);
            if (found is not null)
                return found;
        }

        if (_entries.ContainsKey("xl/workbook.xml"))
            return "xl/workbook.xml";
        throw new FileRefusedException(_entries.ContainsKey("content.xml") ? XlsxRefusals.OpenDocument : XlsxRefusals.NoWorkbook);
    }

    private string? FindPart(Dictionary<string, (string Type, string Part)> relations, string type) =>
        relations
            .Values.Where(relation => relation.Type == type && _entries.ContainsKey(relation.Part))
            .Select(relation => relation.Part)
            .FirstOrDefault();

    /// <summary>The parts that a part refers to, by the id of the relation.</summary>
    private Dictionary<string, (string Type, string Part)> ReadRelations(string source)
    {
        var relations = new Dictionary<string, (string Type, string Part)>(StringComparer.Ordinal);
        var slash = source.LastIndexOf('/');
        var name = $"{source[..(slash + 1)]}_rels/{source[(slash + 1)..]}.rels";
        if (!_entries.ContainsKey(name))
            return relations;
        using var part = OpenPart(name, XlsxLimits.MaxPartBytes);
        while (part.Read())
        {
            if (
                !part.IsElement("Relationship")
                || part.Reader.GetAttribute("TargetMode") == "External"
                || relations.Count > XlsxLimits.MaxEntries
            )
                continue;
            var (id, type, target) = (part.Reader.GetAttribute("Id"), part.Reader.GetAttribute("Type"), part.Reader.GetAttribute("Target"));
            if (id is not null && type is not null && target is not null)
                relations[id] = (type[(type.LastIndexOf('/') + 1)..], Resolve(source[..(slash + 1)], target));
        }

        return relations;
    }

    private static string Resolve(string folder, string target)
    {
        target = target.Replace('\\', '/');
        var path = new List<string>();
        foreach (var step in (target.StartsWith('/') ? target : folder + target).Split('/'))
        {
            if (step == ".." && path.Count > 0)
                path.RemoveAt(path.Count - 1);
            else if (step is not ("" or "." or ".."))
                path.Add(step);
        }

        return string.Join('/', path);
    }
}
