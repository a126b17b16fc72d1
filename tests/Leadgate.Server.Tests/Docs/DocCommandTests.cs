using System.Diagnostics;
using System.Globalization;
using Leadgate.Server.Tests.Support;
using Leadgate.Tests;

namespace Leadgate.Server.Tests.Docs;

/// <summary>
/// The commands in the documentation, which are run as a reader would run them: in a shell, with the program and a service. A block that is
/// not run has a comment before it, <c>&lt;!-- not run: REASON --&gt;</c>, which readers do not see. An output whose numbers differ each
/// time has <c>&lt;!-- numbers vary --&gt;</c>.
/// </summary>
public sealed class DocCommandTests(ITestOutputHelper output)
{
    /// <summary>Where the service listens in the documentation.</summary>
    private const string Address = "http://127.0.0.1:5080";

    private const char Mark = '\u001E';

    /// <summary>Its commands expect a new database, and end by requiring API keys.</summary>
    private const string FirstLead = "docs/first-lead.md";

    /// <summary>
    /// The program as the documentation calls it. It gives a password where one is asked for, and ends a service as soon as it listens,
    /// because there is one already.
    /// </summary>
    private const string Program = """
        #!/usr/bin/env bash
        dll='PROGRAM'
        if [ "$1" = serve ]; then
          [[ "$LEADGATE_DATABASE $*" = *sqlite:* ]] || set -- "$@" --database sqlite:data/second.db
          coproc dotnet "$dll" "$@" --urls http://127.0.0.1:0
          pid=$COPROC_PID
          while read -r -u "${COPROC[0]}" line; do
            echo "$line"
            case "$line" in *'Now listening on'*) kill -TERM "$pid" ;; esac
          done
          wait "$pid"
        elif [ "$1" = staff ] && [ -c /dev/stdin ]; then exec dotnet "$dll" "$@" <<< 'seven grey herons by the canal'
        else exec dotnet "$dll" "$@"
        fi
        """;

    private static readonly IReadOnlyList<DocCommand> Commands =
    [
        .. DocFiles
            .Pages.Where(page => !page.EndsWith(".ar.md", StringComparison.Ordinal))
            .SelectMany(page => DocCommand.ReadAll(page, Repository.Read(page))),
    ];

    [Fact]
    public async Task Commands_of_the_guide_print_what_it_shows() =>
        await RunAsync(Commands.Where(command => command.Page == FirstLead).GroupBy(command => command.Page));

    [Fact]
    public async Task Commands_of_all_other_pages_print_what_they_show()
    {
        await RunAsync(Commands.Where(command => command.Page != FirstLead).GroupBy(command => command.Page));
        var run = Commands.Count(command => command.NotRun is null);
        output.WriteLine($"Commands of the documentation: {run} blocks run, {Commands.Count - run} not run, each with a reason");
        Assert.True(run > 20, $"Only {run} blocks are run.");
    }

    [Fact]
    public void Every_block_says_in_which_language_it_is()
    {
        Assert.All(DocFiles.Pages, page => Assert.DoesNotContain("", DocCommand.ReadLanguages(Repository.Read(page))));
        Assert.All(DocFiles.Pages, page => Assert.DoesNotMatch("(?m)^ +```", Repository.Read(page)));
        Assert.All(
            DocFiles.Pages,
            page => Assert.Empty(DocCommand.ReadLanguages(Repository.Read(page)).Intersect(["shell", "console", "zsh", "shellsession"]))
        );
    }

    /// <summary>So that what is run on one page is right on the other too.</summary>
    [Fact]
    public void Arabic_pages_have_the_commands_of_the_English_ones()
    {
        var translated = DocFiles.Pages.Where(page => page.EndsWith(".ar.md", StringComparison.Ordinal)).ToList();
        Assert.NotEmpty(translated);
        Assert.All(
            translated,
            page =>
            {
                var english = page.Replace(".ar.md", ".md", StringComparison.Ordinal);
                Assert.Equal(Read(english), Read(page));
            }
        );

        static IEnumerable<(string, string?)> Read(string page) =>
            DocCommand.ReadAll(page, Repository.Read(page)).Select(command => (command.Script, command.Output));
    }

