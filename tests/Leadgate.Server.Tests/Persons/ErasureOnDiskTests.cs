using System.Text;
using Leadgate.Contract;
using Leadgate.Server.Hosting;
using Leadgate.Server.Tests.Support;
using Leadgate.Tests;
using Microsoft.Data.Sqlite;

namespace Leadgate.Server.Tests.Persons;

/// <summary>What is left of an erased person in the files of the database.</summary>
public sealed class ErasureOnDiskTests
{
    private static readonly string[] Personal = ["512340000", "Zaynab", "زينب", "Almarked", "zaynab@example.com"];

    [Fact]
    public async Task After_an_erasure_no_byte_of_the_database_names_the_person_even_while_the_service_runs()
    {
        using var folder = new TemporaryFolder();
        var (file, database) = (folder.Path("leadgate.db"), "sqlite:" + folder.Path("leadgate.db"));
        await using (var service = await ServiceProcess.StartAsync(database))
        {
            for (var i = 0; i < 20; i++)
            {
                var own = TestData.Lead(
                    ("firstName", "Zaynab"),
                    ("middleName", "زينب"),
                    ("lastName", "Almarked"),
                    ("phoneNumber", "512340000"),
                    ("email", "zaynab@example.com"),
                    ("leadName", $"Zaynab {i}"),
                    ("extraThing", "Almarked")
                );
                var wrong = TestData.Lead(("firstName", "Zaynab"), ("phoneNumber", "512340000"), ("priority", "Almarked"));
                using var response = await service.Client.SendAsync(
                    TestData.Post(TestData.Bulk(own, wrong, TestData.Lead()), (Headers.IdempotencyKey, $"512340000-{i}")),
                    TestContext.Current.CancellationToken
                );
                Assert.True(response.IsSuccessStatusCode);
            }

            Assert.All(Personal, text => Assert.NotEqual(0, Count(file, text)));
            var dryRun = await CommandRun.RunAsync("person", "erase", "--phone", "512340000", "--dry-run", "--database", database);
            Assert.Contains("idempotency key of anonymous: 512340000-7\n", dryRun.Output, StringComparison.Ordinal);
            Assert.Matches(@"lead \d+ of bulk 20, [\d-]+, anonymous: whole, in sent\.phoneNumber\n", dryRun.Output);
            Assert.EndsWith(
                "Would erase: leads 40, mentions in other leads 0, idempotency keys 20.\n",
                dryRun.Output,
                StringComparison.Ordinal
            );
            var unconfirmed = await ServiceProcess.RunToEndAsync("person", "erase", "--phone", "512340000", "--database", database);
            Assert.Equal(
                (1, "leadgate: Nothing was erased. To erase without being asked, pass --yes.\n"),
                (unconfirmed.ExitCode, unconfirmed.Error)
            );
            Assert.All(Personal, text => Assert.NotEqual(0, Count(file, text)));
            var (exitCode, output, error) = await CommandRun.RunAsync(
                "person",
                "erase",
                "--phone",
                "512340000",
                "--yes",
                "--database",
                database
            );
            Assert.Equal((0, ""), (exitCode, error));
            Assert.StartsWith("Erased: leads 40, mentions in other leads 0, idempotency keys 20.", output, StringComparison.Ordinal);
            Assert.All(Personal, text => Assert.Equal(0, Count(file, text)));

            // The service continues with the rewritten file.
            Assert.Equal(21, await service.Client.PostAsync(TestData.Bulk(TestData.Lead())));
        }

        var export = await ServiceProcess.RunToEndAsync("person", "export", "--phone", "512340000", "--database", database);
        Assert.Contains("\"leads\": []", export.Output, StringComparison.Ordinal);
        Assert.Equal(0, (await CommandRun.RunAsync("audit", "verify", "--database", database)).ExitCode);
    }

    [Fact]
    public async Task While_somebody_reads_the_file_the_erasure_says_that_the_bytes_are_left_and_a_vacuum_removes_them()
    {
        using var folder = new TemporaryFolder();
        var (file, database) = (folder.Path("leadgate.db"), "sqlite:" + folder.Path("leadgate.db"));
        await using (var server = await RunningServer.StartAsync(new Dictionary<string, string> { [Setting.Database.Variable] = database }))
        {
            var key = await server.CreateKeyAsync("website", "leads:write");
            using var post = TestData.Post(TestData.Bulk(TestData.Lead(("phoneNumber", "512340000"))), (Headers.ApiKey, key.Text));
            using var response = await server.Client.SendAsync(post, TestContext.Current.CancellationToken);
            Assert.True(response.IsSuccessStatusCode);
        }

        await using (var reader = new SqliteConnection($"Data Source={file};Mode=ReadOnly;Pooling=false"))
        {
            await reader.OpenAsync(TestContext.Current.CancellationToken);
            await using var transaction = reader.BeginTransaction(deferred: true);
            await using var read = reader.CreateCommand();
            (read.CommandText, read.Transaction) = ("select count(*) from lead", transaction);
            Assert.Equal(1L, await read.ExecuteScalarAsync(TestContext.Current.CancellationToken));
            var (exitCode, _, error) = await EraseAsync("--yes");
            Assert.Equal(3, exitCode);
            Assert.Contains("run ./leadgate store vacuum", error, StringComparison.Ordinal);
            Assert.NotEqual(0, Count(file, "512340000"));
        }

        // The next erasure finds nothing more, and completes the first one.
        Assert.EndsWith("Run ./leadgate store vacuum.\n", (await EraseAsync("--yes", "--no-vacuum")).Output, StringComparison.Ordinal);
        Assert.Contains("no longer hold", (await EraseAsync("--yes")).Output, StringComparison.Ordinal);
        Assert.Equal(0, Count(file, "512340000"));

        Task<(int ExitCode, string Output, string Error)> EraseAsync(params string[] options) =>
            CommandRun.RunAsync(["person", "erase", "--phone", "512340000", "--database", database, .. options]);
    }

    [Theory]
    [InlineData("Send phone, email, or both")]
    [InlineData("7 to 15 digits", "--phone", "12")]
    [InlineData("email address is not valid", "--email", "x")]
    public async Task A_request_that_does_not_identify_a_person_fails_with_one_line(string message, params string[] arguments)
    {
        using var folder = new TemporaryFolder();
        await CommandRun.RunAsync("keys", "create", "a", "--database", "sqlite:" + folder.Path("leadgate.db"));
        var (exitCode, _, error) = await CommandRun.RunAsync([
            "person",
            "erase",
            "--database",
            "sqlite:" + folder.Path("leadgate.db"),
            .. arguments,
        ]);
        Assert.Equal(1, exitCode);
        Assert.Contains(message, error, StringComparison.Ordinal);
        Assert.Single(error.Trim().Split('\n'));
    }

    /// <summary>The number of times a text occurs in the files of a database.</summary>
    private static int Count(string file, string text) =>
        Directory
            .GetFiles(Path.GetDirectoryName(file)!)
            .Sum(path =>
            {
                using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
                using var all = new MemoryStream();
                stream.CopyTo(all);
                return all.ToArray().AsSpan().Count(Encoding.UTF8.GetBytes(text));
            });
}
