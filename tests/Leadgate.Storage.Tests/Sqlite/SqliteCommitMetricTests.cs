using Leadgate.Storage.Tests.Support;

namespace Leadgate.Storage.Tests.Sqlite;

/// <summary>Commits on SQLite, blocked by another program that has locked the file.</summary>
public sealed class SqliteCommitMetricTests : CommitMetricTests
{
    protected override TestDatabase CreateDatabase() => new SqliteTestDatabase();

    protected override async Task<IAsyncDisposable> BlockAsync(TestDatabase database)
    {
        var other = ((SqliteTestDatabase)database).Connect();
        await using var begin = other.CreateCommand();
        begin.CommandText = "begin immediate";
        await begin.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
        return other;
    }
}
