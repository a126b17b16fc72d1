using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Leadgate.Domain.Staff;
using Leadgate.Server.Console.Imports;
using Leadgate.Server.Imports;
using Leadgate.Server.Tests.Support;
using Leadgate.Tests;

namespace Leadgate.Server.Tests.Console;

/// <summary>Forms of the check of an import that had expired, and come back when somebody else has corrected it meanwhile.</summary>
public sealed class ImportOldFormTests(SharedServer shared) : IClassFixture<SharedServer>
{
    private static readonly (string Name, string Value) OldToken = ("form", "too old");
    private readonly string _name = "old-" + Guid.NewGuid().ToString("N")[..12];

    [Fact]
    public async Task Cell_that_was_not_touched_has_what_somebody_else_wrote()
    {
        var (browser, path) = await CheckAsync(TestData.Csv([TestData.Lead(("phoneNumber", "12"), ("email", "nobody"))]));
        using var _ = browser;
        var opened = await WaitAsync(browser, path, "#form-0");
        await browser.SubmitAsync(opened, "form-0", ("cell-phoneNumber", "123"));
        var again = await browser.SubmitAsync(opened, "form-0", OldToken, ("cell-email", "else"));
        Assert.Equal(HttpStatusCode.BadRequest, again.Status);
        Assert.Equal(("123", "else"), (ReadCell(again, "phoneNumber"), ReadCell(again, "email")));
        await browser.SubmitAsync(again, "form-0");
        var after = await browser.GetAsync(path);
        Assert.Equal(("123", "else"), (ReadCell(after, "phoneNumber"), ReadCell(after, "email")));
    }

    [Fact]
    public async Task Row_of_a_file_that_is_read_in_another_way_now_is_not_taken_for_another()
    {
        var (browser, path) = await CheckAsync(TestData.Csv([TestData.Lead(("phoneNumber", "12"))]));
        using var _ = browser;
        var opened = await WaitAsync(browser, path, "#form-0");
        var again = await browser.SubmitAsync(opened, "form-0", OldToken, ("format", "2|;|utf-8|"), ("cell-phoneNumber", "500000001"));
        Assert.Equal(HttpStatusCode.BadRequest, again.Status);
        Assert.Equal("12", ReadCell(again, "phoneNumber"));
    }

