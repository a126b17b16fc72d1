using System.Net;
using System.Net.Sockets;
using Leadgate.Server.Hosting;
using Leadgate.Server.Lists;
using Leadgate.Server.Tests.Support;
using Leadgate.Storage;
using Leadgate.Tests;
using Microsoft.Data.Sqlite;

namespace Leadgate.Server.Tests.Cli;

/// <summary>The commands of the program.</summary>
public sealed class CommandTests
{
    [Fact]
    [Promise("3.7")]
    public async Task Built_in_lists_are_valid()
    {
        var (exitCode, output, _) = await ServiceProcess.RunToEndAsync("lists", "check");
        Assert.Equal(0, exitCode);
        Assert.Matches(@"^26 lists, \d+ items, 0 findings$", output.Trim());
    }

    [Theory]
    [InlineData(
        """{"list": "GENDER", "items": [{"value": 1, "label": "Male", "labelAr": "ذكر"}, """
            + """{"value": 1, "label": "Female", "labelAr": "أنثى"}]}""",
        "GENDER: "
    )]
    [InlineData("""{"list": "GENDER", "items": [{"value": 1, "label": "Male", "labelAr": ""}]}""", "no Arabic label")]
    [InlineData(
        """{"list": "CITY", "items": [{"value": 1, "label": "X", "labelAr": "س", "parentValue": 987654}]}""",
        "REGION has no item with this value"
    )]
    [InlineData("""{"list": "GENDR", "items": []}""", "GENDER")]
    [InlineData("not json", "list.json is not a list file. Line 1, column 2: ")]
    [InlineData("""{"list": "LEAD_PRIORITY", "items": []}""", "an active item is required, because the field priority is mandatory")]
    [Promise("3.7")]
    public async Task Invalid_list_is_not_imported(string file, string message)
    {
        using var folder = new TemporaryFolder();
        var database = "sqlite:" + folder.Path("leadgate.db");
        await File.WriteAllTextAsync(folder.Path("list.json"), file, TestContext.Current.CancellationToken);
        await using var store = StoreAddress.Parse(database).Open(TimeProvider.System);
        await new ListCatalogCache(store).LoadAsync(TestContext.Current.CancellationToken);
        var before = await store.Lists.ReadVersionAsync(TestContext.Current.CancellationToken);
        var (exitCode, _, error) = await CommandRun.RunAsync("lists", "import", folder.Path("list.json"), "--yes", "--database", database);
        Assert.Equal(1, exitCode);
        Assert.Contains(message, error, StringComparison.Ordinal);
        Assert.Equal(before, await store.Lists.ReadVersionAsync(TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData("keys", "list")]
    [InlineData("keys", "create", "a")]
    [InlineData("audit", "verify")]
    [InlineData("lists", "export", "GENDER")]
    [InlineData("lists", "update", "--dry-run")]
    [InlineData("staff", "list")]
    [InlineData("store", "vacuum")]
    public async Task Command_refuses_a_database_of_an_earlier_schema_and_leaves_it_unchanged(params string[] command)
    {
        using var folder = new TemporaryFolder();
        var file = folder.Path("leadgate.db");
        await StoreAddress.Parse("sqlite:" + file).Open(TimeProvider.System).DisposeAsync();
        await using var connection = new SqliteConnection($"Data Source={file};Pooling=False");
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await using var sql = connection.CreateCommand();
        sql.CommandText = "alter table counter rename to sequence; pragma user_version = 6";
        await sql.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);

        var (exitCode, _, error) = await CommandRun.RunAsync([.. command, "--database", "sqlite:" + file]);
        Assert.Equal(1, exitCode);
        Assert.Contains("./leadgate upgrade --check says what an upgrade does", error, StringComparison.Ordinal);
        sql.CommandText = "select count(*) from sqlite_master where name = 'sequence'";
        Assert.Equal(1L, await sql.ExecuteScalarAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    [Promise("10.4")]
    public async Task Limits_of_a_key_can_be_set_changed_and_listed()
    {
        using var folder = new TemporaryFolder();
        var database = "sqlite:" + folder.Path("leadgate.db");
        Assert.Equal(
            0,
            (await CommandRun.RunAsync("keys", "create", "a", "--requests-per-minute", "600", "--database", database)).ExitCode
        );
        Assert.EndsWith(
            "requests per minute 600, leads per minute default\tno preferences",
            (await CommandRun.RunAsync("keys", "list", "--database", database)).Output.Trim(),
            StringComparison.Ordinal
        );
        var (exitCode, output, _) = await CommandRun.RunAsync(
            "keys",
            "limit",
            "1",
            "--requests-per-minute",
            "default",
            "--leads-per-minute",
            "90",
            "--database",
            database
        );
        Assert.Equal(0, exitCode);
        Assert.EndsWith("requests per minute default, leads per minute 90\tno preferences", output.Trim(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("keys", "limit", "1")]
    [InlineData("keys", "limit", "1", "--leads-per-minute", "0")]
    [InlineData("keys", "create", "a", "--leads-per-minute", "0")]
    [InlineData("serve", "--database", "sqlite:/proc/none/leadgate.db")]
    [InlineData("serve", "--max-leads", "x")]
    [InlineData("serve", "--urls", "http://127.0.0.1:0/base")]
    [InlineData("lists", "export", "NOTHING")]
    [InlineData("lists", "import", "/proc/none.json")]
    [InlineData("lists", "import", "")]
    [InlineData("lists", "import", "/proc")]
    [InlineData("backup", "", "--database", "sqlite:/proc/none/leadgate.db")]
    [InlineData("restore", "", "--database", "sqlite:/proc/none/leadgate.db")]
    [InlineData("restore", "/proc/none", "--database", "sqlite:")]
    [InlineData("keys", "list", "--database", "")]
    [InlineData("keys", "list", "--database", "sqlite:")]
    [InlineData("keys", "list", "--database", "postgres:")]
    [InlineData("keys", "create", "a\u0001b", "--database", "sqlite:/proc/none/leadgate.db")]
    [InlineData("keys", "create", "", "--database", "sqlite:/proc/none/leadgate.db")]
    [InlineData("staff", "create", "a\tb", "--role", "viewer", "--generate-password", "--database", "sqlite:/proc/none/leadgate.db")]
    [InlineData("staff", "disable", "a\0b", "--database", "sqlite:/proc/none/leadgate.db")]
    [InlineData("person", "export", "--email", "a\0b@example.com", "--database", "sqlite:/proc/none/leadgate.db")]
    [InlineData("nonsense")]
    public async Task Failed_command_exits_with_1_and_without_a_stack_trace(params string[] arguments)
    {
        var (exitCode, output, error) = await (
            arguments[0] == "serve" ? ServiceProcess.RunToEndAsync(arguments) : CommandRun.RunAsync(arguments)
        );
        Assert.Equal(1, exitCode);
        Assert.NotEmpty(error.Trim());
        Assert.DoesNotContain("   at ", output + error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("audit", "verify")]
    [InlineData("audit", "list")]
    [InlineData("person", "erase", "--phone", "512345678")]
    [InlineData("person", "export", "--phone", "512345678")]
    [InlineData("store", "vacuum")]
    [InlineData("staff", "list")]
    [InlineData("staff", "password", "reem", "--generate-password")]
    [InlineData("staff", "disable", "reem")]
    [InlineData("staff", "enable", "reem")]
    [InlineData("keys", "list")]
    [InlineData("keys", "revoke", "1")]
    [InlineData("keys", "limit", "1", "--leads-per-minute", "90")]
    [InlineData("lists", "update")]
    public async Task Missing_database_is_reported_and_not_created(params string[] arguments)
    {
        using var folder = new TemporaryFolder();
        var path = folder.Path("mistyped.db");
        var (exitCode, output, error) = await CommandRun.RunAsync([.. arguments, "--database", "sqlite:" + path]);
        Assert.Equal((1, "", $"leadgate: The database file {path} does not exist."), (exitCode, output, error.Trim()));
        Assert.Empty(Directory.GetFileSystemEntries(Path.GetDirectoryName(path)!));
    }

    [Fact]
    public async Task Unusable_address_is_reported_in_one_line()
    {
        using var folder = new TemporaryFolder();
        using var busy = new TcpListener(IPAddress.Loopback, 0);
        busy.Start();
        foreach (var url in (string[])[$"http://{busy.LocalEndpoint}", "http://192.0.2.1:0", "https://127.0.0.1:0"])
        {
            var (exitCode, output, error) = await ServiceProcess.RunToEndAsync(
                "serve",
                "--urls",
                url,
                "--database",
                "sqlite:" + folder.Path("leadgate.db")
            );
            Assert.Equal(1, exitCode);
            Assert.Single(error.Trim().Split('\n'));
            Assert.StartsWith("leadgate: ", error, StringComparison.Ordinal);
            Assert.DoesNotContain("   at ", output, StringComparison.Ordinal);
            Assert.DoesNotContain("BackgroundService failed", output, StringComparison.Ordinal);
        }
    }

    [Fact]
    [Promise("9.2")]
    public async Task Help_lists_the_option_and_variable_of_each_setting()
    {
        var (exitCode, output, _) = await CommandRun.RunAsync("serve", "--help");
        Assert.Equal(0, exitCode);
        Assert.All(Setting.All, setting => Assert.Contains(setting.Option, output, StringComparison.Ordinal));
        Assert.All(Setting.All, setting => Assert.Contains(setting.Variable, output.ReplaceLineEndings(" "), StringComparison.Ordinal));
    }
}
