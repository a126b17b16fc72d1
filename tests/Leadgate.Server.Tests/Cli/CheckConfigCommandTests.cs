using Leadgate.Server.Tests.Support;
using Leadgate.Storage;
using Leadgate.Tests;
using Microsoft.Data.Sqlite;

namespace Leadgate.Server.Tests.Cli;

/// <summary>The command <c>check-config</c>.</summary>
public sealed class CheckConfigCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string FilePath => _folder.Path("leadgate.conf");

    private string Database => _folder.Path("leadgate.db");

    public void Dispose() => _folder.Dispose();

    [Fact]
    [Promise("9.2")]
    public async Task All_faults_are_listed_in_the_words_of_a_start()
    {
        await File.WriteAllTextAsync(
            FilePath,
            $"LEADGATE_MAX_LEADS=0\nLEADGATE_NOTHING=1\nLEADGATE_AUDIT_KEY_FILE={_folder.Path("key.pem")}\n",
            TestContext.Current.CancellationToken
        );
        await File.WriteAllTextAsync(_folder.Path("key.pem"), "no key", TestContext.Current.CancellationToken);
        var (exitCode, output, error) = await CommandRun.RunAsync("check-config", "--config", FilePath);
        Assert.Equal((1, ""), (exitCode, output));
        Assert.Equal(3, error.Trim().Split('\n').Count(line => !line.Contains("Warning: ", StringComparison.Ordinal)));
        Assert.Contains("line 2: LEADGATE_NOTHING is not a setting.", error, StringComparison.Ordinal);
        Assert.Contains("does not hold a private key", error, StringComparison.Ordinal);

        var serve = await CommandRun.RunAsync("serve", "--config", FilePath);
        Assert.All(
            serve.Error.Replace("leadgate: ", "", StringComparison.Ordinal).Trim().Split('\n'),
            line => Assert.Contains("leadgate: " + line.Trim(), error, StringComparison.Ordinal)
        );
    }

    [Fact]
    [Promise("9.2")]
    public async Task Database_is_opened_unless_it_is_left_out_and_never_migrated()
    {
        string[] check = ["check-config", "--database", "sqlite:" + Database];
        var missing = await CommandRun.RunAsync(check);
        Assert.Equal(0, missing.ExitCode);
        Assert.Contains("does not exist. The start creates it.", missing.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(Database));

        await StoreTemplate.CopySqliteAsync(Database);
        var (exitCode, output, _) = await CommandRun.RunAsync(check);
        Assert.Equal(0, exitCode);
        Assert.StartsWith("The service would start: 1 of ", output, StringComparison.Ordinal);

        await using (var connection = new SqliteConnection($"Data Source={Database};Pooling=False"))
        {
            await connection.OpenAsync(TestContext.Current.CancellationToken);
            await using var sql = connection.CreateCommand();
            sql.CommandText = "pragma user_version = 6";
            await sql.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
        }

        var earlier = await CommandRun.RunAsync(check);
        Assert.Equal(0, earlier.ExitCode);
        Assert.Contains("The database has schema 6 and this program needs ", earlier.Error, StringComparison.Ordinal);
        var e = Assert.Throws<StoreSetupException>(() =>
            StoreAddress.Parse("sqlite:" + Database).Open(TimeProvider.System, new StoreOptions { Migrates = false })
        );
        Assert.Contains("schema 6", e.Message, StringComparison.Ordinal);

        await File.WriteAllTextAsync(Database, "no database", TestContext.Current.CancellationToken);
        Assert.Equal(1, (await CommandRun.RunAsync(check)).ExitCode);
        Assert.Equal(0, (await CommandRun.RunAsync([.. check, "--offline"])).ExitCode);
        Assert.Equal(1, (await CommandRun.RunAsync("check-config", "--database", "postgres://leadgate@127.0.0.1:1/leads")).ExitCode);
    }
}
