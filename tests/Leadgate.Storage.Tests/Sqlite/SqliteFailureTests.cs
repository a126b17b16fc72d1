using Leadgate.Storage.Engines.Sqlite;
using Leadgate.Tests;
using Microsoft.Data.Sqlite;

namespace Leadgate.Storage.Tests.Sqlite;

/// <summary>Failures of the engine as senders and operators learn of them.</summary>
public sealed class SqliteFailureTests
{
    [Fact]
    [Promise("8.1")]
    public async Task Full_database_is_an_outage_that_says_what_to_do()
    {
        await using var database = new SqliteTestDatabase();
        await database.OpenAsync();
        await database.CloseAsync();
        using var connection = new SqliteConnections(database.File, TimeSpan.FromSeconds(5)).OpenWriter();

        // As on a disk without space: no page can be added.
        connection.Execute("pragma max_page_count = 1");
        var full = Assert.Throws<SqliteException>(() =>
            connection.Execute("create table filler as select hex(randomblob(4000)) from counter, counter as other")
        );
        Assert.Equal(SqliteFailures.Full, full.SqliteErrorCode);
        Assert.True(SqliteFailures.IsOutage(full));
        Assert.Contains("the disk is full", SqliteFailures.Describe(full), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Statement_that_is_wrong_is_no_outage()
    {
        await using var database = new SqliteTestDatabase();
        await database.OpenAsync();
        await database.CloseAsync();
        using var connection = new SqliteConnections(database.File, TimeSpan.FromSeconds(5)).OpenWriter();
        Assert.False(SqliteFailures.IsOutage(Assert.Throws<SqliteException>(() => connection.Execute("select no_such_column"))));
    }
}
