using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using Leadgate.Contract;
using Leadgate.Domain.Texts;
using Leadgate.Server.Hosting;

namespace Leadgate.Server.Docs;

/// <summary>Writes pages as HTML without scripts, in Arabic or English.</summary>
internal sealed class DocLayout(string environment, IReadOnlyCollection<DocPage> pages)
{
    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);

    private readonly DocMarkdown _markdown = new(pages.ToDictionary(page => page.File));

    /// <param name="arabic">Whether the page is wanted in Arabic.</param>
    /// <param name="isLanguageInUrl">Whether links to other pages name the language.</param>
    public string Write(DocPage page, bool arabic, bool isLanguageInUrl)
    {
        var query = isLanguageInUrl ? $"?lang={(arabic ? "ar" : "en")}" : "";
        var (language, other) = arabic ? ("ar", "en") : ("en", "ar");
        var direction = arabic ? "rtl" : "ltr";
        var otherLanguage = Text(DocTexts.OtherLanguage, arabic);
        return $"""
            <!DOCTYPE html>
            <html lang="{language}" dir="{direction}">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>{Text(page.Title, arabic)} · Leadgate · {environment}</title>
            <link rel="stylesheet" href="{Routes.DocsStyle}">
            <link rel="alternate" hreflang="{other}" href="{page.Path}?lang={other}">
            </head>
            <body>
            <a class="skip" href="#content">{Text(DocTexts.SkipToContent, arabic)}</a>
            <header>
            <a class="product" href="{Routes.Docs}{query}">Leadgate</a>
            <span class="environment {environment.ToLowerInvariant()}">{environment}</span>
            <a class="language" lang="{other}" hreflang="{other}" href="{page.Path}?lang={other}">{otherLanguage}</a>
            </header>
            <nav aria-label="{Text(DocTexts.Documentation, arabic)}">
            <ul>
            {WriteNavigation(page, arabic, query)}</ul>
            </nav>
            <main id="content">
            {WriteArticle(page, arabic, query)}
            </main>
            <footer>
            <p>Leadgate · {Text(DocTexts.Version, arabic)} <bdi>{LeadgateApp.Version}</bdi> ·
            {Text(DocTexts.Environment, arabic)} <bdi>{environment}</bdi></p>
            </footer>
            </body>
            </html>

            """.ReplaceLineEndings("\n");
    }

    private string WriteNavigation(DocPage current, bool arabic, string query)
    {
        var items = new StringBuilder();
        foreach (var page in pages.Where(page => page.Summary is not null))
        {
            var mark = page == current ? " aria-current=\"page\"" : "";
            items.Append(CultureInfo.InvariantCulture, $"<li><a href=\"{page.Path}{query}\"{mark}>{Text(page.Title, arabic)}</a></li>\n");
        }

        items.Append(CultureInfo.InvariantCulture, $"<li><a href=\"{Routes.ApiReference}/\">{Text(DocTexts.Reference, arabic)}</a></li>\n");
        return items.ToString();
    }

    /// <summary>A page that exists in English only keeps its language and direction also among Arabic links.</summary>
    private string WriteArticle(DocPage page, bool arabic, string query)
    {
        var article = _markdown.Render(page, arabic && page.HasArabic, query);
        return arabic && !page.HasArabic
            ? $"<p class=\"note\">{Text(DocTexts.EnglishOnly, arabic)}</p>\n<article lang=\"en\" dir=\"ltr\">\n{article}</article>"
            : $"<article>\n{article}</article>";
    }

    private static string Text(BilingualText text, bool arabic) => Encoder.Encode(text.In(arabic));
}
