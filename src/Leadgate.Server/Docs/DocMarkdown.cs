using System.Globalization;
using System.Text.RegularExpressions;
using Leadgate.Contract;
using Markdig;
using Markdig.Extensions.AutoIdentifiers;
using Markdig.Extensions.Tables;
using Markdig.Renderers.Html;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace Leadgate.Server.Docs;

/// <summary>Turns the Markdown of a page into HTML, and its links to other files of the repository into links to their pages.</summary>
internal sealed partial class DocMarkdown(IReadOnlyDictionary<string, DocPage> pagesByFile)
{
    private const string OpenApiFile = "docs/openapi.json";

    /// <summary>Headings have the anchors that they have on the sites that show the repository.</summary>
    private static readonly MarkdownPipeline Pipeline = new MarkdownPipelineBuilder()
        .UsePipeTables()
        .UseAutoIdentifiers(AutoIdentifierOptions.GitHub)
        .DisableHtml()
        .Build();

    /// <summary>The Markdown of a page, in which headings and the rows of reference tables have anchors.</summary>
    public static MarkdownDocument Parse(DocPage page, bool arabic)
    {
        var document = Markdown.Parse(WithoutNotes(page.Read(arabic)), Pipeline);
        var anchors = document.Descendants<HeadingBlock>().Select(heading => heading.GetAttributes().Id!).ToHashSet(StringComparer.Ordinal);
        foreach (var row in document.Descendants<TableRow>().Where(row => !row.IsHeader))
        {
            if (FindCode(row) is { } code && Anchor().IsMatch(code) && anchors.Add(code.ToLowerInvariant()))
                row.GetAttributes().Id = code.ToLowerInvariant();
        }

        return document;
    }

    /// <summary>What a row of a table is about, if that is a code: the name of a field, a setting, an error.</summary>
    public static string? FindCode(TableRow row) =>
        row.FirstOrDefault() is TableCell cell ? cell.Descendants<CodeInline>().FirstOrDefault()?.Content : null;

    /// <summary>The headings below the title.</summary>
    public static IEnumerable<DocHeading> FindHeadings(MarkdownDocument document) =>
        document
            .Descendants<HeadingBlock>()
            .Where(heading => heading.Level is 2 or 3)
            .Select(heading => new DocHeading(heading.GetAttributes().Id!, PlainMarkdown.Read(heading.Inline), heading.Level));

    /// <param name="arabic">Whether the Arabic text is wanted.</param>
    /// <param name="query">The query of links to other pages.</param>
    /// <param name="isForeign">Whether the reader prefers Arabic, and the page has no Arabic text.</param>
    public DocText Render(DocPage page, bool arabic, string query, bool isForeign)
    {
        var document = Parse(page, arabic);
        var headings = FindHeadings(document).ToList();

        // The pages have no pictures: whoever reads them has the service itself at hand.
        foreach (var image in document.Descendants<LinkInline>().Where(link => link.IsImage).ToList())
            image.Parent!.ParentBlock!.Parent!.Remove(image.Parent!.ParentBlock!);
        foreach (var link in document.Descendants<LinkInline>().ToList())
            Resolve(page.File, link, query, isForeign);
        foreach (var heading in document.Descendants<HeadingBlock>().Where(heading => heading.Level > 1))
            LinkToItself(heading);

        var html = Complete(document.ToHtml(Pipeline), arabic);
        var end = html.IndexOf("</h1>", StringComparison.Ordinal) + "</h1>".Length;
        return new DocText(html[..end], html[end..].TrimStart('\n'), headings);
    }

    /// <summary>
    /// Tables and code scroll by themselves, so that the page does not when it is narrow or enlarged. Both can be focused for that, and
    /// are numbered, so that each has a name of its own.
    /// </summary>
    private static string Complete(string html, bool arabic)
    {
        var (table, code) = (DocTexts.Table.In(arabic), DocTexts.Code.In(arabic));
        var (tables, codes) = (0, 0);
        return ScrollingElement()
            .Replace(
                html,
                element =>
                    element.Value == "<table>"
                        ? string.Create(
                            CultureInfo.InvariantCulture,
                            $"<div class=\"scroll\" role=\"region\" aria-label=\"{table} {++tables}\" tabindex=\"0\">\n<table>"
                        )
                        : string.Create(
                            CultureInfo.InvariantCulture,
                            $"<pre dir=\"ltr\" role=\"region\" aria-label=\"{code} {++codes}\" tabindex=\"0\">"
                        )
            )
            .Replace("</table>", "</table>\n</div>", StringComparison.Ordinal)
            .Replace("<th></th>", "<td></td>", StringComparison.Ordinal)
            .Replace("<th>", "<th scope=\"col\" dir=\"auto\">", StringComparison.Ordinal)
            .Replace("<td>", "<td dir=\"auto\">", StringComparison.Ordinal);
    }

    /// <summary>A heading is a link to its place, to be copied. One that has a link of its own stays as it is.</summary>
    private static void LinkToItself(HeadingBlock heading)
    {
        if (heading.Inline is null || heading.Inline.Descendants<LinkInline>().Any())
            return;
        var link = new LinkInline("#" + heading.GetAttributes().Id, "") { IsClosed = true };
        link.GetAttributes().AddClass("anchor");
        while (heading.Inline.FirstChild is { } child)
        {
            child.Remove();
            link.AppendChild(child);
        }

        heading.Inline.AppendChild(link);
    }

    /// <summary>A link to a file that is no page becomes its text: readers of the service do not have the repository.</summary>
    private void Resolve(string file, LinkInline link, string query, bool isForeign)
    {
        var url = link.Url!;
        if (url.Contains("://", StringComparison.Ordinal))
        {
            link.GetAttributes().AddProperty("rel", "noreferrer");
            return;
        }

        var parts = url.Split('#', 2);
        var fragment = parts.Length == 2 ? "#" + parts[1] : "";
        if (parts[0].Length == 0 || parts[0][0] == '/')
            return;
        var target = new Uri(new Uri("file:///" + file), parts[0]).AbsolutePath.TrimStart('/');
        if (target == OpenApiFile)
            link.Url = Routes.OpenApi;
        else if (pagesByFile.TryGetValue(target, out var page))
        {
            // An English text names the English heading.
            var isEnglish = isForeign && page.HasArabic && fragment.Length > 0;
            link.Url = page.Path + (isEnglish ? "?lang=en" : query) + fragment;
        }
        else
            ReplaceByText(link);
    }

    private static void ReplaceByText(LinkInline link)
    {
        while (link.FirstChild is { } child)
        {
            child.Remove();
            link.InsertBefore(child);
        }

        link.Remove();
    }

    /// <summary>
    /// Without what a file has before its title, which is a comment for those who would change a generated page or a link to the other
    /// language, and without comments for those who edit the page.
    /// </summary>
    private static string WithoutNotes(string text) => Note().Replace(text[text.IndexOf("# ", StringComparison.Ordinal)..], "");

    [GeneratedRegex(@"^<!--.*?-->\n+", RegexOptions.Multiline)]
    private static partial Regex Note();

    [GeneratedRegex("<table>|<pre>")]
    private static partial Regex ScrollingElement();

    [GeneratedRegex(@"^[A-Za-z0-9_.:-]+$")]
    private static partial Regex Anchor();
}
