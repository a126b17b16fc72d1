using System.Globalization;
using Leadgate.Contract.Keys;
using Leadgate.Server.Access;
using Leadgate.Server.Lists;
using Leadgate.Server.Tests.Support;
using Leadgate.Storage;
using Leadgate.Tests;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace Leadgate.Server.Tests.Cli;

/// <summary><c>keys</c> on the command line.</summary>
[Promise("10.1")]
public sealed class KeysCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string Database => "sqlite:" + _folder.Path("leadgate.db");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Creating_a_key_says_where_and_warns_if_no_service_uses_the_database()
    {
        var (exitCode, output, error) = await RunAsync("create", "website", "--environment", "PROD");
        Assert.Equal(0, exitCode);
        Assert.StartsWith("leadgate_prod_", output, StringComparison.Ordinal);
        Assert.Equal(
            [
                $"warning: No service has used {Database} yet. Start it with the same --database and --environment.",
                $"Key 1 for website created in {Database}, for services with the environment PROD. It is shown only once:",
            ],
            Lines(error)
        );

        // A service fills the lists when it starts.
        await using (var store = StoreAddress.Parse(Database).Open(TimeProvider.System))
            await new ListCatalogCache(store).LoadAsync(TestContext.Current.CancellationToken);
        var (_, _, other) = await RunAsync("create", "website");
        Assert.Equal(
            [
                $"warning: All other keys in {Database} are for PROD. "
                    + "A PROD service rejects this TEST key. For such a key, pass --environment PROD.",
                $"Key 2 for website created in {Database}, for services with the environment TEST. It is shown only once:",
            ],
            Lines(other)
        );
        Assert.Single(Lines((await RunAsync("create", "website", "--environment", "PROD")).Error));
    }

    [Fact]
    public async Task A_key_can_be_named_by_its_name_unless_several_valid_ones_have_it()
    {
        foreach (var name in (string[])["website", "shop", "shop", "7"])
            Assert.Equal(0, (await RunAsync("create", name)).ExitCode);
        Assert.Equal((0, "Key 1 revoked."), Trim(await RunAsync("revoke", "website")));
        Assert.Equal(0, (await RunAsync("revoke", "website")).ExitCode);

        var (exitCode, _, error) = await RunAsync("revoke", "shop");
        Assert.Equal((1, "leadgate: Several keys have the name shop: 2, 3. Pass one of these numbers."), (exitCode, error.Trim()));
        Assert.Equal(1, (await RunAsync("limit", "shop", "--leads-per-minute", "5")).ExitCode);
        Assert.Equal(0, (await RunAsync("revoke", "2")).ExitCode);
        var (_, limited, _) = await RunAsync("limit", "shop", "--leads-per-minute", "5");
        Assert.StartsWith("3\tshop\t", limited, StringComparison.Ordinal);
        Assert.Equal((0, "Key 4 revoked."), Trim(await RunAsync("revoke", "7")));
        Assert.Equal(
            "leadgate: Key nobody does not exist. To list all keys, run keys list.",
            (await RunAsync("revoke", "nobody")).Error.Trim()
        );
    }

    [Fact]
    [Promise("6.5")]
    public async Task Preferences_of_a_key_can_be_set_changed_and_listed()
    {
        Assert.Equal(0, (await RunAsync("create", "website", "--prefer", "handling=strict", "return=representation")).ExitCode);
        Assert.EndsWith(
            "\tprefers handling=strict, return=representation",
            (await RunAsync("list")).Output.TrimEnd(),
            StringComparison.Ordinal
        );
        var (exitCode, output, _) = await RunAsync("prefer", "website", "return=representation");
        Assert.Equal(0, exitCode);
        Assert.EndsWith("\tprefers return=representation", output.TrimEnd(), StringComparison.Ordinal);
        Assert.EndsWith("\tno preferences", (await RunAsync("prefer", "1", "none")).Output.TrimEnd(), StringComparison.Ordinal);
        Assert.Equal(
            "leadgate: Default preferences are handling=strict, return=representation, or both; an empty list is none.",
            (await RunAsync("create", "shop", "--prefer", "handling=loose")).Error.Trim()
        );
        Assert.Equal(1, (await RunAsync("prefer", "website", "loose")).ExitCode);
    }

    [Fact]
    public async Task A_key_may_expire_at_the_end_of_today_and_not_yesterday()
    {
        var today = ReadToday();
        var (exitCode, list) = await CreateAsync(today);

        // When midnight has passed meanwhile, the day before has ended.
        if (today != ReadToday())
        {
            today = ReadToday();
            (exitCode, list) = await CreateAsync(today);
        }

        Assert.Equal(0, exitCode);
        Assert.Contains($"\texpires {Format(today)}T21:00:00.000Z\t", list, StringComparison.Ordinal);
        Assert.Contains(
            "in the past",
            (await RunAsync("create", "website", "--expires", Format(today.AddDays(-1)))).Error,
            StringComparison.Ordinal
        );
        Assert.Contains("must be a date", (await RunAsync("create", "website", "--expires", "tomorrow")).Error, StringComparison.Ordinal);

        async Task<(int ExitCode, string List)> CreateAsync(DateOnly lastDay)
        {
            var created = await RunAsync("create", "website", "--expires", Format(lastDay));
            return (created.ExitCode, (await RunAsync("list")).Output);
        }

        static DateOnly ReadToday() =>
            DateOnly.FromDateTime(
                TimeZoneInfo.ConvertTime(TimeProvider.System.GetUtcNow(), TimeZoneInfo.FindSystemTimeZoneById("Asia/Riyadh")).DateTime
            );

        static string Format(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
    }

    /// <summary>A name may belong to a key that has expired and to its successor: the successor is meant.</summary>
    [Fact]
    public async Task A_key_that_has_expired_is_shown_as_such_and_is_not_meant_by_its_name()
    {
        var yesterday = new FakeTimeProvider(TimeProvider.System.GetUtcNow().AddDays(-1));
        await using (var store = StoreAddress.Parse(Database).Open(yesterday))
        {
            var administration = new KeyAdministration(
                store,
                new ApiKeyCache(store),
                RunningServer.Settings(Database),
                yesterday,
                NullLogger<KeyAdministration>.Instance
            );
            var ends = yesterday.GetUtcNow().AddHours(1).ToString("O", CultureInfo.InvariantCulture);
            await administration.CreateAsync(
                new CreateApiKeyRequest { Name = "dup", ExpiresAt = ends },
                Actor.CommandLine,
                TestContext.Current.CancellationToken
            );
        }

        Assert.Equal(0, (await RunAsync("create", "dup")).ExitCode);
        var lines = Lines((await RunAsync("list")).Output);
        Assert.Contains("\texpired 20", lines[0], StringComparison.Ordinal);
        Assert.Contains("\tvalid\t", lines[1], StringComparison.Ordinal);
        Assert.Equal((0, "Key 2 revoked."), Trim(await RunAsync("revoke", "dup")));
    }

    private Task<(int ExitCode, string Output, string Error)> RunAsync(params string[] arguments) =>
        CommandRun.RunAsync(["keys", .. arguments, "--database", Database]);

    private static (int ExitCode, string Output) Trim((int ExitCode, string Output, string Error) run) => (run.ExitCode, run.Output.Trim());

    private static string[] Lines(string text) => text.ReplaceLineEndings("\n").Trim().Split('\n');
}
