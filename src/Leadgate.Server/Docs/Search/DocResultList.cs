using System.Globalization;
using System.Text;

namespace Leadgate.Server.Docs.Search;

/// <summary>Writes what was found as HTML.</summary>
internal static class DocResultList
{
    public static string Write(DocQuery query, IReadOnlyList<DocResult> results, bool arabic, bool isLanguageInUrl)
    {
        var list = new StringBuilder();
        list.Append(CultureInfo.InvariantCulture, $"<h1>{DocLayout.Text(DocTexts.Search, arabic)}</h1>\n");
        if (query.Words.Count == 0)
            return list.Append(CultureInfo.InvariantCulture, $"<p>{DocLayout.Text(DocTexts.SearchPrompt, arabic)}</p>").ToString();
        if (results.Count == 0)
            return list.Append(CultureInfo.InvariantCulture, $"<p role=\"status\">{DocLayout.Text(DocTexts.FoundNothing, arabic)}</p>")
                .ToString();
        list.Append(
            CultureInfo.InvariantCulture,
            $"<p role=\"status\">{DocLayout.Text(DocTexts.Found, arabic)} {results.Count}</p>\n<ol class=\"results\">\n"
        );
        foreach (var result in results)
            AppendResult(list, result, query, arabic, isLanguageInUrl);
        return list.Append("</ol>").ToString();
    }

    private static void AppendResult(StringBuilder list, DocResult result, DocQuery query, bool arabic, bool isLanguageInUrl)
    {
        // A text in the other language is shown as what it is. A page that exists in English only has the frame of the reader's language.
        var isTranslated = result.IsArabic == arabic || !result.Page.HasArabic;
        var link = result.Page.Path + DocLayout.CreateQuery(isTranslated ? arabic : result.IsArabic, isLanguageInUrl || !isTranslated);
        var (language, direction) = result.IsArabic ? ("ar", "rtl") : ("en", "ltr");
        list.Append(CultureInfo.InvariantCulture, $"<li>\n<h2><a href=\"{link}\">{DocLayout.Text(result.Page.Title, arabic)}</a></h2>\n");
        list.Append(CultureInfo.InvariantCulture, $"<p class=\"where\">{DocLayout.Text(result.Page.Section.Title, arabic)}</p>\n");
        list.Append(CultureInfo.InvariantCulture, $"<div lang=\"{language}\" dir=\"{direction}\">\n");
        foreach (var passage in result.Passages)
        {
            if (passage.Heading is not null)
                list.Append(
                    CultureInfo.InvariantCulture,
                    $"<p><a href=\"{link}#{DocLayout.Text(passage.Anchor!)}\">{DocLayout.Text(passage.Heading)}</a></p>\n"
                );
            if (DocExcerpt.Write(passage, query) is { } excerpt)
                list.Append(CultureInfo.InvariantCulture, $"<p>{excerpt}</p>\n");
        }

        list.Append("</div>\n</li>\n");
    }
}
