using Leadgate.Storage.Tests.Support;
using Npgsql;

namespace Leadgate.Storage.Tests.Postgres;

/// <summary>Commits on PostgreSQL, held up by another program that has the table.</summary>
public sealed class PostgresCommitMetricTests : CommitMetricTests
{
    protected override StorePlace NewPlace() => new PostgresPlace();

    protected override async Task<IAsyncDisposable> HoldUpAsync(StorePlace place)
    {
        var other = new NpgsqlConnection(((PostgresPlace)place).Database.ConnectionString);
        await other.OpenAsync(TestContext.Current.CancellationToken);
        await using var command = new NpgsqlCommand("begin; lock table bulk in access exclusive mode", other);
        await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
        return other;
    }
}
