using Leadgate.Domain.Audit;
using Leadgate.Storage.Engines.Postgres;
using Leadgate.Storage.Tests.Support;
using Leadgate.Tests;
using Leadgate.Tests.Postgres;
using Npgsql;

namespace Leadgate.Storage.Tests.Postgres;

/// <summary>A role or a server whose own settings do not wait for the disk.</summary>
public sealed class PostgresDurabilityTests
{
    /// <summary>Notes the setting of the session that writes to a table.</summary>
    private const string Observe = """
        create table if not exists observed (setting text);
        create or replace function observe() returns trigger language plpgsql as
            'begin insert into observed values (tg_table_name || '' '' || current_setting(''synchronous_commit'')); return new; end';
        create trigger observe after insert on audit_entry for each row execute function observe();
        create trigger observe after insert or update on bulk for each row execute function observe();
        create trigger observe after insert or update on counter for each row execute function observe()
        """;

    [Theory]
    [InlineData("off", "on")]
    [InlineData("local", "on")]
    [InlineData("remote_apply", "remote_apply")]
    [Promise("2.6")]
    public async Task Every_write_waits_for_the_disk_whatever_the_role_has_set(string ofRole, string ofWriter)
    {
        await using var database = new PostgresTestDatabase();
        await database.OpenAsync();
        await database.CloseAsync();
        await database.RowsAsync(Observe);
        var session = new NpgsqlConnectionStringBuilder(database.ConnectionString);
        await database.RowsAsync($"alter role {session.Username} in database {session.Database} set synchronous_commit = {ofRole}");
        var store = await database.OpenAsync();
        await store.AppendAsync(TestData.Bulk(TestData.Lead()), TestContext.Current.CancellationToken);
        await store.CheckAsync(TestContext.Current.CancellationToken);
        await store.Audit.AppendAsync(AuditEvent.FromCommand("test"), TestContext.Current.CancellationToken);
        Assert.Equal(
            [$"audit_entry {ofWriter}", $"bulk {ofWriter}", $"counter {ofWriter}"],
            await database.RowsAsync("select distinct setting from observed order by setting")
        );
    }

    [Fact]
    [Promise("2.6")]
    public async Task Every_transaction_waits_for_the_disk_also_when_a_pooler_resets_the_session()
    {
        await using var database = new PostgresTestDatabase();
        await database.OpenAsync();
        await database.CloseAsync();
        await database.RowsAsync(Observe);
        var session = new NpgsqlConnectionStringBuilder(database.ConnectionString);
        await database.RowsAsync($"alter role {session.Username} in database {session.Database} set synchronous_commit = off");
        await using var connections = new PostgresConnections(PostgresAddress.Parse(database.Address["postgres:".Length..]));
        await using var connection = await connections.OpenWriterAsync(TestContext.Current.CancellationToken);
        using var ids = new IdAllocator();
        for (var i = 0; i < 3; i++)
        {
            await connection.ExecuteAsync("discard all", TestContext.Current.CancellationToken);
            connection.UnprepareAll();
            await new BulkTransaction(connection, connections.Settings.BeginDurably, new CommitWarnings(Assert.Fail), ids).RunAsync(
                [TestData.Bulk(TestData.Lead())],
                TestData.Now.UtcDateTime,
                TestContext.Current.CancellationToken
            );
        }

        Assert.Equal(["bulk on", "bulk on", "bulk on"], await database.RowsAsync("select setting from observed"));
        await connection.ExecuteAsync("discard all", TestContext.Current.CancellationToken);
        await PostgresDurability.CheckTransactionAsync(
            connection,
            connections.Settings.BeginDurably,
            TestContext.Current.CancellationToken
        );
    }

    [Theory]
    [InlineData("off")]
    [InlineData("local")]
    [Promise("2.6")]
    public async Task A_server_that_does_not_keep_the_setting_of_a_transaction_is_rejected(string setting)
    {
        await using var database = new PostgresTestDatabase();
        await database.OpenAsync();
        await using var connection = new NpgsqlConnection(database.ConnectionString);
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await Assert.ThrowsAsync<StoreUnavailableException>(() =>
            PostgresDurability.CheckTransactionAsync(
                connection,
                [$"set local synchronous_commit = {setting}"],
                TestContext.Current.CancellationToken
            )
        );
    }

    [Fact]
    [Promise("2.6")]
    public async Task A_server_that_does_not_sync_is_found()
    {
        await using var server = await PostgresServer.StartNewAsync();
        var address = StoreAddress.Parse(PostgresServer.Address("postgres", server));
        Assert.Null(await address.FindDurabilityRiskAsync(TestContext.Current.CancellationToken));
        foreach (var setting in new[] { "fsync", "full_page_writes" })
        {
            await server.StopAsync();
            await server.StartAsync($"{setting}=off");
            var risk = await address.FindDurabilityRiskAsync(TestContext.Current.CancellationToken);
            Assert.Contains($"runs with {setting} = off:", risk, StringComparison.Ordinal);
        }
    }
}
