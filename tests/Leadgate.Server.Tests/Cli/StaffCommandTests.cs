using System.Net;
using Leadgate.Contract;
using Leadgate.Domain.Staff;
using Leadgate.Server.Tests.Support;

namespace Leadgate.Server.Tests.Cli;

/// <summary>The accounts of staff on the command line, in a process of its own, while the service runs.</summary>
public sealed class StaffCommandTests
{
    [Fact]
    public async Task An_account_is_made_signs_in_and_is_disabled_and_enabled()
    {
        await using var server = await RunningServer.StartAsync();
        Assert.Equal((0, "The account reem is made."), await RunAsync(server, "a long password\n", "create", "Reem", "--role", "agent"));
        Assert.Equal(
            (1, "leadgate: there is an account reem already; staff list shows them."),
            await RunAsync(server, "a long password\n", "create", "REEM", "--role", "admin")
        );
        using var browser = new StaffBrowser(server);
        Assert.Equal(HttpStatusCode.SeeOther, (await browser.SignInAsync("reem", "a long password")).Status);

        Assert.Equal((0, "The account reem is disabled."), await RunAsync(server, "", "disable", "reem"));
        Assert.Equal(HttpStatusCode.Redirect, (await browser.GetAsync(Routes.Staff)).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await browser.SignInAsync("reem", "a long password")).Status);
        Assert.Contains("reem\tagent\tdisabled ", (await RunAsync(server, "", "list")).Told, StringComparison.Ordinal);
        Assert.Equal((0, "The account reem is enabled."), await RunAsync(server, "", "enable", "reem"));
        Assert.Equal(HttpStatusCode.SeeOther, (await browser.SignInAsync("reem", "a long password")).Status);

        Assert.Equal(
            ["staff-create|staff:reem|agent", "staff-disable|staff:reem|", "staff-enable|staff:reem|"],
            (await server.Store.Audit.ReadAsync(0, 100, TestContext.Current.CancellationToken))
                .Select(entry => entry.Event)
                .Where(entry => entry.Origin == "command line")
                .Select(entry => $"{entry.Action}|{entry.Record}|{entry.Detail}")
        );
    }

    [Fact]
    public async Task A_password_can_be_made_for_somebody_and_is_printed_alone()
    {
        await using var server = await RunningServer.StartAsync();
        await StaffBrowser.MakeAccountAsync(server.Store, "reem", StaffRole.Admin);
        var (exitCode, output, error) = await ServiceProcess.RunToEndAsync(
            "staff",
            "password",
            "reem",
            "--generate-password",
            "--database",
            server.Database
        );
        Assert.Equal(0, exitCode);
        Assert.Matches("^[A-Za-z2-9]{20}$", output.Trim());
        Assert.Contains("this once", error, StringComparison.Ordinal);
        using var browser = new StaffBrowser(server);
        Assert.Equal(HttpStatusCode.Forbidden, (await browser.SignInAsync("reem")).Status);
        Assert.Equal(HttpStatusCode.SeeOther, (await browser.SignInAsync("reem", output.Trim())).Status);
    }

    [Theory]
    [InlineData("short\n", "create", "reem", "--role", "agent")]
    [InlineData("", "create", "reem", "--role", "agent")]
    [InlineData("a long password\n", "create", "reem", "--role", "boss")]
    [InlineData("a long password\n", "create", "reem")]
    [InlineData("a long password\n", "create", "reem b", "--role", "agent")]
    [InlineData("a long password\n", "password", "nobody")]
    [InlineData("", "disable", "nobody")]
    public async Task What_cannot_be_done_is_told_and_not_done(string input, params string[] arguments)
    {
        await using var server = await RunningServer.StartAsync();
        var (exitCode, told) = await RunAsync(server, input, arguments);
        Assert.Equal(1, exitCode);
        Assert.NotEmpty(told);
        Assert.DoesNotContain("   at ", told, StringComparison.Ordinal);
        Assert.Empty(await server.Store.Staff.ReadAccountsAsync(TestContext.Current.CancellationToken));
    }

    private static async Task<(int ExitCode, string Told)> RunAsync(RunningServer server, string input, params string[] arguments)
    {
        var (exitCode, output, error) = await ServiceProcess.RunWithInputAsync(
            input,
            ["staff", .. arguments, "--database", server.Database]
        );
        return (exitCode, (exitCode == 0 ? output : error).Trim());
    }
}
