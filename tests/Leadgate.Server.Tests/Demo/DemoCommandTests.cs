using System.Text;
using Leadgate.Domain.Lists;
using Leadgate.Server.Demo;
using Leadgate.Server.Lists;
using Leadgate.Server.Tests.Support;
using Leadgate.Storage;
using Leadgate.Tests;

namespace Leadgate.Server.Tests.Demo;

/// <summary>The command <c>demo</c>.</summary>
public sealed class DemoCommandTests
{
    [Fact]
    public async Task Demo_fills_an_empty_database_and_says_what_to_do_next()
    {
        using var folder = new TemporaryFolder();
        var database = "sqlite:" + folder.Path("leadgate.db");
        var (exitCode, output, error) = await CommandRun.RunAsync("demo", "--leads", "1000", "--database", database);
        Assert.True(exitCode == 0, error);
        Assert.Contains("1,000 invented leads", output, StringComparison.Ordinal);
        Assert.Contains("120 have errors", output, StringComparison.Ordinal);
        var account = $"./leadgate staff create admin --role admin --generate-password --database {database}";
        Assert.Contains(account, output, StringComparison.Ordinal);
        Assert.Contains($"./leadgate serve --database {database}", output, StringComparison.Ordinal);
        Assert.Contains("http://127.0.0.1:5080/staff", output, StringComparison.Ordinal);

        await using var store = StoreAddress.Parse(database).Open(TimeProvider.System);
        var (leads, catalog) = await ReadAsync(store);
        Assert.Equal(1000, leads.Count);
        Assert.Equal(120, leads.Count(lead => lead.Valid is null));
        Assert.Equal(
            DemoSender.All.Select(sender => sender.Name).Order(StringComparer.Ordinal),
            leads.Select(lead => lead.Origin.CreatedBy).Distinct().Order(StringComparer.Ordinal)
        );
        var now = TimeProvider.System.GetUtcNow().UtcDateTime;
        Assert.All(leads, lead => Assert.InRange(lead.Origin.CreatedAt, now.AddDays(-DemoPlan.Days - 1), now));
        Assert.True(leads.Select(lead => lead.Origin.CreatedAt.Date).Distinct().Count() > 25);

        var errors = leads.SelectMany(lead => lead.ReadErrors(catalog)).ToList();
        Assert.True(errors.Select(error => error.Code).Distinct().Count() >= 4, "Several kinds of errors are expected.");
        Assert.True(
            errors.GroupBy(error => (error.Path, error.Code, Encoding.UTF8.GetString(error.Value.Span))).Count(group => group.Count() >= 3)
                >= 3,
            "Some wrong values are expected to repeat."
        );
    }

    [Fact]
    public async Task Demo_works_on_PostgreSQL()
    {
        await using var postgres = await StoreTemplate.CopyPostgresAsync();
        var (exitCode, output, error) = await CommandRun.RunAsync("demo", "--leads", "200", "--database", postgres.Address);
        Assert.True(exitCode == 0, error);
        Assert.Contains("24 have errors", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Demo_refuses_a_database_with_leads_until_it_is_told_to_go_on()
    {
        using var folder = new TemporaryFolder();
        string[] command = ["demo", "--leads", "20", "--database", "sqlite:" + folder.Path("leadgate.db")];
        Assert.Equal(0, (await CommandRun.RunAsync(command)).ExitCode);

        var (exitCode, _, error) = await CommandRun.RunAsync(command);
        Assert.Equal(1, exitCode);
        Assert.Contains("has leads already. Nothing was changed.", error, StringComparison.Ordinal);

        Assert.Equal(0, (await CommandRun.RunAsync([.. command, "--yes"])).ExitCode);
        await using var store = StoreAddress.Parse(command[^1]).Open(TimeProvider.System);
        Assert.Equal(40, (await ReadAsync(store)).Leads.Count);
        Assert.Equal(DemoSender.All.Count, (await store.Keys.ReadAsync(TestContext.Current.CancellationToken)).Count);
    }

    [Theory]
    [InlineData("environment PROD", "--environment", "PROD")]
    [InlineData("from 1 to 1,000,000", "--leads", "0")]
    public async Task Demo_refuses_and_creates_no_database(string message, params string[] options)
    {
        using var folder = new TemporaryFolder();
        var file = folder.Path("leadgate.db");
        var (exitCode, _, error) = await CommandRun.RunAsync(["demo", "--database", "sqlite:" + file, .. options]);
        Assert.Equal(1, exitCode);
        Assert.Contains(message, error, StringComparison.Ordinal);
        Assert.False(File.Exists(file));
    }

    private static async Task<(IReadOnlyList<StoredLead> Leads, ListCatalog Catalog)> ReadAsync(ILeadStore store)
    {
        var lists = new ListCatalogCache(store);
        await lists.LoadAsync(TestContext.Current.CancellationToken);
        return (
            await store.FindLeadsAsync(new LeadQuery { Limit = 2000 }, lists.Catalog, TestContext.Current.CancellationToken),
            lists.Catalog
        );
    }
}
