using System.Text;
using Leadgate.Contract;
using Leadgate.Server.Tests.Support;
using Leadgate.Tests;

namespace Leadgate.Server.Tests.Persons;

/// <summary>What is left of an erased person in the bytes of the database.</summary>
public sealed class ErasureBytesTests
{
    private static readonly string[] Personal = ["512340000", "Zaynab", "زينب", "Almarked", "zaynab@example.com"];

    [Fact]
    public async Task After_the_store_was_written_anew_no_byte_of_the_file_names_the_person_also_while_the_service_runs()
    {
        using var folder = new TemporaryFolder();
        var (file, database) = (folder.Path("leadgate.db"), "sqlite:" + folder.Path("leadgate.db"));
        await using (var service = await ServiceProcess.StartAsync(database))
        {
            for (var i = 0; i < 20; i++)
            {
                var own = Some.Lead(
                    ("firstName", "Zaynab"),
                    ("middleName", "زينب"),
                    ("lastName", "Almarked"),
                    ("phoneNumber", "512340000"),
                    ("email", "zaynab@example.com"),
                    ("leadName", $"Zaynab {i}"),
                    ("extraThing", "Almarked")
                );
                var wrong = Some.Lead(("firstName", "Zaynab"), ("phoneNumber", "512340000"), ("priority", "Almarked"));
                using var answer = await service.Client.SendAsync(
                    Some.Post(Some.Bulk(own, wrong, Some.Lead()), (Headers.IdempotencyKey, $"512340000-{i}")),
                    TestContext.Current.CancellationToken
                );
                Assert.True(answer.IsSuccessStatusCode);
            }

            Assert.All(Personal, text => Assert.NotEqual(0, Count(file, text)));
            var dry = await CommandRun.RunAsync("person", "erase", "--phone", "512340000", "--dry-run", "--database", database);
            Assert.StartsWith(
                "Would erase: leads 40, mentions in other leads 0, idempotency keys 20.",
                dry.Output,
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

            // The service goes on with the file that was written anew.
            Assert.Equal(21, await service.Client.PostAsync(Some.Bulk(Some.Lead())));
        }

        var export = await ServiceProcess.RunToEndAsync("person", "export", "--phone", "512340000", "--database", database);
        Assert.Contains("\"leads\": []", export.Output, StringComparison.Ordinal);
        Assert.Equal(0, (await CommandRun.RunAsync("audit", "verify", "--database", database)).ExitCode);
    }

    [Theory]
    [InlineData("Send phone, email, or both")]
    [InlineData("7 to 15 digits", "--phone", "12")]
    [InlineData("email address is not valid", "--email", "x")]
    public async Task Who_cannot_be_meant_is_said_in_one_line(string told, params string[] arguments)
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
        Assert.Contains(told, error, StringComparison.Ordinal);
        Assert.Single(error.Trim().Split('\n'));
    }

    private static (int, string, string) Trimmed((int ExitCode, string Output, string Error) run) =>
        (run.ExitCode, run.Output.Trim(), run.Error.Trim());

    /// <summary>How often a text stands in the files of a database.</summary>
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
