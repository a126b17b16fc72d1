using System.Net;
using System.Net.Http.Headers;
using System.Text.RegularExpressions;
using Leadgate.Contract;
using Leadgate.Domain.Audit;
using Leadgate.Domain.Staff;
using Leadgate.Server.Console.Shell;
using Leadgate.Server.Staff;
using Leadgate.Storage;
using Leadgate.Tests;

namespace Leadgate.Server.Tests.Support;

/// <summary>A browser for the staff pages: keeps cookies, sends forms and follows redirects.</summary>
internal sealed partial class StaffBrowser : IDisposable
{
    public const string Password = "invented words 7";

    /// <summary>Far fewer than in production, so that the tests do not spend their time hashing.</summary>
    public const int PasswordIterations = 1_000;

    private readonly HttpClient _client;

    public StaffBrowser(RunningServer server)
        : this(server.Address) { }

    private StaffBrowser(Uri address, CookieContainer? cookies = null)
    {
        Cookies = cookies ?? new CookieContainer();
        _client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, CookieContainer = Cookies })
        {
            BaseAddress = address,
            Timeout = Wait.Limit,
        };
    }

    /// <summary>Cookies belong to a host, not to a port: nodes on one machine share them, as behind a load balancer.</summary>
    public CookieContainer Cookies { get; }

    /// <summary>Headers of every request.</summary>
    public HttpRequestHeaders Headers => _client.DefaultRequestHeaders;

    public Cookie? SessionCookie =>
        Cookies.GetAllCookies().LastOrDefault(cookie => cookie.Name == "leadgate-staff" && cookie.Value.Length > 0);

    /// <summary>Creates an account as the command line does.</summary>
    public static Task<bool> CreateAccountAsync(
        ILeadStore store,
        string name,
        StaffRole role = StaffRole.Viewer,
        string password = Password
    ) =>
        store.Staff.AddAccountAsync(
            new StaffAccount
            {
                Name = name,
                Role = role,
                PasswordHash = PasswordVerifier.Hash(password, PasswordIterations),
                CreatedAt = new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc),
                PasswordSetAt = new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc),
            },
            AuditEvent.FromCommand(AuditActions.StaffCreate, "staff:" + name),
            TestContext.Current.CancellationToken
        );

    /// <summary>The same browser on another node.</summary>
    public StaffBrowser At(RunningServer server) => new(server.Address, Cookies);

    /// <summary>Gets a page without following redirects.</summary>
    public Task<BrowserResponse> GetAsync(string path, string? languages = null)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, path);
        if (languages is not null)
            request.Headers.Add("Accept-Language", languages);
        return SendAsync(request);
    }

    /// <summary>Gets a file.</summary>
    public Task<byte[]> DownloadAsync(string path) => _client.GetByteArrayAsync(path, TestContext.Current.CancellationToken);

    /// <summary>Gets a page and follows all redirects.</summary>
    public async Task<BrowserResponse> FollowAsync(string path)
    {
        var page = await GetAsync(path);
        while (page.Location.Length > 0)
            page = await GetAsync(new Uri(page.Address, page.Location).AbsoluteUri);
        return page;
    }

    /// <summary>Sends a form.</summary>
    public Task<BrowserResponse> PostAsync(string path, params (string Name, string Value)[] fields) =>
        PostAsAsync("application/x-www-form-urlencoded", path, fields);

    /// <summary>Sends a form with a file.</summary>
    public Task<BrowserResponse> UploadAsync(string path, string token, string field, HttpContent file, string name = "file.json")
    {
        var content = new MultipartFormDataContent { { new StringContent(token), "form" }, { file, field, name } };
        foreach (var part in content)
            part.Headers.ContentDisposition!.Name = $"\"{part.Headers.ContentDisposition.Name!.Trim('"')}\"";
        return SendAsync(new HttpRequestMessage(HttpMethod.Post, path) { Content = content });
    }

    /// <summary>Sends a form with another media type.</summary>
    public Task<BrowserResponse> PostAsAsync(string type, string path, params (string Name, string Value)[] fields)
    {
        var content = new FormUrlEncodedContent(fields.Select(field => KeyValuePair.Create(field.Name, field.Value)));
        content.Headers.ContentType = MediaTypeHeaderValue.Parse(type);
        return SendAsync(new HttpRequestMessage(HttpMethod.Post, path) { Content = content });
    }

    /// <summary>Opens the sign-in page and submits it.</summary>
    public async Task<BrowserResponse> SignInAsync(string name, string password = Password, string path = Routes.StaffSignIn)
    {
        var form = await GetAsync(path);
        return await PostAsync(path, ("form", GetFormToken(form)), ("name", name), ("password", password));
    }

    /// <summary>Creates an account and signs in with it.</summary>
    public static async Task<StaffBrowser> SignInAsync(RunningServer server, string name, StaffRole role)
    {
        await CreateAccountAsync(server.Store, name, role);
        var browser = new StaffBrowser(server);
        Assert.Equal(HttpStatusCode.SeeOther, (await browser.SignInAsync(name)).Status);
        return browser;
    }

    /// <summary>Gets the page that a form leads to.</summary>
    public Task<BrowserResponse> FollowAsync(BrowserResponse redirect)
    {
        Assert.True(redirect.Status == HttpStatusCode.SeeOther, $"{redirect.Status} {redirect.Text}");
        return GetAsync(redirect.Location);
    }

    /// <summary>Submits the sign-out form, of a page that shows no leads.</summary>
    public async Task<BrowserResponse> SignOutAsync() =>
        await PostAsync(Routes.StaffSignOut, ("form", GetFormToken(await GetAsync(ConsoleRoutes.Me))));

    /// <summary>The antiforgery token of the form on a page.</summary>
    public static string GetFormToken(BrowserResponse page) =>
        Token().Match(page.Text) is { Success: true } token
            ? token.Groups["token"].Value
            : throw new InvalidOperationException($"No form: {page.Status} {page.Text}");

    public void Dispose() => _client.Dispose();

    private async Task<BrowserResponse> SendAsync(HttpRequestMessage request)
    {
        using (request)
        {
            using var response = await _client.SendAsync(request, TestContext.Current.CancellationToken);
            return new BrowserResponse(
                response.StatusCode,
                await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken),
                response.Headers.Location?.OriginalString ?? "",
                response
                    .Headers.Concat(response.Content.Headers)
                    .ToDictionary(header => header.Key, header => string.Join(", ", header.Value)),
                request.RequestUri!
            );
        }
    }

    [GeneratedRegex("name=\"form\" value=\"(?<token>[^\"]+)\"")]
    private static partial Regex Token();
}
