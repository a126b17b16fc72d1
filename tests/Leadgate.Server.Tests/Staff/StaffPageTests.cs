using System.Net;
using Leadgate.Contract;
using Leadgate.Domain.Staff;
using Leadgate.Server.Console.Shell;
using Leadgate.Server.Hosting;
using Leadgate.Server.Tests.Support;
using Leadgate.Storage;

namespace Leadgate.Server.Tests.Staff;

/// <summary>The staff pages as a browser sees them.</summary>
public sealed class StaffPageTests(SharedServer shared) : IClassFixture<SharedServer>
{
    [Theory]
    [InlineData("?lang=ar", null, "ar", "rtl")]
    [InlineData("?lang=en", "ar", "en", "ltr")]
    [InlineData("", "ar-SA, en;q=0.5", "ar", "rtl")]
    [InlineData("", "fr", "en", "ltr")]
    public async Task Pages_are_in_the_requested_language(string query, string? languages, string language, string direction)
    {
        using var browser = new StaffBrowser(shared.Running);
        var page = await browser.GetAsync(Routes.StaffSignIn + query, languages);
        Assert.Contains($"<html lang=\"{language}\" dir=\"{direction}\">", page.Text, StringComparison.Ordinal);
        Assert.Contains(language == "ar" ? "كلمة المرور" : "Password", page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Input_is_never_rendered_as_markup()
    {
        using var browser = new StaffBrowser(shared.Running);
        var page = await browser.GetAsync(Routes.StaffSignIn + "?returnUrl=" + Uri.EscapeDataString("/staff/?\"><b>x"));
        Assert.DoesNotContain("<b>", page.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("<script", page.Text, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("style=", page.Text, StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData("/staff/leads?a=1", "/staff/leads?a=1")]
    [InlineData("/staff", "/staff")]
    [InlineData("https://elsewhere.example", "/staff?lang=en")]
    [InlineData("//elsewhere.example", "/staff?lang=en")]
    [InlineData("/staff\\..\\x", "/staff?lang=en")]
    [InlineData("/staffroom", "/staff?lang=en")]
    [InlineData("/api/v1/list", "/staff?lang=en")]
    [InlineData("/staff/\r\nSet-Cookie:a=b", "/staff?lang=en")]
    [InlineData("/staff/م", "/staff?lang=en")]
    [InlineData("/staff?q=é", "/staff?lang=en")]
    [InlineData("/staff/\u2028", "/staff?lang=en")]
    [InlineData("/staff/a b", "/staff?lang=en")]
    [InlineData("/staff//elsewhere.example", "/staff?lang=en")]
    [InlineData("/staff/../api/v1/list", "/staff?lang=en")]
    [InlineData("/staff/./x", "/staff?lang=en")]
    [InlineData("/staff/..", "/staff?lang=en")]
    [InlineData("/staff/%2e%2E/api/v1/list", "/staff?lang=en")]
    [InlineData("/staff/.%2e?a=1", "/staff?lang=en")]
    [InlineData("/staff/%5C", "/staff?lang=en")]
    [InlineData("/staff/%2Felsewhere.example", "/staff?lang=en")]
    [InlineData("/staff?q=a/../b", "/staff?q=a/../b")]
    public async Task Sign_in_redirects_only_to_staff_pages(string returnUrl, string location)
    {
        await StaffBrowser.CreateAccountAsync(shared.Running.Store, "reem");
        using var browser = new StaffBrowser(shared.Running);
        Assert.Equal(
            location,
            (await browser.SignInAsync("reem", path: $"{Routes.StaffSignIn}?returnUrl={Uri.EscapeDataString(returnUrl)}")).Location
        );
    }

    [Fact]
    public async Task Form_without_a_valid_token_is_rejected()
    {
        await StaffBrowser.CreateAccountAsync(shared.Running.Store, "reem");
        using var browser = new StaffBrowser(shared.Running);
        Assert.Equal(
            HttpStatusCode.BadRequest,
            (await browser.PostAsync(Routes.StaffSignIn, ("name", "reem"), ("password", StaffBrowser.Password))).Status
        );
        var anonymous = StaffBrowser.GetFormToken(await browser.GetAsync(Routes.StaffSignIn));
        await browser.SignInAsync("reem");

        Assert.Equal(HttpStatusCode.BadRequest, (await browser.PostAsync(Routes.StaffSignOut)).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await browser.PostAsync(Routes.StaffSignOut, ("form", anonymous))).Status);
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync(Routes.Staff)).Status);

        // A token is valid only together with the cookie of the same browser.
        using var other = new StaffBrowser(shared.Running);
        Assert.Equal(
            HttpStatusCode.BadRequest,
            (await other.PostAsync(Routes.StaffSignIn, ("form", anonymous), ("name", "reem"), ("password", StaffBrowser.Password))).Status
        );
    }

    [Theory]
    [InlineData("application/x-www-form-urlencoded; charset=utf-7", "name=reem")]
    [InlineData("application/x-www-form-urlencoded; charset=nonsense", "name=reem")]
    [InlineData("application/x-www-form-urlencoded; charset=iso-8859-1", "name=reem")]
    [InlineData("application/json", "{}")]
    [InlineData("multipart/form-data; boundary=x", "--x\r\n")]
    [InlineData("multipart/form-data", "name=reem")]
    [InlineData("application/x-www-form-urlencoded", "a=1&a=2&a=3&a=4&a=5&a=6&a=7&a=8&a=9")]
    [InlineData("application/x-www-form-urlencoded", "name=reem", "gzip")]
    [InlineData("application/x-www-form-urlencoded", "password=", null, 5000)]
    [InlineData("application/x-www-form-urlencoded", "password=", null, 31_000_000)]
    public async Task Invalid_form_gets_400_with_the_sign_in_page(string type, string body, string? encoding = null, int padding = 0)
    {
        using var content = new ByteArrayContent(System.Text.Encoding.UTF8.GetBytes(body + new string('x', padding)));
        content.Headers.TryAddWithoutValidation("Content-Type", type);
        if (encoding is not null)
            content.Headers.ContentEncoding.Add(encoding);
        using var request = new HttpRequestMessage(HttpMethod.Post, Routes.StaffSignIn + "?lang=ar") { Content = content };
        request.Headers.ExpectContinue = true;
        using var answer = await shared.Client.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.Equal((HttpStatusCode.BadRequest, "text/html"), (answer.StatusCode, answer.Content.Headers.ContentType?.MediaType));
        Assert.Contains(
            "انتهت صلاحية الصفحة",
            await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task Form_can_declare_the_character_set_utf_8()
    {
        await StaffBrowser.CreateAccountAsync(shared.Running.Store, "reem");
        using var browser = new StaffBrowser(shared.Running);
        var token = StaffBrowser.GetFormToken(await browser.GetAsync(Routes.StaffSignIn));
        Assert.Equal(
            HttpStatusCode.SeeOther,
            (
                await browser.PostAsAsync(
                    "application/x-www-form-urlencoded; charset=UTF-8",
                    Routes.StaffSignIn,
                    ("form", token),
                    ("name", "reem"),
                    ("password", StaffBrowser.Password)
                )
            ).Status
        );
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Every_response_has_the_security_headers(bool isHttps)
    {
        await using var server = await RunningServer.StartAsync(
            isHttps ? new Dictionary<string, string> { [Setting.PublicUrl.Variable] = "https://leads.example.com" } : null
        );
        (string Path, HttpStatusCode Status)[] pages =
        [
            (Routes.Staff, HttpStatusCode.Redirect),
            (Routes.StaffSignIn, HttpStatusCode.OK),
            (ConsoleRoutes.Me, HttpStatusCode.Redirect),
            (Routes.Staff + "/nowhere", HttpStatusCode.NotFound),
            (Routes.StaffSignOut, HttpStatusCode.MethodNotAllowed),
        ];
        (string Name, string Value)[] headers =
        [
            (
                "Content-Security-Policy",
                "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; img-src 'self'; connect-src 'self'; "
                    + "form-action 'self'; base-uri 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'"
            ),
            ("Cache-Control", "no-store"),
            ("X-Content-Type-Options", "nosniff"),
            ("Referrer-Policy", "no-referrer"),
            ("Cross-Origin-Opener-Policy", "same-origin"),
        ];
        foreach (var (path, status) in pages)
        {
            using var browser = new StaffBrowser(server);
            var page = await browser.GetAsync(path);
            Assert.Equal((path, status), (path, page.Status));
            foreach (var (name, value) in headers)
                Assert.Equal((path, name, value), (path, name, page.Headers.GetValueOrDefault(name)));
            Assert.Contains("camera=()", page.Headers["Permissions-Policy"], StringComparison.Ordinal);
            Assert.Equal((path, isHttps), (path, page.Headers.ContainsKey("Strict-Transport-Security")));
        }
    }

    [Fact]
    public async Task Unavailable_store_gets_a_503_page_with_the_security_headers()
    {
        FaultInjectingStore? store = null;
        await using var server = await RunningServer.StartAsync(store: real => store = new FaultInjectingStore(real));
        await StaffBrowser.CreateAccountAsync(server.Store, "reem", StaffRole.Viewer);
        using var browser = new StaffBrowser(server);
        await browser.SignInAsync("reem");
        store!.Failure = new StoreUnavailableException("unreachable");
        var page = await browser.GetAsync(Routes.Staff + "?lang=ar");
        Assert.Equal(HttpStatusCode.ServiceUnavailable, page.Status);
        Assert.Contains("قاعدة البيانات لا تستجيب", page.Text, StringComparison.Ordinal);
        Assert.True(page.Headers.ContainsKey("Content-Security-Policy") && page.Headers.ContainsKey("Retry-After"));
    }
}
