using System.Collections.Concurrent;
using System.Globalization;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using Leadgate.Browser.Tests.Support;
using Leadgate.Contract;
using Leadgate.Domain.Staff;
using Leadgate.Server.Demo;
using Leadgate.Server.Hosting;
using Leadgate.Server.Tests.Support;
using Leadgate.Storage;
using Leadgate.Tests;
using Microsoft.Playwright;

[assembly: AssemblyFixture(typeof(ConsoleServer))]

namespace Leadgate.Browser.Tests.Support;

/// <summary>
/// The service with invented leads of the last month and an account for each role. All tests share it, so each changes only what it has
/// created itself.
/// </summary>
public sealed class ConsoleServer : IAsyncLifetime
{
    public const string Viewer = "viewer";
    public const string Agent = "agent";
    public const string Administrator = "admin";

    /// <summary>
    /// A server takes in this many without being seen to; they fill several pages of each list. Pictures are of as many as the command
    /// <c>demo</c> makes.
    /// </summary>
    private static readonly int DemoLeads = Screenshots.Folder is null ? 600 : 5000;

    private readonly Chromium _chromium = new();
    private readonly TemporaryFolder _folder = new();
    private readonly ConcurrentDictionary<string, Lazy<Task<string>>> _signedIn = new();
    private RunningServer? _server;
    private HttpClient? _sender;

    internal RunningServer Running => _server!;

    /// <summary>Sends leads with an API key of its own.</summary>
    internal HttpClient Sender => _sender!;

    /// <summary>An import that was checked and waits for somebody.</summary>
    internal long CheckedImport { get; private set; }

    /// <summary>An import whose rows are stored.</summary>
    internal long DoneImport { get; private set; }

    /// <summary>A file of a team at an event: four leads, of which two have a city that nobody knows, and no priority.</summary>
    internal static byte[] EventFile { get; } =
        Encoding.UTF8.GetBytes(
            TestData.Csv(
                [
                    TestData.Lead(("Seen at", "Riyadh Motor Show"), ("customerCity", "Dammam")),
                    TestData.Lead(("Seen at", "معرض الرياض"), ("customerCity", "الدمامم الجديدة")),
                    TestData.Lead(("Seen at", "معرض الرياض"), ("customerCity", "الدمامم الجديدة")),
                    TestData.Lead(("Seen at", "Riyadh Motor Show"), ("customerCity", "Dammam")),
                ],
                without: "priority"
            )
        );

    public async ValueTask InitializeAsync()
    {
        await _chromium.StartAsync();
        var clock = ShiftedClock.StartAtAfternoon();
        var database = _folder.Path("leadgate.db");
        await StoreTemplate.CopySqliteAsync(database);
        var settings = RunningServer.Settings("sqlite:" + database);
        await new DemoFilling(settings, clock).RunAsync(
            time => StoreAddress.Parse("sqlite:" + database).Open(time),
            DemoLeads,
            CancellationToken.None
        );
        _server = await RunningServer.StartAsync(
            new Dictionary<string, string> { [Setting.Database.Variable] = "sqlite:" + database },
            clock
        );
        foreach (
            var (name, role) in ((string, StaffRole)[])
                [(Viewer, StaffRole.Viewer), (Agent, StaffRole.Agent), (Administrator, StaffRole.Admin)]
        )
            await StaffBrowser.CreateAccountAsync(_server.Store, name, role);
        var key = await _server.CreateKeyAsync("browser-tests", "leads:write", "leads:read");
        _sender = new HttpClient
        {
            BaseAddress = _server.Address,
            DefaultRequestHeaders = { Authorization = new("Bearer", key.Text) },
            Timeout = Wait.Limit,
        };
        CheckedImport = await ImportAsync("check", "checked");
        DoneImport = await ImportAsync("start", "done");
    }

    /// <summary>Opens a page of a person, who has signed in if an account is named.</summary>
    /// <param name="account">Null for somebody who has not signed in.</param>
    internal async Task<Visit> OpenAsync(string? account = null, VisitOptions? options = null)
    {
        var state = account is null ? null : await _signedIn.GetOrAdd(account, name => new(() => SignInAsync(name))).Value;
        return await OpenAtAsync(Running.Address, options ?? new VisitOptions(), state);
    }

