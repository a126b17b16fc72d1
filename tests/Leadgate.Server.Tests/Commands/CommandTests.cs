using Leadgate.Server.Hosting;
using Leadgate.Server.Tests.Support;
using Leadgate.Tests;

namespace Leadgate.Server.Tests.Commands;

/// <summary>The command line, in a process of its own.</summary>
public sealed class CommandTests
{
    [Fact]
    [Promise("3.7")]
    public async Task The_lists_that_ship_are_proved()
    {
        var (exitCode, output, _) = await ServiceProcess.RunToEndAsync("lists", "check");
        Assert.Equal(0, exitCode);
        Assert.Matches(@"^26 lists, \d+ items, 0 findings$", output.Trim());
    }

    [Theory]
    [InlineData("""{"list": "GENDER", "items": [{"value": 1, "label": "Male", "labelAr": "ذكر"}, {"value": 1, "label": "Female", "labelAr": "أنثى"}]}""", "GENDER: ")]
    [InlineData("""{"list": "GENDER", "items": [{"value": 1, "label": "Male", "labelAr": ""}]}""", "no Arabic label")]
    [InlineData("""{"list": "CITY", "items": [{"value": 1, "label": "X", "labelAr": "س", "parentValue": 987654}]}""", "no parent in REGION")]
    [InlineData("""{"list": "GENDR", "items": []}""", "GENDER")]
    [InlineData("not json", "no list file")]
    [Promise("3.7")]
    public async Task A_list_that_does_not_hold_together_is_not_imported(string file, string told)
    {
        using var folder = new TemporaryFolder();
        var database = "sqlite:" + folder.Path("leadgate.db");
        await File.WriteAllTextAsync(folder.Path("list.json"), file, TestContext.Current.CancellationToken);
        var before = await ServiceProcess.RunToEndAsync("lists", "export", "GENDER", "--database", database);
        var (exitCode, _, error) = await ServiceProcess.RunToEndAsync("lists", "import", folder.Path("list.json"), "--database", database);
        Assert.Equal(1, exitCode);
        Assert.Contains(told, error, StringComparison.Ordinal);
        Assert.Equal(before.Output, (await ServiceProcess.RunToEndAsync("lists", "export", "GENDER", "--database", database)).Output);
    }

    [Fact]
    [Promise("10.4")]
    public async Task Limits_of_a_key_are_set_changed_and_shown()
    {
        using var folder = new TemporaryFolder();
        var database = "sqlite:" + folder.Path("leadgate.db");
        Assert.Equal(0, (await ServiceProcess.RunToEndAsync("keys", "create", "a", "--requests-per-minute", "600", "--database", database)).ExitCode);
        Assert.EndsWith("requests a minute 600, leads default", (await ServiceProcess.RunToEndAsync("keys", "list", "--database", database)).Output.Trim(), StringComparison.Ordinal);
        var (exitCode, output, _) = await ServiceProcess.RunToEndAsync("keys", "limit", "1", "--requests-per-minute", "default", "--leads-per-minute", "90", "--database", database);
        Assert.Equal(0, exitCode);
        Assert.EndsWith("requests a minute default, leads 90", output.Trim(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("keys", "limit", "1")]
    [InlineData("keys", "limit", "1", "--leads-per-minute", "0")]
    [InlineData("keys", "create", "a", "--leads-per-minute", "0")]
    [InlineData("serve", "--database", "sqlite:/proc/none/leadgate.db")]
    [InlineData("serve", "--max-leads", "x")]
    [InlineData("lists", "export", "NOTHING")]
    [InlineData("lists", "import", "/proc/none.json")]
    [InlineData("nonsense")]
    public async Task What_cannot_be_done_ends_with_1_and_no_stack(params string[] arguments)
    {
        var (exitCode, output, error) = await ServiceProcess.RunToEndAsync(arguments);
        Assert.Equal(1, exitCode);
        Assert.NotEmpty(error.Trim());
        Assert.DoesNotContain("   at ", output + error, StringComparison.Ordinal);
    }

    [Fact]
    [Promise("9.2")]
    public async Task Help_names_each_setting_as_option_and_variable()
    {
        var (exitCode, output, _) = await ServiceProcess.RunToEndAsync("serve", "--help");
        Assert.Equal(0, exitCode);
        Assert.All(Setting.All, setting => Assert.Contains(setting.Option, output, StringComparison.Ordinal));
        Assert.All(Setting.All, setting => Assert.Contains(setting.Variable, output.ReplaceLineEndings(" "), StringComparison.Ordinal));
    }
}
