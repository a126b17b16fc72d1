using Leadgate.Storage.Tests.Support;
using Npgsql;

namespace Leadgate.Storage.Tests.Postgres;

/// <summary>Commits on PostgreSQL, blocked by another program that has locked the table.</summary>
public sealed class PostgresCommitMetricTests : CommitMetricTests
{
    protected override TestDatabase CreateDatabase() => new PostgresTestDatabase();

    protected override async Task<IAsyncDisposable> BlockAsync(TestDatabase database)
    {
        var other = new NpgsqlConnection(((PostgresTestDatabase)database).ConnectionString);
        await other.OpenAsync(TestContext.Current.CancellationToken);
        await using var command = new NpgsqlCommand("begin; lock table bulk in access exclusive mode", other);
        await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
        return other;
    }
}