    /// <summary>Opens a page of any server.</summary>
    /// <param name="state">The cookies; null for somebody who has not signed in.</param>
    internal async Task<Visit> OpenAtAsync(Uri address, VisitOptions options, string? state = null)
    {
        var context = await _chromium.Browser.NewContextAsync(
            new()
            {
                BaseURL = address.AbsoluteUri,
                Locale = options.IsArabic ? "ar-SA" : "en-GB",
                ColorScheme = options.IsDark ? ColorScheme.Dark : ColorScheme.Light,
                ViewportSize = new() { Width = options.Width, Height = 900 },
                JavaScriptEnabled = options.HasScripts,
                ReducedMotion = ReducedMotion.Reduce,
                StorageState = state,
            }
        );
        return await Visit.StartAsync(context);
    }

    /// <summary>Opens the console as a person who uses it in some way.</summary>
    internal async Task<Hand> UseAsync(Way way, string? account = Administrator) =>
        new(
            await OpenAsync(
                account,
                new VisitOptions
                {
                    IsArabic = way != Way.Keyboard,
                    HasScripts = way != Way.WithoutScripts,
                    Width = way == Way.WithoutScripts ? 390 : 1280,
                }
            ),
            usesKeyboard: way == Way.Keyboard
        )
        {
            ChecksPages = way != Way.WithoutScripts,
        };

    /// <summary>Sends the sample lead with changes, and returns the id of its bulk.</summary>
    internal Task<long> SendAsync(params IEnumerable<(string Name, JsonNode? Value)> changes) => SendBulkAsync(TestData.Lead(changes));

    /// <summary>Sends leads in one bulk, and returns its id.</summary>
    internal async Task<long> SendBulkAsync(params IEnumerable<JsonNode> leads)
    {
        using var response = await Sender.SendAsync(TestData.Post(TestData.Bulk(leads)), TestContext.Current.CancellationToken);
        response.EnsureSuccessStatusCode();
        return long.Parse(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), CultureInfo.InvariantCulture);
    }

    /// <summary>Sends the sample lead with changes, and returns its id.</summary>
    internal async Task<long> SendOneAsync(params IEnumerable<(string Name, JsonNode? Value)> changes) =>
        (await SendLeadsAsync(TestData.Lead(changes)))[0];

    /// <summary>Sends leads in one bulk, and returns their ids, the lowest first.</summary>
    internal async Task<IReadOnlyList<long>> SendLeadsAsync(params IEnumerable<JsonNode> leads)
    {
        var id = await SendBulkAsync(leads);
        var path = string.Create(CultureInfo.InvariantCulture, $"{Routes.Bulks}/{id}");
        var bulk = await Sender.GetFromJsonAsync<JsonNode>(path, TestContext.Current.CancellationToken);
        return [.. bulk!["leads"]!.AsArray().Select(lead => lead!["leadExternalId"]!.GetValue<long>()).Order()];
    }

    /// <summary>Waits until the queue and the counts have everything that was sent.</summary>
    internal Task WaitForFollowerAsync() =>
        Wait.UntilAsync(
            async () =>
                await Running.Store.Follower.ReadStateAsync(TestContext.Current.CancellationToken)
                    is { PendingBulks: 0, PendingChanges: 0 },
            "The follower does not come to an end."
        );

    public async ValueTask DisposeAsync()
    {
        await _chromium.DisposeAsync();
        _sender?.Dispose();
        if (_server is not null)
            await _server.DisposeAsync();
        _folder.Dispose();
    }

    /// <summary>Uploads the file of an event with the API key, and checks or starts it.</summary>
    private async Task<long> ImportAsync(string action, string status)
    {
        using var file = new ByteArrayContent(EventFile) { Headers = { ContentType = new("text/csv") } };
        using var uploaded = await Sender.PostAsync(Routes.Imports + "?name=event.csv", file);
        uploaded.EnsureSuccessStatusCode();
        var path = uploaded.Headers.Location!.OriginalString;
        using var changed = await Sender.PatchAsJsonAsync(path, JsonNode.Parse("""{"constants": {"priority": "Hot"}}"""));
        changed.EnsureSuccessStatusCode();
        using var begun = await Sender.PostAsync($"{path}/{action}", null);
        begun.EnsureSuccessStatusCode();
        await Wait.UntilAsync(
            async () => (await Sender.GetFromJsonAsync<JsonNode>(path))!["status"]!.GetValue<string>() == status,
            "The file was not imported."
        );
        return long.Parse(path[(path.LastIndexOf('/') + 1)..], CultureInfo.InvariantCulture);
    }

    /// <summary>Signs in once for all tests, and returns the cookies.</summary>
    private async Task<string> SignInAsync(string name)
    {
        await using var visit = await OpenAsync();
        await visit.GoToAsync(Routes.StaffSignIn);
        await visit.SignInAsync(name);
        return await visit.Page.Context.StorageStateAsync();
    }
}
