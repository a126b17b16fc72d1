using System.Text.RegularExpressions;
using Leadgate.Docs;
using Leadgate.Domain.Staff;
using Leadgate.Server.Hosting;
using Leadgate.Server.Tests.Support;
using Leadgate.Storage;
using Leadgate.Tests;

namespace Leadgate.Server.Tests.Hosting;

/// <summary>Reading settings from a file, and secrets from files of their own.</summary>
public sealed partial class SettingsFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string File => _folder.Path("leadgate.conf");

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("JTC", "JTC")]
    [InlineData("  A B  ", "A B")]
    [InlineData("a=b;c#d'e\"f", "a=b;c#d'e\"f")]
    [InlineData("'a \\ \" # $HOME'", "a \\ \" # $HOME")]
    [InlineData("\"a 'b' # c\"", "a 'b' # c")]
    [InlineData("\"\\\"\\\\\\$\\`\\n\"", "\"\\$`\\n")]
    [InlineData("شركة", "شركة")]
    [Promise("9.2")]
    public void Value_is_read_as_systemd_reads_it(string written, string value)
    {
        var settings = Read($"\uFEFF# A comment\r\n; another\r\n\r\n LEADGATE_COMPANY = {written}\r\n");
        Assert.Equal(value, settings.Rules.Company);
        Assert.Equal($"{File}, line 4", Find(settings, Setting.Company).Origin.ToString());
    }

    [Theory]
    [InlineData("LEADGATE_MAX_LEED=5", "LEADGATE_MAX_LEED is not a setting. Did you mean LEADGATE_MAX_LEADS?")]
    [InlineData(
        "LEADGATE_OIDC_CLIENT_SECRET_FIL=x",
        "LEADGATE_OIDC_CLIENT_SECRET_FIL is not a setting. Did you mean LEADGATE_OIDC_CLIENT_SECRET_FILE?"
    )]
    [InlineData("PATH=/usr/bin", "PATH is not a setting. All settings are in docs/settings.md.")]
    [InlineData(
        "Kestrel__Endpoints__Open__Url=http://0.0.0.0:80",
        "Kestrel__Endpoints__Open__Url is not a setting. All settings are in docs/settings.md."
    )]
    [InlineData("LEADGATE_CONFIG=other.conf", "LEADGATE_CONFIG cannot be set in a file of settings.")]
    [InlineData("export LEADGATE_MAX_LEADS=5", "Write NAME=VALUE without \"export\".")]
    [InlineData("LEADGATE_MAX_LEADS", "The line is not NAME=VALUE. A comment starts with #.")]
    [InlineData("=5", "The line is not NAME=VALUE. A comment starts with #.")]
    [InlineData(
        "LEADGATE_MAX_LEADS=5 # five",
        "LEADGATE_MAX_LEADS is followed by a comment. Give the comment a line of its own, or put the value in quotes if # is part of it."
    )]
    [InlineData("LEADGATE_COMPANY=a\\b", "LEADGATE_COMPANY has a backslash. Put the value in single quotes.")]
    [InlineData("LEADGATE_COMPANY='a", "LEADGATE_COMPANY has no closing quote.")]
    [InlineData("LEADGATE_COMPANY=\"a\\\"", "LEADGATE_COMPANY has no closing quote.")]
    [InlineData("LEADGATE_COMPANY=\"a\" b", "LEADGATE_COMPANY has something after its closing quote.")]
    [InlineData("LEADGATE_COMPANY=a\tb", "The line has a control character.")]
    [InlineData("LEADGATE_TIME_ZONE=UTC\nLEADGATE_TIME_ZONE=UTC", "LEADGATE_TIME_ZONE is already set in line 2.", 3)]
    [InlineData("LEADGATE_MAX_LEADS=x", "LEADGATE_MAX_LEADS must be a number from 1 to 1000000; the value is \"x\".")]
    [InlineData("LEADGATE_DATABASE=leadgate.db", "The database must be written as sqlite:PATH or postgres://USER@HOST:PORT/DATABASE.")]
    [Promise("9.2")]
    public void Wrong_line_is_an_error_that_names_it(string line, string error, int number = 2)
    {
        var e = Assert.Throws<StoreSetupException>(() => Read($"# A comment\n{line}\n"));
        Assert.Equal($"{File}, line {number}: {error}", e.Message);
    }

    [Fact]
    public void Every_example_of_settings_in_the_documentation_is_a_file_that_can_be_read()
    {
        var examples = Repository
            .Files("docs", "*.md")
            .SelectMany(page => ExampleOfSettings().Matches(System.IO.File.ReadAllText(page)).Select(match => match.Groups["text"].Value))
            .ToList();
        Assert.True(examples.Count > 2);
        using var folder = new TemporaryFolder();
        var file = folder.Path("example.conf");
        Assert.All(
            examples,
            example =>
            {
                System.IO.File.WriteAllText(file, example);
                Assert.Empty(SettingsFile.Read(file).Errors);
            }
        );
    }

    [Fact]
    [Promise("9.2")]
    public void Option_comes_before_variable_before_file_before_default()
    {
        System.IO.File.WriteAllText(
            File,
            "LEADGATE_MAX_LEADS=1\nLEADGATE_MAX_VEHICLES=2\nLEADGATE_MAX_IMPORT_MIB=3\nLEADGATE_KEEP_REQUESTS=\nOTEL_SERVICE_NAME=x\n"
        );
        var settings = LeadgateSettings.Read(
            name =>
                name == "--max-leads" ? "4"
                : name == "--config" ? File
                : null,
            name =>
                name is "LEADGATE_MAX_LEADS" or "LEADGATE_MAX_VEHICLES" ? "5"
                : name == "LEADGATE_MAX_IMPORT_MIB" ? ""
                : null
        );
        Assert.Equal((4, 5, 3 << 20), (settings.Limits.MaxLeads, settings.Rules.MaxVehicles, settings.Imports.MaxBytes));
        Assert.Equal("default", Find(settings, Setting.KeepRequests).Origin.ToString());
        Assert.Equal((File, "option"), (Find(settings, Setting.Config).Text, Find(settings, Setting.Config).Origin.ToString()));
        Assert.Equal("x", settings.FrameworkValues["OTEL_SERVICE_NAME"]);
    }

    [Fact]
    [Promise("9.2")]
    public void Errors_of_the_file_and_of_values_are_reported_together()
    {
        var e = Assert.Throws<StoreSetupException>(() => Read("LEADGATE_MAX_LEADS=0\nLEADGATE_NOTHING=1\n"));
        Assert.Equal(2, e.Message.Split(Environment.NewLine).Length);
    }

    [Theory]
    [InlineData(null, "The file of settings cannot be read: ")]
    [InlineData("LEADGATE_COMPANY=\u00ff", "is not text in UTF-8.")]
    [InlineData("#", "is larger than 1 MiB.", SettingsFile.MaxBytes)]
    public void File_that_is_not_one_of_settings_is_one_error(string? text, string error, int padding = 0)
    {
        if (text is not null)
            System.IO.File.WriteAllBytes(File, [.. text.Select(c => (byte)c), .. new byte[padding]]);
        var e = Assert.Throws<StoreSetupException>(() => LeadgateSettings.Read(_ => null, FromFile));
        Assert.Contains(error, e.Message, StringComparison.Ordinal);
        Assert.Contains(File, e.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', e.Message);
    }

    [Theory]
    [InlineData("marked\n", null)]
    [InlineData("marked\r\n", null)]
    [InlineData("marked", null)]
    [InlineData("", "which is empty")]
    [InlineData("\n", "which is empty")]
    [InlineData("one\nmarked\n", "which must hold one line")]
    [InlineData(null, "which cannot be read")]
    [Promise("9.2")]
    public void Secret_is_the_line_of_its_file(string? content, string? error)
    {
        var secret = _folder.Path("secret");
        if (content is not null)
            System.IO.File.WriteAllText(secret, content);
        var text =
            "LEADGATE_OIDC_AUTHORITY=https://login.example.com\nLEADGATE_OIDC_CLIENT_ID=a\n"
            + $"LEADGATE_OIDC_CLIENT_SECRET_FILE={secret}\n";
        if (error is null)
        {
            var settings = Read(text);
            Assert.Equal("marked", settings.Oidc!.ClientSecret);
            var value = Find(settings, Setting.OidcClientSecret);
            Assert.Equal(("(hidden)", $"{File}, line 3, from {secret}"), (value.Text, value.Origin.ToString()));
            Assert.Equal([secret], settings.SecretFiles);
            return;
        }

        var e = Assert.Throws<StoreSetupException>(() => Read(text));
        Assert.StartsWith($"{File}, line 3: LEADGATE_OIDC_CLIENT_SECRET_FILE names {secret}, {error}", e.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("marked", e.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', e.Message);
    }

    [Fact]
    [Promise("9.2")]
    public void Secret_given_twice_in_one_place_is_an_error_and_elsewhere_the_first_place_counts()
    {
        var secret = _folder.Path("database");
        System.IO.File.WriteAllText(secret, "postgres://leadgate:marked@db1/leads\n");
        var e = Assert.Throws<StoreSetupException>(() => Read($"LEADGATE_DATABASE_FILE={secret}\nLEADGATE_DATABASE=sqlite:x.db\n"));
        Assert.Equal(
            $"{File}, line 1: LEADGATE_DATABASE_FILE and {File}, line 2: LEADGATE_DATABASE are both set. Set one of them.",
            e.Message
        );

        System.IO.File.WriteAllText(File, $"LEADGATE_DATABASE_FILE={secret}\n");
        Assert.Equal("postgres://leadgate@db1:5432/leads", Find(LeadgateSettings.Read(_ => null, FromFile), Setting.Database).Text);
        var settings = LeadgateSettings.Read(name => name == "--database" ? "sqlite:other.db" : null, FromFile);
        Assert.Equal("sqlite:other.db", settings.Database.ToString());
        Assert.Empty(settings.SecretFiles);
    }

    [Fact]
    public void Example_has_every_setting_with_its_default()
    {
        var lines = SettingsExample.Create().Split('\n').Where(line => line.StartsWith("#LEADGATE_", StringComparison.Ordinal)).ToList();
        Assert.Equal(Setting.All.Where(setting => setting != Setting.Config).Sum(setting => setting.Variables.Count()), lines.Count);
        var settings = Read(string.Join('\n', lines.Select(line => line[1..])));
        var defaults = LeadgateSettings.Read(_ => null, _ => null);
        Assert.All(
            defaults.Values.Zip(settings.Values).Where(pair => pair.First.Setting != Setting.Config),
            pair => Assert.Equal(pair.First.Text, pair.Second.Text)
        );
    }

    [Fact]
    [Promise("9.2")]
    public async Task Every_command_reads_the_file_and_a_start_names_its_lines_and_warns_of_open_secrets()
    {
        var (database, secret) = (_folder.Path("of-file.db"), _folder.Path("secret"));
        await StoreTemplate.CopySqliteAsync(database);
        await System.IO.File.WriteAllTextAsync(secret, "marked\n", TestContext.Current.CancellationToken);
        await System.IO.File.WriteAllTextAsync(
            File,
            $"""
            LEADGATE_DATABASE='sqlite:{database}'
            LEADGATE_URLS=http://127.0.0.1:0
            LEADGATE_OIDC_AUTHORITY=https://login.example.com
            LEADGATE_OIDC_CLIENT_ID=leadgate
            LEADGATE_OIDC_CLIENT_SECRET_FILE={secret}
            """,
            TestContext.Current.CancellationToken
        );
        var (exitCode, output, error) = await CommandRun.RunAsync("keys", "create", "website", "--config", File);
        Assert.True(exitCode == 0, output + error);
        Assert.Contains(
            "website",
            (await CommandRun.RunAsync("keys", "list", "--database", "sqlite:" + database)).Output,
            StringComparison.Ordinal
        );

        if (!OperatingSystem.IsWindows())
            System.IO.File.SetUnixFileMode(secret, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.OtherRead);
        await using var server = await RunningServer.StartAsync(new Dictionary<string, string> { [Setting.Config.Variable] = File });
        Assert.Contains(
            server.LogLines,
            line => line.Contains($"Setting oidc_client_id = leadgate ({File}, line 4)", StringComparison.Ordinal)
        );
        Assert.Contains(
            server.LogLines,
            line => line.Contains($"Setting oidc_client_secret = (hidden) ({File}, line 5, from {secret})", StringComparison.Ordinal)
        );
        if (!OperatingSystem.IsWindows())
            Assert.Contains(
                server.LogLines,
                line => line.Contains($"Every user of this machine may read {secret},", StringComparison.Ordinal)
            );

        using var browser = await StaffBrowser.SignInAsync(server, "settings-admin", StaffRole.Admin);
        var rows = HtmlPage.Parse(await browser.GetAsync("/staff/about?lang=en")).QuerySelectorAll("#settings tbody tr");
        var row = Assert.Single(rows, row => row.TextContent.Contains("LEADGATE_OIDC_CLIENT_SECRET", StringComparison.Ordinal));
        Assert.Contains($"{File}, line 5", row.TextContent, StringComparison.Ordinal);
        Assert.Contains(secret, row.TextContent, StringComparison.Ordinal);
    }

    private static SettingValue Find(LeadgateSettings settings, Setting setting) =>
        settings.Values.Single(value => value.Setting == setting);

    private LeadgateSettings Read(string text)
    {
        System.IO.File.WriteAllText(File, text);
        return LeadgateSettings.Read(_ => null, FromFile);
    }

    private string? FromFile(string variable) => variable == Setting.Config.Variable ? File : null;

    [GeneratedRegex(
        @"^```\w*\n(?<text>(?:(?:#.*)?\n|LEADGATE_[A-Z_0-9]+=.*\n)*LEADGATE_[A-Z_0-9]+=.*\n(?:(?:#.*)?\n|LEADGATE_[A-Z_0-9]+=.*\n)*)```",
        RegexOptions.Multiline
    )]
    private static partial Regex ExampleOfSettings();
}
