using System.Collections.Concurrent;
using Leadgate.Server.Tests.Support;
using Leadgate.Tests;
using Microsoft.Playwright;

namespace Leadgate.Browser.Tests.Support;

/// <summary>A page in a window of its own, which notes everything that the browser complains about.</summary>
internal sealed class Visit : IAsyncDisposable
{
    /// <summary>Chromium writes this for any page that is not a success; the tests look at the pages themselves.</summary>
    private const string FailedToLoad = "Failed to load resource: the server responded with a status of 4";

    private readonly ConcurrentQueue<string> _complaints = new();

    private Visit(IPage page) => Page = page;

    public IPage Page { get; }

    public static async Task<Visit> StartAsync(IBrowserContext context)
    {
        context.SetDefaultTimeout((float)Wait.Limit.TotalMilliseconds);
        var page = await context.NewPageAsync();
        var visit = new Visit(page);
        page.Console += (_, message) =>
        {
            if (message.Type is "error" or "warning" && !message.Text.StartsWith(FailedToLoad, StringComparison.Ordinal))
                visit._complaints.Enqueue($"{page.Url}: {message.Text}");
        };
        page.Response += (_, response) =>
        {
            if (response.Status >= 500)
                visit._complaints.Enqueue($"{response.Request.Method} {response.Url} answers {response.Status}");
        };
        page.PageError += (_, error) => visit._complaints.Enqueue($"{page.Url}: {error}");
        page.RequestFailed += (_, request) =>
        {
            // A page that is left while it loads is no failure.
            if (request.Failure is { } failure && !failure.Contains("ERR_ABORTED", StringComparison.Ordinal))
                visit._complaints.Enqueue($"{request.Url}: {failure}");
        };
        return visit;
    }

    public async Task<IResponse> GoToAsync(string path) =>
        await Page.GotoAsync(path, new() { WaitUntil = WaitUntilState.Load })
        ?? throw new InvalidOperationException($"There was no response to {path}.");

    /// <summary>Fills in the form for signing in, which is on the page, and waits for the next page.</summary>
    public async Task SignInAsync(string name, string password = StaffBrowser.Password)
    {
        await Page.Locator("input[name=name]").FillAsync(name);
        await Page.Locator("input[name=password]").FillAsync(password);
        await SubmitAsync(Page.Locator("input[name=password]"));
        Assert.DoesNotContain("sign-in", Page.Url, StringComparison.Ordinal);
    }

    /// <summary>Presses Enter in an input, which sends its form with the first button, and waits for the next page.</summary>
    public Task SubmitAsync(ILocator input) => LeaveAsync(() => input.PressAsync("Enter"));

    /// <summary>Clicks and waits for the next page.</summary>
    public Task FollowAsync(ILocator link) => LeaveAsync(() => link.ClickAsync());

    /// <summary>Presses a key and waits for the next page.</summary>
    public Task PressAsync(string key) => LeaveAsync(() => Page.Keyboard.PressAsync(key));

    /// <summary>How much wider the page is than the window, in pixels.</summary>
    public Task<int> MeasureOverflowAsync() =>
        Page.EvaluateAsync<int>("document.documentElement.scrollWidth - document.documentElement.clientWidth");

    /// <summary>
    /// Fails if the browser complained: an error in a script, something the content policy forbids, a file that is missing.
    /// </summary>
    public void AssertNoComplaints() => Assert.True(_complaints.IsEmpty, string.Join("\n", _complaints));

    public async ValueTask DisposeAsync() => await Page.Context.DisposeAsync();

    /// <summary>
    /// Marks the page, acts, and waits for a page without the mark. The framework's own waiting misses a page that has loaded at once.
    /// </summary>
    private async Task LeaveAsync(Func<Task> action)
    {
        await Page.EvaluateAsync("window.isOld = true");
        await action();
        await Wait.UntilAsync(HasArrivedAsync, $"Nothing followed {Page.Url}.");
    }

    private async Task<bool> HasArrivedAsync()
    {
        try
        {
            return await Page.EvaluateAsync<bool>("!window.isOld && document.readyState === 'complete'");
        }
        catch (PlaywrightException)
        {
            // Between two pages there is none to ask.
            return false;
        }
    }
}