    [Theory]
    [InlineData("```sh\nls\n```\n\n```text\none … three\nfour\n```", "one two three\nother\nfour\n", null)]
    [InlineData("```sh\nls\n```\n\n```text\none\ntwo\n```", "two\none\n", "two")]
    [InlineData("```sh\nls\n```\nOr:\n```text\none\n```", "", null)]
    [InlineData("```sh\nls\n```\n```text\nat 2026-11-26T20:21:00.000Z\n```", "at 2027-01-01T00:00:00.000Z", null)]
    public void Output_is_compared_in_order_and_without_what_varies(string page, string printed, string? missing) =>
        Assert.Equal(missing, Assert.Single(DocCommand.ReadAll("page", page)).FindMissing(printed));

    private static async Task RunAsync(IEnumerable<IGrouping<string, DocCommand>> pages)
    {
        using var folder = new TemporaryFolder();
        foreach (var name in (string[])["data", "backup", "var/lib/leadgate"])
            Directory.CreateDirectory(folder.Path(name));
        var program = Program.Replace("PROGRAM", Path.Combine(AppContext.BaseDirectory, "Leadgate.Server.dll"), StringComparison.Ordinal);
        await File.WriteAllTextAsync(folder.Path("leadgate"), program, TestContext.Current.CancellationToken);
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(folder.Path("leadgate"), UnixFileMode.UserRead | UnixFileMode.UserExecute);
        var database = "sqlite:" + folder.Path("data/leadgate.db");
        await using var service = await ServiceProcess.StartAsync(database);
        var faults = new List<string>();
        foreach (var page in pages)
            faults.AddRange(await RunPageAsync([.. page.Where(command => command.NotRun is null)], folder, service.Addresses[0]));
        Assert.True(faults.Count == 0, string.Join("\n\n", faults));
    }

    /// <summary>Runs the commands of a page in one shell, so that a variable of one block is known in the next.</summary>
    private static async Task<IReadOnlyList<string>> RunPageAsync(IReadOnlyList<DocCommand> commands, TemporaryFolder folder, Uri address)
    {
        if (commands.Count == 0)
            return [];
        var script = new StringWriter(CultureInfo.InvariantCulture);

        // A new API key is known to the service within two seconds, or somewhat later on a busy machine.
        await script.WriteLineAsync("curl() { command curl -sS --fail-with-body --retry 60 --retry-delay 1 --retry-all-errors \"$@\"; }");
        await script.WriteLineAsync("set -eo pipefail; exec 2>&1");
        foreach (var command in commands)
        {
            var text = command
                .Script.Replace(Address, address.ToString().TrimEnd('/'), StringComparison.Ordinal)
                .Replace("127.0.0.1:9464", "127.0.0.1:0", StringComparison.Ordinal)
                .Replace("/var/lib/leadgate", folder.Path("var/lib/leadgate"), StringComparison.Ordinal)
                .Replace(" /backup/", $" {folder.Path("backup")}/", StringComparison.Ordinal);
            await script.WriteLineAsync($"printf '{Mark}'\n{text}");
        }

        await script.WriteLineAsync($"printf '{Mark}'");
        var printed = (await RunShellAsync(script.ToString(), folder.Path("."))).Split(Mark)[1..];
        var faults = new List<string>();
        for (var i = 0; i < commands.Count && faults.Count == 0; i++)
        {
            var command = commands[i];
            var place = $"{command.Page}:{command.Line}";
            if (printed.Length == i + 1)
                faults.Add($"{place}: the command failed:\n{command.Script}\n{printed[i]}");
            else if (command.FindMissing(printed[i]) is { } missing)
                faults.Add($"{place}: the output has no \"{missing}\":\n{printed[i]}");
        }

        return faults;
    }

    private static async Task<string> RunShellAsync(string script, string folder)
    {
        var start = new ProcessStartInfo("bash", ["-c", "exec < /dev/null\n" + script])
        {
            RedirectStandardOutput = true,
            WorkingDirectory = folder,
        };
        using var process = Process.Start(start)!;
        var printed = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return printed;
    }
}
