using Leadgate.Browser.Tests.Support;
using Leadgate.Contract;
using Leadgate.Server.Console.Imports;
using Leadgate.Server.Console.Shell;
using Leadgate.Tests;
using Microsoft.Playwright;

namespace Leadgate.Browser.Tests;

/// <summary>
/// Makes pictures of the main pages into the folder <c>LEADGATE_SCREENSHOTS</c> (<c>./leadgate screenshots FOLDER</c>); without it, one
/// picture, to see that it can.
/// </summary>
public sealed class Screenshots(ConsoleServer server)
{
    private static readonly bool[] Both = [false, true];

    /// <summary>The name of each picture, and the way to the page.</summary>
    private readonly IReadOnlyList<(string Name, Func<Hand, Task> OpenAsync)> _pages =
    [
        ("today", hand => hand.Visit.GoToAsync(Routes.Staff)),
        ("leads", hand => hand.Visit.GoToAsync(Routes.Staff + "/leads")),
        ("lead", OpenLeadAsync),
        ("imports", hand => hand.Visit.GoToAsync(ConsoleRoutes.Imports)),
        ("import-file", hand => hand.Visit.GoToAsync(ImportLinks.New)),
        ("import-columns", hand => hand.Visit.GoToAsync(ImportLinks.Columns(server.CheckedImport))),
        ("import-check", hand => hand.Visit.GoToAsync(ImportLinks.Check(server.CheckedImport))),
        ("import-result", hand => hand.Visit.GoToAsync(ImportLinks.One(server.DoneImport))),
        ("lists", hand => hand.Visit.GoToAsync(Routes.Staff + "/lists/CITY")),
        ("keys", hand => hand.Visit.GoToAsync(Routes.Staff + "/keys")),
        ("persons", FindPersonAsync),
        ("audit", hand => hand.Visit.GoToAsync(Routes.Staff + "/audit")),
        ("me", hand => hand.Visit.GoToAsync(Routes.Staff + "/me")),
    ];

    [Fact]
    public async Task Pages_are_photographed()
    {
        using var temporary = new TemporaryFolder();
        var folder = Environment.GetEnvironmentVariable("LEADGATE_SCREENSHOTS");
        VisitOptions[] looks = folder is null
            ? [new VisitOptions()]
            :
            [
                .. from isArabic in Both
                from isDark in Both
                from width in (int[])[1280, 390]
                select new VisitOptions
                {
                    IsArabic = isArabic,
                    IsDark = isDark,
                    Width = width,
                },
            ];
        foreach (var look in looks)
            await PhotographAsync(look, folder is null ? _pages.Take(1) : _pages, folder ?? temporary.Path("."));
    }

    private async Task PhotographAsync(VisitOptions look, IEnumerable<(string Name, Func<Hand, Task> OpenAsync)> pages, string folder)
    {
        await using var hand = new Hand(await server.OpenAsync(ConsoleServer.Administrator, look), usesKeyboard: false);
        foreach (var (name, openAsync) in pages)
        {
            await openAsync(hand);
            var file = $"{name}-{(look.IsArabic ? "ar" : "en")}-{(look.IsDark ? "dark" : "light")}-{look.Width}.png";
            var picture = await hand.Page.ScreenshotAsync(new() { Animations = ScreenshotAnimations.Disabled });
            Assert.NotEmpty(picture);
            await File.WriteAllBytesAsync(Path.Combine(folder, file), picture, TestContext.Current.CancellationToken);
        }
    }

    private static async Task OpenLeadAsync(Hand hand)
    {
        await hand.Visit.GoToAsync(Routes.Staff);
        var lead = await hand.Page.Locator("main a[href^='/staff/leads/']").First.GetAttributeAsync("href");
        await hand.Visit.GoToAsync(lead!);
    }

    private static async Task FindPersonAsync(Hand hand)
    {
        await hand.Visit.GoToAsync(Routes.Staff + "/persons");
        if (await hand.Find("#find").CountAsync() == 0)
            return;
        await hand.TypeAsync("#find input[name=phone]", "512345678");
        await hand.FollowAsync("#find button");
    }
}
