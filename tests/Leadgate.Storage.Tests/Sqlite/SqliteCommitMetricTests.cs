using Leadgate.Storage.Tests.Support;

namespace Leadgate.Storage.Tests.Sqlite;

/// <summary>Commits on SQLite, held up by another program that has the file.</summary>
public sealed class SqliteCommitMetricTests : CommitMetricTests
{
    protected override StorePlace NewPlace() => new SqlitePlace();

    protected override async Task<IAsyncDisposable> HoldUpAsync(StorePlace place)
    {
        var other = ((SqlitePlace)place).Connect();
        await using var begin = other.CreateCommand();
        begin.CommandText = "begin immediate";
        await begin.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
        return other;
    }
}
