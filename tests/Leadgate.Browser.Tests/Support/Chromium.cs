using Leadgate.Tests;
using Microsoft.Playwright;

namespace Leadgate.Browser.Tests.Support;

/// <summary>
/// The browser of all tests: the machine's own Chromium, found through PATH. Nothing is downloaded. Without one, the tests are skipped,
/// but not in continuous integration. The one without a window of its own is preferred: the other draws a window with its buttons for each
/// page, which takes more time than the page.
/// </summary>
internal sealed class Chromium : IAsyncDisposable
{
    private static readonly string[] Names = ["chromium-headless-shell", "chromium", "chromium-browser", "google-chrome"];
    private IPlaywright? _playwright;
    private IBrowser? _browser;

    /// <summary>
    /// A container seldom has what the sandbox needs, and only pages of the service are opened. Without a graphics card, software that
    /// stands in for one takes more time than the pages. The rest keeps the browser from the network.
    /// </summary>
    private static readonly string[] Arguments =
    [
        "--no-sandbox",
        "--disable-gpu",
        "--disable-software-rasterizer",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
    ];

    public IBrowser Browser
    {
        get
        {
            Assert.SkipWhen(_browser is null, "There is no Chromium on this machine.");
            return _browser!;
        }
    }

    public async Task StartAsync()
    {
        if (FindProgram() is not { } program)
        {
            if (Environment.GetEnvironmentVariable("CI") is "true")
                throw new InvalidOperationException("The browser tests need Chromium. Install the package chromium.");
            return;
        }

        _playwright = await Playwright.CreateAsync();

        _browser = await _playwright.Chromium.LaunchAsync(
            new()
            {
                ExecutablePath = program,
                Args = Arguments,
                Timeout = (float)Wait.Limit.TotalMilliseconds,
            }
        );
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null)
            await _browser.DisposeAsync();
        _playwright?.Dispose();
    }

    private static string? FindProgram() =>
        (Environment.GetEnvironmentVariable("PATH") ?? "")
            .Split(Path.PathSeparator)
            .SelectMany(folder => Names.Select((name, rank) => (Path: Path.Combine(folder, name), Rank: rank)))
            .Where(program => File.Exists(program.Path))
            .OrderBy(program => program.Rank)
            .Select(program => program.Path)
            .FirstOrDefault();
}
