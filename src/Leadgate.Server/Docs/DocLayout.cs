using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using Leadgate.Contract;
using Leadgate.Domain.Texts;
using Leadgate.Server.Hosting;

namespace Leadgate.Server.Docs;

/// <summary>Writes pages as HTML without scripts, in Arabic or English.</summary>
internal sealed class DocLayout(string environment, IReadOnlyList<DocPage> pages)
{
    /// <summary>A page with fewer headings is short enough to do without a table of contents.</summary>
    private const int MinHeadings = 3;

    /// <summary>With more headings, the table of contents has those of the second level only.</summary>
    private const int MaxHeadings = 40;

    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);

    private readonly DocMarkdown _markdown = new(pages.ToDictionary(page => page.File));

    /// <param name="arabic">Whether the page is wanted in Arabic.</param>
    /// <param name="isLanguageInUrl">Whether links to other pages name the language.</param>
    public string Write(DocPage page, bool arabic, bool isLanguageInUrl)
    {
        var query = CreateQuery(arabic, isLanguageInUrl);
        return WriteFrame(page, page.Title, page.Path + "?lang=", WriteArticle(page, arabic, query), arabic, isLanguageInUrl);
    }

    /// <summary>The page that shows what a search found.</summary>
    /// <param name="text">What was searched for.</param>
    /// <param name="content">What was found, as HTML.</param>
    public string WriteSearch(string text, string content, bool arabic, bool isLanguageInUrl) =>
        WriteFrame(
            null,
            DocTexts.Search,
            $"{Routes.DocsSearch}?q={Uri.EscapeDataString(text)}&amp;lang=",
            content,
            arabic,
            isLanguageInUrl,
            text
        );

    /// <summary>The query of links to other pages.</summary>
    public static string CreateQuery(bool arabic, bool isLanguageInUrl) => isLanguageInUrl ? $"?lang={(arabic ? "ar" : "en")}" : "";

    public static string Text(BilingualText text, bool arabic) => Text(text.In(arabic));

    public static string Text(string text) => Encoder.Encode(text);

    /// <param name="address">The address of the page in another language, without the language.</param>
    private string WriteFrame(
        DocPage? page,
        BilingualText title,
        string address,
        string content,
        bool arabic,
        bool isLanguageInUrl,
        string search = ""
    )
    {
        var query = CreateQuery(arabic, isLanguageInUrl);
        var (language, other) = arabic ? ("ar", "en") : ("en", "ar");
        var direction = arabic ? "rtl" : "ltr";
        var otherLanguage = Text(DocTexts.OtherLanguage, arabic);
        var languageField = isLanguageInUrl ? $"<input type=\"hidden\" name=\"lang\" value=\"{language}\">" : "";
        return $"""
            <!DOCTYPE html>
            <html lang="{language}" dir="{direction}">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>{Text(title, arabic)} · Leadgate · {environment}</title>
            <link rel="stylesheet" href="{Routes.DocsStyle}">
            <link rel="alternate" hreflang="{other}" href="{address}{other}">
            </head>
            <body>
            <a class="skip" href="#content">{Text(DocTexts.SkipToContent, arabic)}</a>
            <header>
            <a class="product" href="{Routes.Docs}{query}">Leadgate</a>
            <span class="environment {environment.ToLowerInvariant()}">{environment}</span>
            <form role="search" action="{Routes.DocsSearch}">
            <input type="search" name="q" value="{Text(search)}" maxlength="200" dir="auto" aria-label="{Text(
                DocTexts.SearchLabel,
                arabic
            )}"
            placeholder="{Text(DocTexts.SearchLabel, arabic)}">{languageField}
            <button>{Text(DocTexts.Search, arabic)}</button>
            </form>
            <a class="language" lang="{other}" hreflang="{other}" href="{address}{other}">{otherLanguage}</a>
            <button class="menu" type="button" popovertarget="menu">{Text(DocTexts.Menu, arabic)}</button>
            </header>
            <div class="columns">
            <nav id="menu" popover aria-label="{Text(DocTexts.Documentation, arabic)}">
            {WriteNavigation(page, arabic, query)}</nav>
            <main id="content">
            {content}
            {WriteSteps(page, arabic, query)}</main>
            </div>
            <footer>
            <p>Leadgate · {Text(DocTexts.Version, arabic)} <bdi>{LeadgateApp.Version}</bdi> ·
            {Text(DocTexts.Environment, arabic)} <bdi>{environment}</bdi></p>
            </footer>
            </body>
            </html>

            """.ReplaceLineEndings(
            "\n"
        );
    }

    private string WriteNavigation(DocPage? current, bool arabic, string query)
    {
        var navigation = new StringBuilder();
        foreach (var section in DocSection.All)
        {
            var id = $"section-{section.Title.English.Split(' ')[0].ToLowerInvariant()}";
            navigation.Append(CultureInfo.InvariantCulture, $"<p id=\"{id}\">{Text(section.Title, arabic)}</p>\n");
            navigation.Append(CultureInfo.InvariantCulture, $"<ul aria-labelledby=\"{id}\">\n");
            foreach (var page in pages.Where(page => page.Parent is null && page.Section == section))
            {
                var mark =
                    page == current ? " aria-current=\"page\""
                    : page == current?.Parent ? " aria-current=\"true\""
                    : "";
                navigation.Append(
                    CultureInfo.InvariantCulture,
                    $"<li><a href=\"{page.Path}{query}\"{mark}>{Text(page.Title, arabic)}</a></li>\n"
                );
            }

            if (section == DocSection.Reference)
                navigation.Append(
                    CultureInfo.InvariantCulture,
                    $"<li><a href=\"{Routes.ApiReference}/\">{Text(DocTexts.Reference, arabic)}</a></li>\n"
                );
            navigation.Append("</ul>\n");
        }

        return navigation.ToString();
    }

    /// <summary>A page that exists in English only keeps its language and direction also among Arabic links.</summary>
    private string WriteArticle(DocPage page, bool arabic, string query)
    {
        var isTranslated = arabic && page.HasArabic;
        var text = _markdown.Render(page, isTranslated, query, isForeign: arabic && !isTranslated);
        var article = new StringBuilder();
        if (page.Parent is { } parent)
            article.Append(
                CultureInfo.InvariantCulture,
                $"<p class=\"parent\"><a href=\"{parent.Path}{query}\">{Text(parent.Title, arabic)}</a></p>\n"
            );
        if (arabic && !isTranslated)
            article.Append(CultureInfo.InvariantCulture, $"<p class=\"note\">{Text(DocTexts.EnglishOnly, arabic)}</p>\n");
        article.Append(arabic && !isTranslated ? "<article lang=\"en\" dir=\"ltr\">\n" : "<article>\n");
        article.Append(CultureInfo.InvariantCulture, $"{text.Title}\n{WriteContents(text.Headings, isTranslated)}");
        return article.Append(CultureInfo.InvariantCulture, $"<div class=\"text\">\n{text.Body}</div>\n</article>").ToString();
    }

    /// <summary>The table of contents, in the language of the text.</summary>
    private static string WriteContents(IReadOnlyList<DocHeading> headings, bool arabic)
    {
        if (headings.Count < MinHeadings)
            return "";
        var contents = new StringBuilder();
        contents.Append(CultureInfo.InvariantCulture, $"<nav class=\"contents\" aria-label=\"{Text(DocTexts.Contents, arabic)}\">\n");
        contents.Append(CultureInfo.InvariantCulture, $"<p>{Text(DocTexts.Contents, arabic)}</p>\n<ul>\n");
        foreach (var heading in headings.Where(heading => heading.Level == 2 || headings.Count <= MaxHeadings))
            contents.Append(
                CultureInfo.InvariantCulture,
                $"<li class=\"level-{heading.Level}\"><a href=\"#{Text(heading.Anchor)}\">{Text(heading.Text)}</a></li>\n"
            );
        return contents.Append("</ul>\n</nav>\n").ToString();
    }

    /// <summary>Links to the previous and the next page of the navigation, or of the same list.</summary>
    private string WriteSteps(DocPage? page, bool arabic, string query)
    {
        if (page is null)
            return "";
        var siblings = pages.Where(other => other.Parent == page.Parent).ToList();
        var index = siblings.IndexOf(page);
        var steps = new StringBuilder();
        Append("prev", DocTexts.Previous, index > 0 ? siblings[index - 1] : page.Parent);
        Append("next", DocTexts.Next, siblings.ElementAtOrDefault(index + 1));
        return $"<nav class=\"steps\" aria-label=\"{Text(DocTexts.Neighbors, arabic)}\">\n{steps}</nav>\n";

        void Append(string relation, BilingualText text, DocPage? other)
        {
            if (other is null)
                return;
            steps.Append(CultureInfo.InvariantCulture, $"<a rel=\"{relation}\" href=\"{other.Path}{query}\">{Text(text, arabic)}: ");
            steps.Append(CultureInfo.InvariantCulture, $"<bdi>{Text(other.Title, arabic)}</bdi></a>\n");
        }
    }
}
