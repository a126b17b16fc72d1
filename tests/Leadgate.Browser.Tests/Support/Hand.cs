using Microsoft.Playwright;

namespace Leadgate.Browser.Tests.Support;

/// <summary>Does with a page what a person does, by mouse or by keyboard.</summary>
internal sealed class Hand(Visit visit, bool usesKeyboard) : IAsyncDisposable
{
    /// <summary>Nobody presses Tab more often than that to get anywhere on a page.</summary>
    private const int MaxTabs = 250;

    private const int TabsAtOnce = 10;

    /// <summary>Sends keys to the page without waiting for each of them.</summary>
    private ICDPSession? _keys;

    /// <summary>Whether pages that answer a form are held against the rules of accessibility, which need scripts.</summary>
    public bool ChecksPages { get; init; }

    public Visit Visit => visit;

    public IPage Page => visit.Page;

    /// <summary>The element that a selector of CSS finds; the only one.</summary>
    public ILocator Find(string selector) => Page.Locator(selector);

    /// <summary>
    /// Fails if the page breaks a rule of accessibility. For pages that answer a form, to which no link leads: all others are tested
    /// together.
    /// </summary>
    public async Task AssertAccessibleAsync()
    {
        if (ChecksPages)
            Assert.Empty(await AccessibilityRules.All.FindViolationsAsync(Page));
    }

    /// <summary>Follows a link or presses a button that leads to another page.</summary>
    public async Task FollowAsync(string selector)
    {
        if (!usesKeyboard)
        {
            await visit.FollowAsync(Find(selector));
            return;
        }

        await ReachAsync(Find(selector));
        await visit.PressAsync("Enter");
    }

    /// <summary>Writes a text in place of what is in an input.</summary>
    public async Task TypeAsync(string selector, string text)
    {
        if (!usesKeyboard)
        {
            await Find(selector).FillAsync(text);
            return;
        }

        await ReachAsync(Find(selector));
        await Page.Keyboard.PressAsync("Control+A");
        await Page.Keyboard.InsertTextAsync(text);
    }

    /// <summary>Marks a box or a choice.</summary>
    public async Task CheckAsync(string selector)
    {
        if (await Find(selector).IsCheckedAsync())
            return;
        if (!usesKeyboard)
        {
            await Find(selector).CheckAsync();
            return;
        }

        // Of several radio buttons, Tab reaches the chosen one, and arrows lead to the others.
        if (await Find(selector).GetAttributeAsync("type") == "radio")
        {
            var group = $"input[type=radio][name='{await Find(selector).GetAttributeAsync("name")}']";
            await ReachAsync(Find(await Find(group + ":checked").CountAsync() == 1 ? group + ":checked" : group).First);
            for (var i = await Find(group).CountAsync(); i > 0 && !await Find(selector).IsCheckedAsync(); i--)
                await Page.Keyboard.PressAsync("ArrowDown");
        }
        else
        {
            await ReachAsync(Find(selector));
            await Page.Keyboard.PressAsync("Space");
        }

        Assert.True(await Find(selector).IsCheckedAsync());
    }

    /// <summary>
    /// Chooses an item of a list by its label. A list that has the focus follows what is typed, but begins anew after a second without a
    /// key: all letters are on their way at a time, and of one time.
    /// </summary>
    public async Task ChooseAsync(string selector, string label)
    {
        if (!usesKeyboard)
        {
            await Find(selector).SelectOptionAsync(new SelectOptionValue { Label = label });
            return;
        }

        await ReachAsync(Find(selector));
        var now = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds();
        await SendKeysAsync(
            label.Select(letter => new Dictionary<string, object>
            {
                ["type"] = "char",
                ["text"] = letter.ToString(),
                ["timestamp"] = now,
            })
        );
        Assert.Equal(label, await Find(selector).EvaluateAsync<string>("list => list.selectedOptions[0].textContent"));
    }

    /// <summary>Opens a menu of the navigation.</summary>
    public async Task OpenMenuAsync(string selector)
    {
        var summary = Find(selector + " summary");
        if (!usesKeyboard)
        {
            await summary.ClickAsync();
            return;
        }

        await ReachAsync(summary);
        await Page.Keyboard.PressAsync("Enter");
    }

    /// <summary>The text of the element.</summary>
    public async Task<string> ReadAsync(string selector) => (await Find(selector).InnerTextAsync()).Trim();

    /// <summary>Fails unless the console says that something was done.</summary>
    public async Task AssertDoneAsync() => Assert.NotEmpty(await ReadAsync("#notice"));

    public async ValueTask DisposeAsync()
    {
        visit.AssertNoComplaints();
        await visit.DisposeAsync();
    }

    /// <summary>
    /// Presses Tab until an element has the focus, and fails if the focus is not visible. Several presses are on their way at a time: to
    /// wait for each takes longer than the rest of the test. Those that arrive after the element has got the focus do nothing.
    /// </summary>
    private async Task ReachAsync(ILocator target)
    {
        await using var element = await target.ElementHandleAsync();
        await element.EvaluateAsync(
            """
            element => {
                window.reached?.abort();
                window.reached = new AbortController();
                const stay = event => { if (event.key === 'Tab' && document.activeElement === element) event.preventDefault(); };
                document.addEventListener('keydown', stay, { capture: true, signal: window.reached.signal });
            }
            """
        );
        for (var i = 0; !await element.EvaluateAsync<bool>("element => element === document.activeElement"); i += TabsAtOnce)
        {
            Assert.True(i < MaxTabs, $"{target} is not reached by the keyboard.");
            await SendKeysAsync(Enumerable.Range(0, TabsAtOnce).SelectMany(_ => (string[])["rawKeyDown", "keyUp"]).Select(Tab));
        }

        Assert.True(
            await element.EvaluateAsync<bool>(
                "element => { const s = getComputedStyle(element); return s.outlineStyle !== 'none' || s.boxShadow !== 'none'; }"
            ),
            $"{target} has the focus, but nobody can see it."
        );

        static Dictionary<string, object> Tab(string type) =>
            new()
            {
                ["type"] = type,
                ["key"] = "Tab",
                ["code"] = "Tab",
                ["windowsVirtualKeyCode"] = 9,
            };
    }

    private async Task SendKeysAsync(IEnumerable<Dictionary<string, object>> keys)
    {
        var session = _keys ??= await Page.Context.NewCDPSessionAsync(Page);
        await Task.WhenAll(keys.Select(key => session.SendAsync("Input.dispatchKeyEvent", key)));
    }
}
