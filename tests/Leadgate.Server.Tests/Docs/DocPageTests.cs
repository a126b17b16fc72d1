using System.Net;
using System.Net.Http.Headers;
using System.Text.RegularExpressions;
using Leadgate.Contract;
using Leadgate.Contract.Issues;
using Leadgate.Contract.Problems;
using Leadgate.Server.Docs;
using Leadgate.Server.Hosting;
using Leadgate.Server.Tests.Support;
using Leadgate.Tests;

namespace Leadgate.Server.Tests.Docs;

/// <summary>The pages that the service shows below <c>/docs</c>.</summary>
[Promise("8.2")]
public sealed partial class DocPageTests(SharedServer server) : IClassFixture<SharedServer>
{
    private static readonly string[] Languages = ["en", "ar"];

    public static TheoryData<string> Codes { get; } =
    [.. ProblemType.All.Select(type => type.Name), .. IssueCode.All.Select(code => code.Word)];

    [Fact]
    public void Problem_types_and_issue_codes_have_no_name_in_common() =>
        Assert.Equal(Codes.Count, Codes.Select(code => code.Data).Distinct(StringComparer.OrdinalIgnoreCase).Count());

    [Theory]
    [MemberData(nameof(Codes))]
    public async Task Every_code_has_a_page_in_both_languages(string code)
    {
        var english = await GetAsync($"{Routes.Errors}/{code}?lang=en");
        Assert.Contains("""<html lang="en" dir="ltr">""", english, StringComparison.Ordinal);
        Assert.Equal(["What it means", "Why it happens", "What to do", "Example"], Headings(english));
        Assert.Contains(code, english, StringComparison.Ordinal);

        var arabic = await GetAsync($"{Routes.Errors}/{code}?lang=ar");
        Assert.Contains("""<html lang="ar" dir="rtl">""", arabic, StringComparison.Ordinal);
        Assert.Equal(["ماذا يعني", "لماذا يحدث", "ما العمل", "مثال"], Headings(arabic));
        var type = ProblemType.All.SingleOrDefault(type => type.Name == code);
        Assert.Contains(type?.TitleAr ?? IssueCode.All.Single(issue => issue.Word == code).MeaningAr, arabic, StringComparison.Ordinal);
    }

    /// <summary>Follows every link from the start page on, in both languages: each leads to a page, and to a heading that exists.</summary>
    [Fact]
    public async Task Every_link_of_every_page_leads_somewhere()
    {
        var pages = new Dictionary<string, string>();
        var links = new Queue<(string From, string To)>(Languages.Select(language => ("", $"{Routes.Docs}?lang={language}")));
        while (links.TryDequeue(out var link))
        {
            var (url, fragment) = (link.To.Split('#')[0], link.To.Split('#').ElementAtOrDefault(1));
            if (!pages.TryGetValue(url, out var page))
            {
                using var response = await server.Client.GetAsync(url, TestContext.Current.CancellationToken);
                Assert.True(response.StatusCode == HttpStatusCode.OK, $"{link.From} links to {url}: {(int)response.StatusCode}");
                page = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
                pages.Add(url, page);
                if (response.Content.Headers.ContentType!.MediaType == "text/html" && !IsReference(url))
                {
                    foreach (var to in Link().Matches(page).Select(match => match.Groups["to"].Value))
                    {
                        if (to.StartsWith('#'))
                            links.Enqueue((url, url + to));
                        else if (to.StartsWith('/'))
                            links.Enqueue((url, to));
                        else
                            Assert.StartsWith("https://", to, StringComparison.Ordinal);
                    }
                }
            }

            Assert.True(
                fragment is null || page.Contains($"id=\"{Uri.UnescapeDataString(fragment)}\"", StringComparison.Ordinal),
                $"{link.From} links to {link.To}"
            );
        }

        // Every page can be reached from the start page in both languages.
        Assert.All(
            Codes
                .Select(code => $"{Routes.Errors}/{code.Data}")
                .Concat(DocCatalog.Pages.Concat(DocCatalog.Listed).Select(page => page.Path)),
            path => Assert.All(Languages, language => Assert.Contains($"{path}?lang={language}", pages.Keys))
        );
    }

