using Leadgate.Browser.Tests.Support;
using Leadgate.Contract;
using Microsoft.Playwright;

namespace Leadgate.Browser.Tests;

/// <summary>The documentation in a browser.</summary>
public sealed class DocumentationTests(ConsoleServer server)
{
    /// <summary>The menu is the navigation of wide windows, which a button shows in narrow ones.</summary>
    [Fact]
    public async Task Menu_and_search_work_on_a_phone_and_with_the_keyboard_and_without_scripts()
    {
        await using var visit = await server.OpenAsync(options: new VisitOptions { HasScripts = false });
        var page = visit.Page;
        await page.SetViewportSizeAsync(390, 800);
        await visit.GoToAsync(Routes.Docs);
        var link = page.Locator("#menu").GetByText("Settings");
        Assert.False(await link.IsVisibleAsync());
        await page.GetByRole(AriaRole.Button, new() { Name = "All pages" }).ClickAsync();
        await page.Keyboard.PressAsync("Escape");
        Assert.False(await link.IsVisibleAsync());
        await page.GetByRole(AriaRole.Button, new() { Name = "All pages" }).ClickAsync();
        await link.ClickAsync();
        await page.GetByRole(AriaRole.Heading, new() { Name = "Settings", Level = 1 }).WaitForAsync();

        await page.SetViewportSizeAsync(1280, 800);
        Assert.True(await page.Locator("#menu").GetByText("Settings").IsVisibleAsync());
        Assert.False(await page.GetByRole(AriaRole.Button, new() { Name = "All pages" }).IsVisibleAsync());
        var search = page.GetByRole(AriaRole.Searchbox);
        await search.FillAsync("LEADGATE_MAX_LEADS");
        await search.PressAsync("Enter");
        await page.Locator("ol.results li").First.GetByRole(AriaRole.Link).Nth(1).ClickAsync();
        await page.WaitForURLAsync("**/docs/settings#leadgate_max_leads");
        visit.AssertNoComplaints();
    }
}
