using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Leadgate.Contract;
using Leadgate.Contract.Issues;
using Leadgate.Contract.Problems;
using Leadgate.Domain.Leads;
using Leadgate.Server.Hosting;
using Leadgate.Server.Tests.Support;
using Leadgate.Tests;

namespace Leadgate.Server.Tests.Docs;

/// <summary>The search of the documentation.</summary>
[Promise("8.2")]
public sealed class DocSearchTests(SharedServer server) : IClassFixture<SharedServer>
{
    [Theory]
    [InlineData("first lead", "en", "/docs/first-lead")]
    [InlineData("أول عميل محتمل", "ar", "/docs/first-lead")]
    [InlineData("hardening", "en", "/docs/hardening")]
    [InlineData("glossary", "en", "/docs/glossary")]
    [InlineData("NDJSON", "en", "/docs/files")]
    [InlineData("القوائم المرجعية", "ar", "/docs/lists")]
    [InlineData("ambiguous", "en", "/docs/errors/ambiguous")]
    [InlineData("not in list", "en", "/docs/errors/not-in-list")]
    [InlineData("/docs/errors/overloaded", "en", "/docs/errors/overloaded")]
    [InlineData("Sunset", "en", "/docs/versioning")]
    [InlineData("personal data", "en", "/docs/privacy")]
    public async Task The_page_that_is_meant_comes_first(string text, string language, string path)
    {
        var results = await FindAsync(text, language);
        Assert.Equal(path, results[0].Split('?', '#')[0]);
    }

    [Fact]
    public async Task Every_code_field_and_setting_finds_its_place_first()
    {
        foreach (var code in ProblemType.All.Select(type => type.Name).Concat(IssueCode.All.Select(issue => issue.Word)))
            Assert.Equal($"{Routes.Errors}/{code}?lang=en", (await FindAsync(code, "en"))[0]);
        foreach (var setting in Setting.All)
        {
            Assert.Equal(
                $"{Routes.Docs}/settings?lang=en#{setting.Variable.ToLowerInvariant()}",
                (await FindLinksAsync(setting.Variable, "en")).First(link => link.Contains('#', StringComparison.Ordinal))
            );
        }

        foreach (var field in LeadFields.All)
        {
            var links = await FindLinksAsync(field.Name, "en");
            Assert.Contains($"{Routes.Docs}/fields?lang=en#{field.Name.ToLowerInvariant()}", links.Take(4));
        }
    }

    /// <summary>As in reference lists: letters that are written differently are the same, and so is a word with the article.</summary>
    [Theory]
    [InlineData("الأخطاء", "الاخطاء")]
    [InlineData("الأخطاء", "أخطاء")]
    [InlineData("القائمة", "القايمه")]
    [InlineData("ترويسة", "ترويسه")]
    [InlineData("ERRORS", "error")]
    public async Task Spellings_find_the_same(string text, string other) =>
        Assert.Equal(await FindAsync(text, "ar"), await FindAsync(other, "ar"));

    [Fact]
    public async Task Words_are_marked_in_an_excerpt_and_the_beginning_of_a_word_is_enough()
    {
        var page = await GetAsync("idempot", "en");
        Assert.Contains(page.QuerySelectorAll("mark"), mark => mark.TextContent == "Idempotency-Key");
        Assert.All(page.QuerySelectorAll(".results li"), result => Assert.NotEmpty(result.QuerySelectorAll("h2 a")));
        Assert.Equal("idempot", page.QuerySelector<IHtmlInputElement>("input[name=q]")!.Value);
    }

    [Fact]
    public async Task A_link_leads_to_a_place_that_exists()
    {
        foreach (var link in (await FindLinksAsync("lead", "en")).Concat(await FindLinksAsync("خطأ", "ar")))
        {
            var target = HtmlPage.Parse(await server.Client.GetStringAsync(link.Split('#')[0], TestContext.Current.CancellationToken));
            if (link.Split('#') is [_, var anchor])
                Assert.NotNull(target.GetElementById(Uri.UnescapeDataString(anchor)));
        }
    }