    /// <summary>Only the texts around them are translated.</summary>
    [Fact]
    public async Task The_guide_has_the_same_examples_in_both_languages()
    {
        var (english, arabic) = (await GetAsync($"{Routes.Docs}/first-lead?lang=en"), await GetAsync($"{Routes.Docs}/first-lead?lang=ar"));
        Assert.NotEmpty(Example().Matches(english));
        Assert.Equal(Example().Matches(english).Select(match => match.Value), Example().Matches(arabic).Select(match => match.Value));
        Assert.Contains("<h1 id=\"send-your-first-lead\">Send your first lead</h1>", english, StringComparison.Ordinal);
        Assert.Contains(">أرسل أول عميل محتمل</h1>", arabic, StringComparison.Ordinal);
        Assert.DoesNotContain("first-lead.ar.md", english + arabic, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Links_to_other_pages_keep_a_language_that_the_URL_names()
    {
        Assert.Contains($"href=\"{Routes.Errors}\"", await GetAsync(Routes.Docs), StringComparison.Ordinal);
        Assert.Contains($"href=\"{Routes.Errors}?lang=ar\"", await GetAsync(Routes.Docs + "?lang=ar"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ar-SA,en;q=0.5", "ar")]
    [InlineData("fr,en;q=0.5", "en")]
    [InlineData("", "en")]
    public async Task The_language_is_the_one_that_the_browser_prefers(string accepted, string language)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"{Routes.Errors}/not-json");
        request.Headers.TryAddWithoutValidation("Accept-Language", accepted);
        using var response = await server.Client.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.Equal([language], response.Content.Headers.ContentLanguage);
        Assert.Contains("Accept-Language", response.Headers.Vary);
        Assert.Contains(
            $"<html lang=\"{language}\"",
            await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken),
            StringComparison.Ordinal
        );
    }

    /// <summary>Pages without an Arabic text are English among Arabic links, and say so to readers and to screen readers.</summary>
    [Fact]
    public async Task A_page_that_exists_in_English_only_is_served_as_English()
    {
        var pages = DocCatalog.Pages.Where(page => !page.HasArabic).ToList();
        Assert.NotEmpty(pages);
        foreach (var page in pages)
        {
            using var response = await server.Client.GetAsync(page.Path + "?lang=ar", TestContext.Current.CancellationToken);
            Assert.Equal(["en"], response.Content.Headers.ContentLanguage);
            var html = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
            Assert.Contains("""<article lang="en" dir="ltr">""", html, StringComparison.Ordinal);
            Assert.Contains("هذه الصفحة متوفرة بالإنجليزية فقط.", html, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_page_is_sent_again_only_if_it_has_changed()
    {
        using var first = await server.Client.GetAsync($"{Routes.Errors}/not-json", TestContext.Current.CancellationToken);
        Assert.False(first.Headers.ETag!.IsWeak);
        Assert.Equal(HttpStatusCode.NotModified, await GetStatusAsync("/not-json", first.Headers.ETag));
        Assert.Equal(HttpStatusCode.OK, await GetStatusAsync("/not-json?lang=ar", first.Headers.ETag));

        async Task<HttpStatusCode> GetStatusAsync(string page, EntityTagHeaderValue tag)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, Routes.Errors + page) { Headers = { IfNoneMatch = { tag } } };
            using var response = await server.Client.SendAsync(request, TestContext.Current.CancellationToken);
            return response.StatusCode;
        }
    }

    [Fact]
    public async Task Pages_have_no_scripts_and_may_load_only_the_style_sheet_of_the_service()
    {
        using var response = await server.Client.GetAsync(Routes.Docs, TestContext.Current.CancellationToken);
        Assert.Equal(
            "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'",
            Assert.Single(response.Headers.GetValues("Content-Security-Policy"))
        );
        Assert.Equal("nosniff", Assert.Single(response.Headers.GetValues("X-Content-Type-Options")));
        var page = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.DoesNotMatch("<script|<style| style=| on[a-z]+=|<img", page);
        Assert.Equal([Routes.DocsStyle], StyleSheet().Matches(page).Select(match => match.Groups["to"].Value));
        using var style = await server.Client.GetAsync(Routes.DocsStyle, TestContext.Current.CancellationToken);
        Assert.Equal((HttpStatusCode.OK, "text/css"), (style.StatusCode, style.Content.Headers.ContentType?.MediaType));
    }

    [Fact]
    public async Task Pages_need_no_key_and_show_version_and_environment()
    {
        await using var production = await RunningServer.StartAsync(
            new Dictionary<string, string> { [Setting.Environment.Variable] = "PROD" }
        );
        using var list = await production.Client.GetAsync(Routes.Lists, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.Unauthorized, list.StatusCode);
        var page = await production.Client.GetStringAsync(Routes.Docs, TestContext.Current.CancellationToken);
        Assert.Contains($"<bdi>{LeadgateApp.Version}</bdi>", page, StringComparison.Ordinal);
        Assert.Contains("""<span class="environment prod">PROD</span>""", page, StringComparison.Ordinal);
    }

    /// <summary>What integrators and staff read is there in both languages.</summary>
    [Fact]
    public void Pages_for_senders_and_staff_are_in_Arabic_too() =>
        Assert.All(
            (string[])["", "/first-lead", "/files", "/console", "/lists", "/errors", "/versioning", "/deprecated"],
            path => Assert.True(DocCatalog.Pages.Single(page => page.Path == Routes.Docs + path).HasArabic, path)
        );

    /// <summary>A page that is written and in no list would be read by nobody.</summary>
    [Fact]
    public async Task Every_page_of_the_repository_is_a_page_of_the_service()
    {
        var known = DocCatalog
            .Pages.Concat(DocCatalog.Listed)
            .Select(page => page.File)
            .Concat(Codes.Select(code => ErrorPages.GetFile(code.Data)))
            .Append("README.md")
            .ToHashSet();
        var unknown = DocFiles.Pages.Where(file => !known.Contains(file.Replace(".ar.md", ".md", StringComparison.Ordinal))).ToList();
        Assert.True(unknown.Count == 0, $"Add to the list of pages in DocCatalog, with title and section: {string.Join(", ", unknown)}");
        Assert.All(DocCatalog.Pages.Where(page => page.Path != Routes.Docs), page => Assert.Contains(page.File, DocFiles.Pages));
        using var example = await server.Client.GetAsync(Routes.Docs + "/examples/haproxy.cfg", TestContext.Current.CancellationToken);
        Assert.Equal((HttpStatusCode.OK, "text/plain"), (example.StatusCode, example.Content.Headers.ContentType?.MediaType));
    }

    [Theory]
    [InlineData("en")]
    [InlineData("ar")]
    public async Task Every_page_has_the_navigation_and_leads_to_its_neighbors(string language)
    {
        foreach (var page in DocCatalog.Pages)
        {
            var html = HtmlPage.Parse(await GetAsync($"{page.Path}?lang={language}"));
            var links = html.QuerySelectorAll("#menu a").Select(link => link.GetAttribute("href")).ToList();
            Assert.Equal(
                DocCatalog
                    .Pages.OrderBy(other => DocSection.All.ToList().IndexOf(other.Section))
                    .Select(other => $"{other.Path}?lang={language}"),
                links.Where(link => link != Routes.ApiReference + "/")
            );
            Assert.Equal($"{page.Path}?lang={language}", html.QuerySelector("#menu [aria-current=page]")!.GetAttribute("href"));
            var steps = html.QuerySelectorAll(".steps a").Select(link => link.GetAttribute("rel"));
            string[] expected =
                page == DocCatalog.Pages[0] ? ["next"]
                : page == DocCatalog.Pages[^1] ? ["prev"]
                : ["prev", "next"];
            Assert.Equal(expected, steps);
            Assert.Equal(language == "ar" ? "en" : "ar", html.QuerySelector("header .language")!.GetAttribute("hreflang"));
        }
    }

    [Fact]
    public async Task Long_page_has_a_table_of_contents_and_a_heading_is_a_link_to_itself()
    {
        var page = HtmlPage.Parse(await GetAsync(Routes.Docs + "/running?lang=en"));
        var contents = page.QuerySelectorAll(".contents a").Select(link => link.GetAttribute("href")).ToList();
        Assert.Contains("#backup-and-restore", contents);
        Assert.Equal("#backup-and-restore", page.QuerySelector("h2#backup-and-restore > a")!.GetAttribute("href"));
        Assert.Empty(HtmlPage.Parse(await GetAsync(Routes.Docs + "/security-policy?lang=en")).QuerySelectorAll(".contents"));
    }

    /// <summary>Notes for those who edit a page are not for its readers.</summary>
    [Fact]
    public async Task Comments_of_a_page_are_not_shown()
    {
        Assert.Contains("<!-- not run", Repository.Read("docs", "running.md"), StringComparison.Ordinal);
        Assert.DoesNotContain("not run:", await GetAsync(Routes.Docs + "/running"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Field_setting_and_error_have_an_address_of_their_own()
    {
        Assert.NotNull(HtmlPage.Parse(await GetAsync(Routes.Docs + "/settings")).QuerySelector("tr#leadgate_max_leads"));
        Assert.NotNull(HtmlPage.Parse(await GetAsync(Routes.Docs + "/fields")).QuerySelector("tr#customercity"));
        var ids = HtmlPage.Parse(await GetAsync(Routes.Errors)).QuerySelectorAll("[id]").Select(element => element.Id).ToList();
        Assert.Equal(ids.Distinct(), ids);
    }

    [Fact]
    public async Task A_page_that_does_not_exist_is_not_found()
    {
        foreach (var path in (string[])[Routes.Docs + "/nowhere", Routes.Errors + "/nowhere", Routes.Docs + "/docs/fields"])
        {
            using var response = await server.Client.GetAsync(path, TestContext.Current.CancellationToken);
            await response.ShouldBeProblemAsync(HttpStatusCode.NotFound, "route-not-found");
        }
    }

    [Fact]
    public async Task The_type_of_a_problem_is_the_path_of_its_page()
    {
        using var response = await server.Client.GetAsync("/nowhere", TestContext.Current.CancellationToken);
        var problem = await response.ShouldBeProblemAsync(HttpStatusCode.NotFound, "route-not-found");
        Assert.Contains("No such route", await GetAsync(problem.GetProperty("type").GetString()!), StringComparison.Ordinal);
    }

    private Task<string> GetAsync(string url) => server.Client.GetStringAsync(url, TestContext.Current.CancellationToken);

    private static bool IsReference(string url) => url.StartsWith(Routes.ApiReference, StringComparison.Ordinal);

    private static IEnumerable<string> Headings(string page) => Heading().Matches(page).Select(match => match.Groups["text"].Value);

    [GeneratedRegex(@"<a [^>]*href=""(?<to>[^""]+)""")]
    private static partial Regex Link();

    [GeneratedRegex(@"<link rel=""stylesheet"" href=""(?<to>[^""]+)""")]
    private static partial Regex StyleSheet();

    [GeneratedRegex("<code class=\"language-[a-z]+\">[^<]*\n</code>")]
    private static partial Regex Example();

    [GeneratedRegex("<h2 id=\"[^\"]+\"><a [^>]+>(?<text>[^<]+)</a></h2>")]
    private static partial Regex Heading();
}
