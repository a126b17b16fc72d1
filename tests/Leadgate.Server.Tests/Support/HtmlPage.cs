using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;

namespace Leadgate.Server.Tests.Support;

/// <summary>Reads a page as a browser does, without one.</summary>
internal static class HtmlPage
{
    public static IHtmlDocument Parse(string text) => new HtmlParser().ParseDocument(text);

    public static IHtmlDocument Parse(BrowserResponse page) => Parse(page.Text);
}
