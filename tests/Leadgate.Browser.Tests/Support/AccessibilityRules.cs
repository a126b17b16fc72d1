using Deque.AxeCore.Commons;
using Microsoft.Playwright;

namespace Leadgate.Browser.Tests.Support;

/// <summary>
/// Rules of axe that a page is held against. The script runs in the page itself: the package for Playwright opens another page for each
/// run, which takes as long as the rules do.
/// </summary>
/// <param name="tags">Names of groups of rules, as axe has them.</param>
internal sealed class AccessibilityRules(params string[] tags)
{
    /// <summary>What every page is held against.</summary>
    public static AccessibilityRules All { get; } = new("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice");

    private static readonly string Script = new BundledAxeScriptProvider().GetScript();

    /// <summary>What is wrong with a page, at most three places of each kind.</summary>
    public async Task<IReadOnlyList<string>> FindViolationsAsync(IPage page)
    {
        if (!await page.EvaluateAsync<bool>("'axe' in window"))
            await page.EvaluateAsync(Script);
        return await page.EvaluateAsync<string[]>(
            """
            async tags => {
                const result = await axe.run(document, { runOnly: { type: 'tag', values: tags }, resultTypes: ['violations'] });
                return result.violations.flatMap(violation =>
                    violation.nodes.slice(0, 3).map(node => `${violation.id}: ${violation.help}: ${node.html}`));
            }
            """,
            tags
        );
    }
}
