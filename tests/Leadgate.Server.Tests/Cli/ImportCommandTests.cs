using Leadgate.Server.Cli;
using Leadgate.Server.Tests.FileImports;
using Leadgate.Server.Tests.Support;
using Leadgate.Tests;

namespace Leadgate.Server.Tests.Cli;

/// <summary>The commands <c>import</c> and <c>export</c>, into a database and into a service.</summary>
public sealed class ImportCommandTests
{
    [Fact]
    [Promise("12.4")]
    [Promise("12.5")]
    public async Task File_is_imported_into_a_service_and_into_its_database_and_exit_codes_say_what_came_of_it()
    {
        using var folder = new TemporaryFolder();
        await using var server = await RunningServer.StartAsync();
        var key = (await server.CreateKeyAsync("call-center", "leads:write", "leads:read", "leads:correct")).Text;
        var (file, failed) = (folder.Path("november.csv"), folder.Path("failed.xlsx"));
        var wrong = TestData.Lead(("customerRegion", "Makkah"), ("customerCity", "Jaddeh"));
        await WriteAsync(file, ImportFile.Csv(TestData.Lead(), wrong).Replace("lastName", "Clan", StringComparison.Ordinal));
        string[] to = ["--to", server.Address.ToString(), "--key", key, "--yes"];

        var check = await CommandRun.RunAsync(["import", file, "--check", "--map", "Clan=lastName", .. to]);
        Assert.Equal(
            (ExitCodes.RowsWithErrors, ""),
            (check.ExitCode, check.Error.Contains("leadgate:", StringComparison.Ordinal) ? check.Error : "")
        );
        Assert.Contains("Checked, nothing stored: 1 valid, 1 with errors, 0 skipped.", check.Output, StringComparison.Ordinal);
        Assert.Contains("1 x City: \"Jaddeh\"", check.Output, StringComparison.Ordinal);
        Assert.Empty(await server.Store.FindBulksAsync(null, null, 10, TestContext.Current.CancellationToken));

        var imported = await CommandRun.RunAsync(["import", file, "--map", "Clan=lastName", "--failed", failed, .. to]);
        Assert.Equal(ExitCodes.RowsWithErrors, imported.ExitCode);
        Assert.True(File.Exists(failed));
        var again = await CommandRun.RunAsync(["import", failed, .. to]);
        Assert.Contains("0 valid, 1 with errors, 0 skipped.", again.Output, StringComparison.Ordinal);
        Assert.Single(await server.Store.FindBulksAsync(null, null, 10, TestContext.Current.CancellationToken));

        string[] local = ["--database", server.Database, "--yes"];
        await WriteAsync(file, ImportFile.Csv(TestData.Lead()));
        Assert.Equal(0, (await CommandRun.RunAsync(["import", file, .. local])).ExitCode);
        var export = await CommandRun.RunAsync("export", folder.Path("all.ndjson"), "--database", server.Database, "--where", "isError=0");
        Assert.Equal(
            (0, 2),
            (export.ExitCode, (await File.ReadAllLinesAsync(folder.Path("all.ndjson"), TestContext.Current.CancellationToken)).Length)
        );

        await WriteAsync(file, "%PDF-1.7");
        Assert.Equal(ExitCodes.FileRefused, (await CommandRun.RunAsync(["import", file, .. local])).ExitCode);
        Assert.Equal(ExitCodes.NotReachable, (await CommandRun.RunAsync("import", file, "--to", "http://127.0.0.1:1", "--yes")).ExitCode);
        Assert.Equal(ExitCodes.NotReachable, (await CommandRun.RunAsync("import", file, "--to", "leads.example.com")).ExitCode);
        Assert.Equal(
            ExitCodes.NotReachable,
            (await CommandRun.RunAsync("import", file, "--to", server.Address.ToString(), "--key", key[..^1] + "?", "--yes")).ExitCode
        );
    }

    private static Task WriteAsync(string path, string text) => File.WriteAllTextAsync(path, text, TestContext.Current.CancellationToken);
}
