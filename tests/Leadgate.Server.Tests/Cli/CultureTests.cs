using System.Globalization;
using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using Leadgate.Contract;
using Leadgate.Domain.Wire;
using Leadgate.Server.Tests.Support;
using Leadgate.Tests;

namespace Leadgate.Server.Tests.Cli;

/// <summary>
/// The program under languages and time zones of the machine that count years, write digits or change case in another way: it reads and
/// writes the same as anywhere.
/// </summary>
public sealed partial class CultureTests
{
    private const string Expires = "2031-05-06T07:08:09Z";

    public static TheoryData<string, string> Machines =>
        new()
        {
            { "ar_SA.UTF-8", "America/New_York" },
            { "fa_IR.UTF-8", "Asia/Tehran" },
            { "th_TH.UTF-8", "Pacific/Kiritimati" },
            { "tr_TR.UTF-8", "Pacific/Pago_Pago" },
        };

    [Theory, MemberData(nameof(Machines))]
    public async Task Commands_and_service_do_the_same_whatever_the_language_and_time_zone_of_the_machine(string language, string zone)
    {
        using var folder = new TemporaryFolder();
        var database = "sqlite:" + folder.Path("leadgate.db");
        (string, string)[] machine = [("LC_ALL", language), ("LANG", language), ("TZ", zone)];

        // Commands are run in this process, under the same language.
        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(language.Split('.')[0].Replace('_', '-'));
        var (_, key, _) = await CommandRun.RunAsync([
            "keys",
            "create",
            "site",
            "--scope",
            "leads:write",
            "leads:read",
            "--expires",
            Expires,
            "--database",
            database,
        ]);
        var before = TimeProvider.System.GetUtcNow();
        string log;
        await using (var service = await ServiceProcess.StartAsync(database, [], 1, machine))
        {
            service.Client.DefaultRequestHeaders.Authorization = new("Bearer", key.Trim());
            await SendAndFindAsync(service.Client, before);
            log = await service.EndAsync();
        }

        var dates = LogDate().Matches(log);
        Assert.NotEmpty(dates);
        Assert.All(dates, date => Assert.InRange(ParseTime(date.Value), before.AddMinutes(-1), TimeProvider.System.GetUtcNow()));
        await RunCommandsAsync(folder, database);
    }

    private static async Task SendAndFindAsync(HttpClient client, DateTimeOffset before)
    {
        using var post = TestData.Post(TestData.Sample);
        using var stored = await client.SendAsync(post, TestContext.Current.CancellationToken);
        Assert.Equal((HttpStatusCode.OK, "0"), (stored.StatusCode, stored.Headers.GetValues(Headers.ErrorRecords).Single()));

        // A day in the time zone of the company, in which the bulk may also have been stored right after midnight.
        var day = before.ToOffset(TimeSpan.FromHours(3));
        var found = await GetAsync(client, $"{Routes.Bulks}?fromDate={Date(day)}&toDate={Date(day.AddMinutes(5))}");
        var lead = Assert.Single(found.GetProperty("leads").EnumerateArray().ToArray());
        Assert.InRange(lead.GetProperty("createdDate").GetDateTimeOffset(), before.AddSeconds(-1), before.AddMinutes(5));
        Assert.StartsWith("2025-", lead.GetProperty("leadDate").GetString(), StringComparison.Ordinal);
        Assert.Empty((await GetAsync(client, $"{Routes.Bulks}?fromDate={Date(day.AddDays(2))}")).GetProperty("leads").EnumerateArray());
        Assert.NotEqual(0, (await GetAsync(client, "/api/v1/list/yes_or_no")).GetArrayLength());
    }

    /// <summary>The other commands.</summary>
    private static async Task RunCommandsAsync(TemporaryFolder folder, string database)
    {
        var year = TimeProvider.System.GetUtcNow().Year.ToString(CultureInfo.InvariantCulture);
        Assert.Contains("2031-05-06T07:08:09.000Z", await RunAsync("keys", "list", "--database", database), StringComparison.Ordinal);
        await RunAsync("keys", "limit", "1", "--requests-per-minute", "1600", "--database", database);
        Assert.Contains("1600", await RunAsync("keys", "list", "--database", database), StringComparison.Ordinal);
        Assert.Contains($"{year}-", await RunAsync("audit", "list", "--database", database), StringComparison.Ordinal);
        await RunAsync("audit", "verify", "--database", database);
        await RunAsync("lists", "check");
        await RunAsync("backup", folder.Path("copy"), "--database", database);
        await RunAsync("staff", "list", "--database", database);
    }

    private static async Task<string> RunAsync(params string[] arguments)
    {
        var (exitCode, output, error) = await CommandRun.RunAsync(arguments);
        Assert.Equal((0, arguments), (exitCode, arguments));
        Assert.DoesNotMatch("[\u0660-\u0669\u06F0-\u06F9]", Regex.Replace(output, "\"labelAr\".*|aliases.*", ""));
        return output + error;
    }

    private static async Task<JsonElement> GetAsync(HttpClient client, string path)
    {
        using var response = await client.GetAsync(path, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        using var body = JsonDocument.Parse(await response.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
        return body.RootElement.Clone();
    }

    private static string Date(DateTimeOffset day) => WireTime.Format(DateOnly.FromDateTime(day.DateTime));

    private static DateTimeOffset ParseTime(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);

    [GeneratedRegex("^[0-9٠-٩۰-۹]{4}-.{5}T.{12}Z", RegexOptions.Multiline)]
    private static partial Regex LogDate();
}
