using System.Net;
using Leadgate.Contract;
using Leadgate.Domain.Staff;
using Leadgate.Server.Tests.Support;
using OtpNet;

namespace Leadgate.Server.Tests.Cli;

/// <summary>Managing staff accounts on the command line while the service runs.</summary>
public sealed class StaffCommandTests
{
    [Fact]
    public async Task Account_can_be_created_disabled_and_enabled()
    {
        await using var server = await RunningServer.StartAsync();
        Assert.Equal((0, "Account reem created."), await RunAsync(server, "a long password\n", "create", "Reem", "--role", "agent"));
        Assert.Equal(
            (1, "leadgate: The account reem already exists. To list all accounts, run staff list."),
            await RunAsync(server, "a long password\n", "create", "REEM", "--role", "admin")
        );
        using var browser = new StaffBrowser(server);
        Assert.Equal(HttpStatusCode.SeeOther, (await browser.SignInAsync("reem", "a long password")).Status);

        Assert.Equal((0, "Account reem disabled."), await RunAsync(server, "", "disable", "reem"));
        Assert.Equal(HttpStatusCode.Redirect, (await browser.GetAsync(Routes.Staff)).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await browser.SignInAsync("reem", "a long password")).Status);
        Assert.Contains("reem\tagent\tdisabled ", (await RunAsync(server, "", "list")).Message, StringComparison.Ordinal);
        Assert.Equal((0, "Account reem enabled."), await RunAsync(server, "", "enable", "reem"));
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
    public async Task Generated_password_is_printed_alone_on_standard_output()
    {
        await using var server = await RunningServer.StartAsync();
        await StaffBrowser.CreateAccountAsync(server.Store, "reem", StaffRole.Admin);
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
        Assert.Contains("shown only once", error, StringComparison.Ordinal);
        using var browser = new StaffBrowser(server);
        Assert.Equal(HttpStatusCode.Forbidden, (await browser.SignInAsync("reem")).Status);
        Assert.Equal(HttpStatusCode.SeeOther, (await browser.SignInAsync("reem", output.Trim())).Status);
    }

    [Fact]
    public async Task Second_factor_is_enabled_and_removed()
    {
        await using var server = await RunningServer.StartAsync();
        await StaffBrowser.CreateAccountAsync(server.Store, "reem", StaffRole.Admin);
        var (exitCode, output, error) = await ServiceProcess.RunToEndAsync(
            "staff",
            "totp",
            "enable",
            "Reem",
            "--database",
            server.Database
        );
        var lines = output.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        Assert.Equal((0, 12), (exitCode, lines.Length));
        Assert.Matches("^[A-Z2-7]{32}$", lines[0]);
        Assert.StartsWith("otpauth://totp/Leadgate%20TEST:reem?secret=" + lines[0], lines[1], StringComparison.Ordinal);
        Assert.All(lines[2..], line => Assert.Matches("^([A-Z2-9]{5}-){3}[A-Z2-9]{5}$", line));
        Assert.Contains("shown only once", error, StringComparison.Ordinal);

        // The service can read what the command stored.
        using var browser = new StaffBrowser(server);
        await browser.SignInAsync("reem");
        var form = StaffBrowser.GetFormToken(await browser.GetAsync(Routes.StaffSignInCode));
        var code = new Totp(Base32Encoding.ToBytes(lines[0])).ComputeTotp();
        Assert.Equal(HttpStatusCode.SeeOther, (await browser.PostAsync(Routes.StaffSignInCode, ("form", form), ("code", code))).Status);

        Assert.Contains(
            "already has a second factor",
            (await RunAsync(server, "", "totp", "enable", "reem")).Message,
            StringComparison.Ordinal
        );
        Assert.Contains("\tsecond factor since 20", (await RunAsync(server, "", "list")).Message, StringComparison.Ordinal);
        Assert.Equal((0, "Second factor of reem removed."), await RunAsync(server, "", "totp", "disable", "reem"));
        Assert.Equal((1, "leadgate: The account reem has no second factor."), await RunAsync(server, "", "totp", "disable", "reem"));
        Assert.Contains("\tno second factor", (await RunAsync(server, "", "list")).Message, StringComparison.Ordinal);
        Assert.Equal(
            (HttpStatusCode.SeeOther, "/staff?lang=en"),
            (await browser.SignInAsync("reem")) is var page ? (page.Status, page.Location) : default
        );
    }

    [Fact]
    public async Task Invalid_command_is_reported_and_changes_nothing()
    {
        await using var server = await RunningServer.StartAsync();
        (string Input, string[] Arguments)[] commands =
        [
            ("short\n", ["create", "reem", "--role", "agent"]),
            ("reem reem reem\n", ["create", "reem", "--role", "agent"]),
            ("", ["totp", "enable", "nobody"]),
            ("", ["totp", "disable", "nobody"]),
            ("", ["create", "reem", "--role", "agent"]),
            ("a long password\n", ["create", "reem", "--role", "manager"]),
            ("a long password\n", ["create", "reem"]),
            ("a long password\n", ["create", "reem b", "--role", "agent"]),
            ("a long password\n", ["password", "nobody"]),
            ("", ["disable", "nobody"]),
        ];
        foreach (var (input, arguments) in commands)
        {
            var (exitCode, message) = await RunAsync(server, input, arguments);
            Assert.Equal((string.Join(' ', arguments), 1), (string.Join(' ', arguments), exitCode));
            Assert.NotEmpty(message);
            Assert.DoesNotContain("   at ", message, StringComparison.Ordinal);
            Assert.Empty(await server.Store.Staff.ReadAccountsAsync(TestContext.Current.CancellationToken));
        }
    }

    private static async Task<(int ExitCode, string Message)> RunAsync(RunningServer server, string input, params string[] arguments)
    {
        // Only a process of its own can be given a password.
        string[] command = ["staff", .. arguments, "--database", server.Database];
        var (exitCode, output, error) = arguments[0] is "create" or "password"
            ? await ServiceProcess.RunWithInputAsync(input, command)
            : await CommandRun.RunAsync(command);
        return (exitCode, (exitCode == 0 ? output : error).Trim());
    }
}