    /// <summary>A page that is in English only is shown among Arabic links, and one in the other language says so.</summary>
    [Fact]
    public async Task Both_languages_are_searched()
    {
        var english = await GetAsync("LEADGATE_DATABASE", "ar");
        Assert.Equal($"{Routes.Docs}/settings?lang=ar", english.QuerySelector(".results a")!.GetAttribute("href"));
        Assert.Equal("en", english.QuerySelector(".results li div")!.GetAttribute("lang"));
        var arabic = await GetAsync("ترويسات CORS", "en");
        Assert.Equal($"{Routes.Docs}/first-lead?lang=ar", arabic.QuerySelector(".results a")!.GetAttribute("href"));
        Assert.Equal("rtl", arabic.QuerySelector(".results li div")!.GetAttribute("dir"));
    }

    [Theory]
    [InlineData("<script>alert(1)</script>")]
    [InlineData("\"><img src=x onerror=alert(1)>")]
    [InlineData("' or 1=1 --")]
    [InlineData("\u0000\u202E\uFFFD")]
    [InlineData("%00%ff")]
    [InlineData("((((((((((a+)+)+)+)+)+)+)+)+)+$")]
    [InlineData("- . : / _ \" '")]
    [InlineData("")]
    public async Task Hostile_input_is_shown_as_text_or_finds_nothing(string text)
    {
        var page = await GetAsync(text, "en");
        Assert.Empty(page.QuerySelectorAll("script, img, main [onerror]"));
        Assert.Single(page.QuerySelectorAll("h1"));
        Assert.Single(page.QuerySelectorAll("form"));
    }

    [Fact]
    public async Task A_long_text_is_cut()
    {
        var page = await GetAsync(string.Concat(Enumerable.Repeat("a b c d e ال ", 200)), "en");
        Assert.True(page.QuerySelector<IHtmlInputElement>("input[name=q]")!.Value.Length <= 201);
    }

    [Fact]
    public async Task Nothing_found_and_nothing_asked_are_said_in_words()
    {
        Assert.NotNull((await GetAsync("qqqqxyz", "ar")).QuerySelector("main [role=status]"));
        Assert.Empty((await GetAsync("qqqqxyz", "en")).QuerySelectorAll(".results"));
        Assert.Contains("error code", (await GetAsync(" ", "en")).QuerySelector("main")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Response_has_the_headers_of_the_other_pages()
    {
        using var response = await server.Client.GetAsync($"{Routes.DocsSearch}?q=lead", TestContext.Current.CancellationToken);
        using var page = await server.Client.GetAsync(Routes.Docs, TestContext.Current.CancellationToken);
        foreach (var header in (string[])["Content-Security-Policy", "Cache-Control", "Vary", "Referrer-Policy", "X-Content-Type-Options"])
            Assert.Equal(page.Headers.GetValues(header), response.Headers.GetValues(header));
        using var request = new HttpRequestMessage(HttpMethod.Get, $"{Routes.DocsSearch}?q=lead");
        request.Headers.IfNoneMatch.Add(response.Headers.ETag!);
        using var again = await server.Client.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.NotModified, again.StatusCode);
    }

    /// <summary>The pages that were found, by their links.</summary>
    private async Task<IReadOnlyList<string>> FindAsync(string text, string language) =>
        [.. (await GetAsync(text, language)).QuerySelectorAll(".results h2 a").Select(link => link.GetAttribute("href")!)];

    private async Task<IReadOnlyList<string>> FindLinksAsync(string text, string language) =>
        [.. (await GetAsync(text, language)).QuerySelectorAll(".results a").Select(link => link.GetAttribute("href")!)];

    private async Task<IHtmlDocument> GetAsync(string text, string language) =>
        HtmlPage.Parse(
            await server.Client.GetStringAsync(
                $"{Routes.DocsSearch}?q={Uri.EscapeDataString(text)}&lang={language}",
                TestContext.Current.CancellationToken
            )
        );
}
