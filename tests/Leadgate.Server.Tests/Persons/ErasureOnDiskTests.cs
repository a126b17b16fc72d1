using System.Text;
using Leadgate.Contract;
using Leadgate.Server.Tests.Support;
using Leadgate.Tests;

namespace Leadgate.Server.Tests.Persons;

/// <summary>What is left of an erased person in the files of the database.</summary>
public sealed class ErasureOnDiskTests
{
    private static readonly string[] Personal = ["512340000", "Zaynab", "زينب", "Almarked", "zaynab@example.com"];

    [Fact]
    public async Task After_a_vacuum_no_byte_of_the_database_names_the_person_even_while_the_service_runs()
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
            Assert.StartsWith(
                "Would erase: leads 40, mentions in other leads 0, idempotency keys 20.",
                dryRun.Output,
                StringComparison.Ordinal
            );
            var (exitCode, output, error) = await ServiceProcess.RunToEndAsync(
                "person",
                "erase",
                "--phone",
                "512340000",
                "--database",
                database
            );
            Assert.Equal((0, ""), (exitCode, error));
            Assert.StartsWith("Erased: leads 40, mentions in other leads 0, idempotency keys 20.", output, StringComparison.Ordinal);
            Assert.Equal(
                (0, "Vacuum complete.", ""),
                Trimmed(await ServiceProcess.RunToEndAsync("store", "vacuum", "--database", database))
            );
            Assert.All(Personal, text => Assert.Equal(0, Count(file, text)));

            // The service continues with the rewritten file.
            Assert.Equal(21, await service.Client.PostAsync(TestData.Bulk(TestData.Lead())));
        }

        var export = await ServiceProcess.RunToEndAsync("person", "export", "--phone", "512340000", "--database", database);
        Assert.Contains("\"leads\": []", export.Output, StringComparison.Ordinal);
        Assert.Equal(0, (await CommandRun.RunAsync("audit", "verify", "--database", database)).ExitCode);
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

    private static (int, string, string) Trimmed((int ExitCode, string Output, string Error) run) =>
        (run.ExitCode, run.Output.Trim(), run.Error.Trim());

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
