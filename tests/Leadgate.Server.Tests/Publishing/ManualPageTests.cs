using System.Diagnostics;
using Leadgate.Publish;
using Leadgate.Server.Cli;
using Leadgate.Server.Tests.Support;
using Leadgate.Tests;

namespace Leadgate.Server.Tests.Publishing;

/// <summary>What <c>man</c> and a shell say about the program.</summary>
public sealed class ManualPageTests
{
    [Fact]
    public void Manual_page_has_every_command_and_every_option()
    {
        var page = ManualPage
            .Create(CommandLine.CreateRoot(), "1.2.3", DateTimeOffset.UnixEpoch)
            .Replace("\\-", "-", StringComparison.Ordinal);
        Assert.StartsWith(".TH LEADGATE 1 1970-01-01 \"leadgate 1.2.3\"", page, StringComparison.Ordinal);
        var commands = ManualPage.FindCommands("leadgate", CommandLine.CreateRoot()).ToList();
        Assert.Contains("leadgate keys create", commands.Select(one => one.Name));
        Assert.Contains("leadgate serve", commands.Select(one => one.Name));
        Assert.All(
            commands,
            one =>
            {
                var at = page.IndexOf($".SS {one.Name}", StringComparison.Ordinal);
                Assert.True(at >= 0, one.Name);
                var section = page[at..].Split("\n.S", 3)[0] + page[at..].Split("\n.S", 3)[1];
                Assert.All(
                    ManualPage.FindOptions(one.Command),
                    option => Assert.Contains($"\\fB{option.Name}\\fR", section, StringComparison.Ordinal)
                );
            }
        );

        // A text that begins with a dot would be an instruction to troff.
        Assert.All(
            page.Split('\n').Where(line => line.StartsWith('.')),
            line => Assert.Matches(@"^\.(TH|SH|SS|TP|PP|B|I|BR|IR)( |$)", line)
        );
    }

    [Theory]
    [InlineData("leadgate he", "healthcheck")]
    [InlineData("leadgate keys cr", "create")]
    [InlineData("leadgate staff create reem --ro", "--role")]
    [InlineData("leadgate serve --max-le", "--max-leads")]
    public async Task A_shell_completes_commands_and_options(string typed, string expected)
    {
        using var folder = new TemporaryFolder();
        await File.WriteAllTextAsync(
            folder.Path("leadgate"),
            $"#!/bin/sh\nexec dotnet '{ServiceProcess.Program}' \"$@\"\n",
            TestContext.Current.CancellationToken
        );
        File.SetUnixFileMode(folder.Path("leadgate"), (UnixFileMode)0b111_101_101);
        var script = $"""
            PATH='{folder.Path(".")}':$PATH
            source '{Repository.Path("packaging", "debian", "leadgate.bash-completion")}'
            COMP_LINE='{typed}' COMP_POINT={typed.Length} COMP_WORDS=({typed})
            COMP_CWORD=$((${"{#COMP_WORDS[@]}"} - 1))
            _leadgate
            printf '%s\n' "${"{COMPREPLY[@]}"}"
            """;
        using var bash = Process.Start(new ProcessStartInfo("bash", ["-c", script]) { RedirectStandardOutput = true })!;
        Assert.Equal(expected, (await bash.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken)).Trim());
        await bash.WaitForExitAsync(TestContext.Current.CancellationToken);
    }
}
