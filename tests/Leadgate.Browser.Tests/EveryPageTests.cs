using Leadgate.Browser.Tests.Support;
using Leadgate.Contract;
using Leadgate.Server.Console.Imports;
using Microsoft.Playwright;

namespace Leadgate.Browser.Tests;

/// <summary>What is true of every page of the console, in both languages.</summary>
public abstract class EveryPageTests(ConsoleServer server, bool isArabic)
{
    private const int Wide = 1280;
    private const int Phone = 390;

    /// <summary>A window of 1280 pixels at 400 % (WCAG 1.4.10).</summary>
    private const int Narrowest = 320;

    [Fact]
    public async Task Every_page_is_accessible_and_fits_every_window_and_the_browser_complains_about_none()
    {
        await using var visit = await server.OpenAsync(ConsoleServer.Administrator, new VisitOptions { IsArabic = isArabic });
        // Other tests import files meanwhile, and the page of an import renews itself while it is at work.
        await CheckAsync(
            visit,
            await ConsolePages.FindAsync(visit, ImportLinks.One(server.DoneImport), ImportLinks.Check(server.CheckedImport))
        );
    }

    [Fact]
    public async Task Sign_in_is_accessible_and_fits_every_window()
    {
        await using var visit = await server.OpenAsync(options: new VisitOptions { IsArabic = isArabic });
        await CheckAsync(visit, [Routes.StaffSignIn]);
    }

    /// <summary>A page of each kind: a list, a guide, a long page, tables, an error, and what a search found.</summary>
    [Fact]
    public async Task Documentation_is_accessible_and_fits_every_window()
    {
        await using var visit = await server.OpenAsync(options: new VisitOptions { IsArabic = isArabic });
        await CheckAsync(
            visit,
            [
                Routes.Docs,
                Routes.Docs + "/first-lead",
                Routes.Docs + "/running",
                Routes.Docs + "/lists",
                Routes.Errors + "/not-json",
                Routes.DocsSearch + "?q=" + (isArabic ? "الدفعة" : "bulk"),
            ]
        );
    }

    private async Task CheckAsync(Visit visit, IReadOnlyList<string> paths)
    {
        var found = new List<string>();
        foreach (var path in paths)
        {
            var response = await visit.GoToAsync(path);
            if (response.Status != 200)
                found.Add($"{path}: status {response.Status}");
            found.AddRange((await FindDirectionFaultsAsync(visit.Page)).Select(fault => $"{path}: {fault}"));

            await SetAsync(visit.Page, Narrowest, isDark: false);
            if (await visit.MeasureOverflowAsync() is > 0 and var pixels)
                found.Add($"{path}: {pixels} pixels wider than a window of {Narrowest}");

            // The languages differ in words and direction, not in structure, so each stands for one width and one theme.
            await SetAsync(visit.Page, isArabic ? Phone : Wide, isDark: isArabic);
            found.AddRange((await AccessibilityRules.All.FindViolationsAsync(visit.Page)).Select(violation => $"{path}: {violation}"));
        }

        Assert.True(found.Count == 0, $"{found.Count} faults on {paths.Count} pages:\n{string.Join('\n', found.Distinct())}");
        visit.AssertNoComplaints();
    }

    private static async Task SetAsync(IPage page, int width, bool isDark)
    {
        await page.SetViewportSizeAsync(width, 900);
        await page.EmulateMediaAsync(new() { ColorScheme = isDark ? ColorScheme.Dark : ColorScheme.Light });
    }

    /// <summary>The page has the direction of its language; numbers, addresses and what people wrote keep theirs.</summary>
    private async Task<IReadOnlyList<string>> FindDirectionFaultsAsync(IPage page) =>
        await page.EvaluateAsync<string[]>(
            """
            isArabic => {
                const faults = [];
                const html = document.documentElement;
                if (html.lang !== (isArabic ? 'ar' : 'en') || html.dir !== (isArabic ? 'rtl' : 'ltr'))
                    faults.push(`lang ${html.lang} dir ${html.dir}`);
                if (!/^(Error: |خطأ: )?.+ · Leadgate/.test(document.title)) faults.push(`title ${document.title}`);
                if (document.querySelectorAll('h1').length !== 1) faults.push('not one h1');
                const walker = document.createTreeWalker(document.querySelector('main') ?? document.body, NodeFilter.SHOW_TEXT);
                for (let node = walker.nextNode(); node; node = walker.nextNode()) {
                    const parent = node.parentElement;
                    if (parent.closest('script, style, svg, pre, code, option, textarea')) continue;
                    const text = node.data.replace(/\u2066[^\u2069]*\u2069/g, '');
                    const isContact = /\+966|[\w.]+@[\w.]+\.\w/.test(text);
                    const isTime = isArabic && /\d{4}-\d\d-\d\d \d\d:\d\d/.test(text);
                    if (isTime && !parent.closest('[dir=ltr]')) faults.push(`time before date: ${node.data.trim()}`);
                    if (isContact && !parent.closest('bdi, [dir=ltr], [dir=auto]')) faults.push(`not isolated: ${node.data.trim()}`);
                }
                return faults;
            }
            """,
            isArabic
        );
}
