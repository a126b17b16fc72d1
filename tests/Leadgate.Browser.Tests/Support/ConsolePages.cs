using System.Net;
using System.Text.RegularExpressions;
using Leadgate.Contract;

namespace Leadgate.Browser.Tests.Support;

/// <summary>
/// The pages that a person can reach by links, one of each kind: a page of one lead stands for those of all leads. So a new page is tested
/// as soon as another links to it.
/// </summary>
internal static partial class ConsolePages
{
    /// <summary>Enough for all kinds of pages; a hundred would mean that addresses are not recognized as being of one kind.</summary>
    private const int MaxPages = 60;

    /// <param name="visit">Of somebody who may see all pages.</param>
    /// <param name="chosen">Pages that stand for those of their kind, where another might change while it is looked at.</param>
    public static async Task<IReadOnlyList<string>> FindAsync(Visit visit, params IEnumerable<string> chosen)
    {
        var waiting = new Queue<string>([Routes.Staff, .. chosen]);
        var found = waiting.ToDictionary(Kind);
        while (waiting.TryDequeue(out var path))
        {
            // Downloads are no pages.
            var response = await visit.Page.APIRequest.GetAsync(path, new() { MaxRedirects = 0 });
            if (response.Status != 200 || !response.Headers["content-type"].StartsWith("text/html", StringComparison.Ordinal))
            {
                found.Remove(Kind(path));
                continue;
            }

            foreach (Match link in Links().Matches(await response.TextAsync()))
            {
                var target = WebUtility.HtmlDecode(link.Groups["path"].Value);
                if (!IsPage(target) || !found.TryAdd(Kind(target), target))
                    continue;
                Assert.True(found.Count <= MaxPages, $"There are too many kinds of pages: {string.Join(' ', found.Values)}");
                waiting.Enqueue(target);
            }
        }

        return [.. found.Values.Order(StringComparer.Ordinal)];
    }

    private static bool IsPage(string path) =>
        (path == Routes.Staff || path.StartsWith(Routes.Staff + "/", StringComparison.Ordinal))
        && !path.StartsWith(Routes.Staff + "/a/", StringComparison.Ordinal)
        && !path.StartsWith(Routes.Staff + "/language", StringComparison.Ordinal);

    /// <summary>An address without what distinguishes pages of one kind: numbers, names of lists and keys, filters.</summary>
    private static string Kind(string path) => Varying().Replace(path.Split('?', '#')[0], "/*");

    [GeneratedRegex("""<a [^>]*href="(?<path>/[^"]*)["]""")]
    private static partial Regex Links();

    [GeneratedRegex(@"(?<=^/staff/(lists|senders))/[^/]+|(?<=/of)/[^/]+|/\d+(?=/|$)")]
    private static partial Regex Varying();
}
