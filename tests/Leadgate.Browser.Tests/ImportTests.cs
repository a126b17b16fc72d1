using Leadgate.Browser.Tests.Support;
using Leadgate.Server.Console.Shell;

namespace Leadgate.Browser.Tests;

/// <summary>A file on its way to leads, from the first page to the leads that wait.</summary>
public sealed class ImportTests(ConsoleServer server)
{
    [Theory]
    [InlineData(Way.Mouse)]
    [InlineData(Way.WithoutScripts)]
    public async Task File_becomes_leads(Way way)
    {
        await using var hand = await server.UseAsync(way, ConsoleServer.Agent);
        await hand.Visit.GoToAsync(ConsoleRoutes.Imports);
        await hand.FollowAsync("#new");
        await hand.FollowAsync("#send");
        Assert.Equal(1, await hand.Find("#file-error").CountAsync());
        await hand.Find("#file")
            .SetInputFilesAsync(
                new Microsoft.Playwright.FilePayload
                {
                    Name = "event.csv",
                    MimeType = "text/csv",
                    Buffer = ConsoleServer.EventFile,
                }
            );
        await hand.FollowAsync("#send");
        await hand.Page.ReloadAsync();
        await hand.Find("#constant-priority").SelectOptionAsync("Hot");
        await hand.FollowAsync("#check");

        // The page renews itself until the check has ended, without scripts too.
        await hand.Find("#start").WaitForAsync();
        Assert.Equal("2", await hand.ReadAsync("#with-errors"));
        Assert.Equal(1, await hand.Find("#findings tbody tr").CountAsync());
        await hand.FollowAsync("#start");
        await hand.Find("#waiting").WaitForAsync();
        Assert.Equal("4", await hand.ReadAsync("#rows"));
        await hand.Page.GoBackAsync();
        await hand.Find("#waiting").WaitForAsync();
        await hand.FollowAsync("#waiting");
        Assert.Equal(2, await hand.Find("#leads tbody tr").CountAsync());
    }
}
