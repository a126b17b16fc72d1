using Markdig.Extensions.Tables;
using Markdig.Renderers.Html;
using Markdig.Syntax;

namespace Leadgate.Server.Docs.Search;

/// <summary>Divides a page into passages.</summary>
internal sealed class DocPassageReader
{
    private readonly DocPage _page;
    private readonly bool _isArabic;
    private readonly List<DocPassage> _passages = [];
    private DocPassage _current;

    private DocPassageReader(DocPage page, bool isArabic)
    {
        (_page, _isArabic) = (page, isArabic);
        _current = Add(null, null, false);
    }

    public static IReadOnlyList<DocPassage> Read(DocPage page, bool arabic)
    {
        var reader = new DocPassageReader(page, arabic);
        reader.ReadBlocks(DocMarkdown.Parse(page, arabic));
        return reader._passages;
    }

    private void ReadBlocks(ContainerBlock container)
    {
        foreach (var block in container)
        {
            switch (block)
            {
                case HeadingBlock { Level: > 1 } heading:
                    _current = Add(heading.GetAttributes().Id, PlainMarkdown.Read(heading.Inline), false);
                    break;
                case HeadingBlock:
                    break;
                case Table table:
                    foreach (var row in table.OfType<TableRow>().Where(row => !row.IsHeader))
                        ReadRow(row);
                    break;
                case CodeBlock code:
                    _current.Texts.Add(code.Lines.ToString());
                    break;
                case LeafBlock { Inline: not null } leaf:
                    _current.Texts.Add(PlainMarkdown.Read(leaf.Inline));
                    break;
                case ContainerBlock inner:
                    ReadBlocks(inner);
                    break;
            }
        }
    }

    private void ReadRow(TableRow row)
    {
        var cells = row.Descendants<LeafBlock>().Select(cell => PlainMarkdown.Read(cell.Inline)).Where(text => text.Length > 0);
        var text = string.Join(" · ", cells);
        if (row.GetAttributes().Id is { } anchor)
            Add(anchor, DocMarkdown.FindCode(row), true).Texts.Add(text);
        else
            _current.Texts.Add(text);
    }

    private DocPassage Add(string? anchor, string? heading, bool isRow)
    {
        var passage = new DocPassage(_page, _isArabic, anchor, heading, isRow, []);
        _passages.Add(passage);
        return passage;
    }
}
