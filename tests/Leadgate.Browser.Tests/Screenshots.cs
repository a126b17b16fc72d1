using Leadgate.Browser.Tests.Support;
using Leadgate.Contract;
using Leadgate.Server.Console.Imports;
using Leadgate.Server.Console.LeadPages;
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

    /// <summary>Where the pictures go; null if no one wants them.</summary>
    internal static string? Folder => Environment.GetEnvironmentVariable("LEADGATE_SCREENSHOTS");

    /// <summary>The name of each picture, and the way to the page.</summary>
    private IReadOnlyList<(string Name, Func<Hand, Task> OpenAsync)> Pages =>
        [
            ("today", hand => hand.Visit.GoToAsync(Routes.Staff)),
            ("leads", hand => hand.Visit.GoToAsync(Routes.Staff + "/leads")),
            ("lead", OpenLeadAsync),
            ("conflict", OpenConflictAsync),
            ("correct", OpenCorrectAllAsync),
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
        var folder = Folder;
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

        // Pages that show what is stored come first: the others send leads.
        (string, Func<Hand, Task>)[][] parts = folder is null
            ?
            [
                [.. Pages.Take(1)],
            ]
            :
            [
                [.. Pages.Take(3)],
                [.. Pages.Skip(3)],
            ];
        foreach (var part in parts)
        {
            foreach (var look in looks)
                await PhotographAsync(look, part, folder ?? temporary.Path("."));
        }
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

    /// <summary>The lead of the queue that has waited longest and has a city in the wrong region.</summary>
    private static async Task OpenLeadAsync(Hand hand)
    {
        await hand.Visit.GoToAsync(Routes.Staff + "/leads?field=customerCity&code=not-in-parent");
        await hand.FollowAsync("#leads tbody a >> nth=0");
    }

    /// <summary>A lead that somebody else has corrected while it was open.</summary>
    private async Task OpenConflictAsync(Hand hand)
    {
        var id = await server.SendOneAsync(("phoneNumber", "5123"), ("email", "reem@"), ("firstName", "ريم"), ("lastName", "المثال"));
        await hand.Visit.GoToAsync(LeadPageEndpoints.GetPath(id));
        await using (var other = await server.UseAsync(Way.Mouse, ConsoleServer.Agent))
        {
            await other.Visit.GoToAsync(LeadPageEndpoints.GetPath(id));
            await other.TypeAsync("#phoneNumber", "512345678");
            await other.FollowAsync("#save");
        }

        await hand.TypeAsync("#phoneNumber", "512345679");
        await hand.TypeAsync("#email", "reem@example.com");
        await hand.FollowAsync("#save");
    }

    /// <summary>The first wrong value of the page Today that many leads have, with what a correction would do.</summary>
    private static async Task OpenCorrectAllAsync(Hand hand)
    {
        await hand.Visit.GoToAsync("/staff/correct?field=customerCity&value=Jaddeh");
        await hand.Find("#replacement")
            .SelectOptionAsync(
                await hand.Find("#replacement option")
                    .EvaluateAllAsync<string>("all => all.find(option => /^(Jeddah|جدة)/.test(option.textContent)).value")
            );
        await hand.FollowAsync("#preview");
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