    [Fact]
    public async Task Replacement_stays_with_the_value_that_it_was_typed_for()
    {
        var (browser, path) = await CheckAsync(
            TestData.Csv([
                TestData.Lead(("customerCity", "Often")),
                TestData.Lead(("customerCity", "Often")),
                TestData.Lead(("customerCity", "Once")),
            ])
        );
        using var _ = browser;
        var opened = await WaitAsync(browser, path, "#to-1");
        var replaced = await browser.SubmitAsync(opened, "replace-form", ("to-0", "Dammam"));
        Assert.Equal(HttpStatusCode.SeeOther, replaced.Status);
        await WaitAsync(browser, path, "#replacements");
        await WaitAsync(browser, path, "#to-0");
        var again = HtmlPage.Parse(await browser.SubmitAsync(opened, "replace-form", OldToken, ("to-0", "Jeddah"), ("to-1", "Riyadh")));
        Assert.Equal("Riyadh", again.QuerySelector<IHtmlInputElement>("#to-0")!.Value);
        Assert.Contains("Once", again.QuerySelector("#to-0")!.Closest("tr")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Row_of_a_later_page_comes_back_after_sign_in_and_leads_back_to_its_page()
    {
        const int last = ImportPreview.PageSize;
        var (browser, path) = await CheckAsync(
            TestData.Csv([.. Enumerable.Range(0, last + 1).Select(_ => TestData.Lead(("phoneNumber", "12")))])
        );
        using var _ = browser;
        await WaitAsync(browser, path, "#form-0");
        var opened = await browser.GetAsync($"{path}?from={last}");
        await browser.SignOutAsync();
        var asked = await browser.SubmitAsync(opened, $"form-{last}", ("cell-phoneNumber", "123"));
        var signedIn = await browser.SubmitAsync(asked, "sign-in", ("name", _name), ("password", StaffBrowser.Password));
        var again = await browser.SubmitAsync(signedIn, "kept");
        Assert.Equal(HttpStatusCode.BadRequest, again.Status);
        Assert.Equal("123", ReadCell(again, "phoneNumber"));
        var saved = await browser.SubmitAsync(again, $"form-{last}");
        Assert.EndsWith($"/check?from={last}#wrong", saved.Location, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Replacement_that_is_refused_is_wrong_where_its_value_is_now()
    {
        string[] cities = ["First", "First", "First", "Second", "Second", "Third"];
        var (browser, path) = await CheckAsync(TestData.Csv([.. cities.Select(city => TestData.Lead(("customerCity", city)))]));
        using var _ = browser;
        var opened = await WaitAsync(browser, path, "#to-2");
        await browser.SubmitAsync(opened, "replace-form", ("to-0", "Dammam"));
        await WaitAsync(browser, path, "#replacements");
        await WaitAsync(browser, path, "#to-1");

        // The first value has no input any more.
        var refused = await browser.SubmitAsync(opened, "replace-form", ("to-0", "Nowhere"), ("to-1", "Nowhere"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
        var page = HtmlPage.Parse(refused);
        Assert.Equal(2, page.QuerySelectorAll("#errors li").Length);
        Assert.Equal("#to-0", Assert.Single(page.QuerySelectorAll("#errors a")).GetAttribute("href"));
        var second = page.QuerySelector<IHtmlInputElement>("#to-0")!;
        Assert.Contains("Second", second.Closest("tr")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(("Nowhere", "true"), (second.Value, second.GetAttribute("aria-invalid")));
        Assert.NotNull(page.QuerySelector("#to-0-error"));
        Assert.Null(page.QuerySelector("#to-1")!.GetAttribute("aria-invalid"));
    }

    /// <summary>Browsers send the line break of a hidden field as two characters.</summary>
    [Fact]
    public async Task Replacement_of_a_value_with_a_line_break_stays_when_it_is_refused()
    {
        var (browser, path) = await CheckAsync(TestData.Csv([TestData.Lead(("customerCity", "Jed\ndah"))]));
        using var _ = browser;
        var opened = await WaitAsync(browser, path, "#to-0");
        var refused = await browser.SubmitAsync(opened, "replace-form", ("value-0", "Jed\r\ndah"), ("to-0", "Nowhere"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
        Assert.Equal("Nowhere", HtmlPage.Parse(refused).QuerySelector<IHtmlInputElement>("#to-0")!.Value);
    }

    /// <summary>Browsers drop the line breaks of what is in an input of one line, and keep those of a hidden field.</summary>
    [Fact]
    public async Task Cell_with_a_line_break_is_not_typed_until_somebody_types_in_it()
    {
        var (browser, path) = await CheckAsync(TestData.Csv([TestData.Lead(("phoneNumber", "12"), ("customerCity", "Jed\ndah"))]));
        using var _ = browser;
        var opened = await WaitAsync(browser, path, "#form-0");
        var (shown, cell) = Read(opened);
        await browser.SubmitAsync(
            opened,
            "form-0",
            ("cell-phoneNumber", "123"),
            ("shown-customerCity", shown),
            ("cell-customerCity", cell)
        );
        var saved = await browser.GetAsync(path);
        Assert.Equal("123", ReadCell(saved, "phoneNumber"));
        Assert.Equal("Jed dah", ReadCell(saved, "customerCity"));

        static (string Shown, string Cell) Read(BrowserResponse page)
        {
            var form = HtmlPage.Parse(page).QuerySelector("#form-0")!;
            return (
                form.QuerySelector("input[name='shown-customerCity']")!.GetAttribute("value")!.ReplaceLineEndings("\r\n"),
                form.QuerySelector("input[name='cell-customerCity']")!.GetAttribute("value")!.ReplaceLineEndings("")
            );
        }
    }

    [Fact]
    public async Task Typed_cells_that_have_no_input_any_more_are_shown_as_text()
    {
        var (browser, path) = await CheckAsync(TestData.Csv([TestData.Lead(("phoneNumber", "12"), ("email", "nobody"))]));
        using var _ = browser;
        var opened = await WaitAsync(browser, path, "#form-0");
        await browser.SubmitAsync(opened, "form-0", ("cell-phoneNumber", "500000001"));
        var again = await SendOldAsync();
        Assert.Equal("else", ReadCell(again, "email"));
        Assert.Equal(["500000002"], ReadLost(again));

        // The whole row is valid.
        await browser.SubmitAsync(opened, "form-0", ("cell-email", "noura@example.com"));
        again = await SendOldAsync();
        Assert.Null(HtmlPage.Parse(again).QuerySelector("#form-0"));
        Assert.Equal(["500000002", "else"], ReadLost(again).Order());

        Task<BrowserResponse> SendOldAsync() =>
            browser.SubmitAsync(opened, "form-0", OldToken, ("cell-phoneNumber", "500000002"), ("cell-email", "else"));

        static IEnumerable<string> ReadLost(BrowserResponse page) =>
            HtmlPage.Parse(page).QuerySelectorAll("#typed dd").Select(text => text.TextContent.Trim());
    }

    private static string ReadCell(BrowserResponse page, string name) =>
        HtmlPage.Parse(page).QuerySelector<IHtmlInputElement>($"input[name='cell-{name}']")!.Value;

    /// <returns>A browser, and the address of the check.</returns>
    private async Task<(StaffBrowser Browser, string Path)> CheckAsync(string file)
    {
        var browser = await StaffBrowser.SignInAsync(shared.Running, _name, StaffRole.Agent);
        browser.Headers.Add("Sec-Fetch-Site", "same-origin");
        var token = StaffBrowser.GetFormToken(await browser.GetAsync(ImportLinks.New));
        var uploaded = await browser.UploadAsync(ImportLinks.New, token, "file", new StringContent(file), "team.csv");
        var check = await browser.SubmitAsync(await browser.FollowAsync(uploaded), "columns-form", ("do", ImportColumnsView.Check));
        return (browser, check.Location);
    }

    private static async Task<BrowserResponse> WaitAsync(StaffBrowser browser, string path, string selector)
    {
        BrowserResponse? page = null;
        await Wait.UntilAsync(
            async () => HtmlPage.Parse(page = await browser.GetAsync(path)).QuerySelector(selector) is not null,
            $"{path} does not come to {selector}."
        );
        return page!;
    }
}
