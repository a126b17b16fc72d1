using Leadgate.Contract;
using Markdig;
using Markdig.Extensions.AutoIdentifiers;
using Markdig.Renderers.Html;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace Leadgate.Server.Docs;

/// <summary>Turns the Markdown of a page into HTML, and its links to other files of the repository into links to their pages.</summary>
internal sealed class DocMarkdown(IReadOnlyDictionary<string, DocPage> pagesByFile)
{
    private const string OpenApiFile = "docs/openapi.json";

    /// <summary>Headings have the anchors that they have on the sites that show the repository.</summary>
    private static readonly MarkdownPipeline Pipeline = new MarkdownPipelineBuilder()
        .UsePipeTables()
        .UseAutoIdentifiers(AutoIdentifierOptions.GitHub)
        .DisableHtml()
        .Build();

    /// <param name="arabic">Whether the Arabic text is wanted.</param>
    /// <param name="query">The query of links to other pages.</param>
    public string Render(DocPage page, bool arabic, string query)
    {
        var document = Markdown.Parse(WithoutHead(page.Read(arabic)), Pipeline);

        // The pages have no pictures: whoever reads them has the service itself at hand.
        foreach (var image in document.Descendants<LinkInline>().Where(link => link.IsImage).ToList())
            image.Parent!.ParentBlock!.Parent!.Remove(image.Parent!.ParentBlock!);
        foreach (var link in document.Descendants<LinkInline>())
        {
            if (link.Url!.Contains("://", StringComparison.Ordinal))
                link.GetAttributes().AddProperty("rel", "noreferrer");
            else
                link.Url = Resolve(page.File, link.Url, query);
        }

        // Tables and code scroll by themselves, so that the page does not when it is narrow or enlarged. Both can be focused for that.
        var (table, code) = (DocTexts.Table.In(arabic), DocTexts.Code.In(arabic));
        return document
            .ToHtml(Pipeline)
            .Replace(
                "<table>",
                $"<div class=\"scroll\" role=\"region\" aria-label=\"{table}\" tabindex=\"0\">\n<table>",
                StringComparison.Ordinal
            )
            .Replace("</table>", "</table>\n</div>", StringComparison.Ordinal)
            .Replace("<th>", "<th scope=\"col\" dir=\"auto\">", StringComparison.Ordinal)
            .Replace("<td>", "<td dir=\"auto\">", StringComparison.Ordinal)
            .Replace("<pre>", $"<pre dir=\"ltr\" role=\"region\" aria-label=\"{code}\" tabindex=\"0\">", StringComparison.Ordinal);
    }

    /// <exception cref="InvalidOperationException">A page links to a file that the service does not show.</exception>
    private string Resolve(string file, string url, string query)
    {
        var parts = url.Split('#', 2);
        var fragment = parts.Length == 2 ? "#" + parts[1] : "";
        if (parts[0].Length == 0)
            return fragment;
        if (parts[0][0] == '/')
            return url;
        var target = new Uri(new Uri("file:///" + file), parts[0]).AbsolutePath.TrimStart('/');
        if (target == OpenApiFile)
            return Routes.OpenApi;
        return pagesByFile.TryGetValue(target, out var page)
            ? page.Path + query + fragment
            : throw new InvalidOperationException($"{file} links to {url}, which is not a page of the service.");
    }

    /// <summary>
    /// What a file has before its title: a comment for those who would change a generated page, or a link to the other language, which is
    /// in the head of each page.
    /// </summary>
    private static string WithoutHead(string text) => text[text.IndexOf("# ", StringComparison.Ordinal)..];
}
