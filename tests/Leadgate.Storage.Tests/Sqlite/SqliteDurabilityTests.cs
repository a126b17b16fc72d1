using Leadgate.Storage.Engines.Sqlite;
using Leadgate.Tests;

namespace Leadgate.Storage.Tests.Sqlite;

/// <summary>The settings that a connection must have before it writes.</summary>
public sealed class SqliteDurabilityTests
{
    [Fact]
    [Promise("2.6")]
    public async Task The_settings_of_the_writer_are_sufficient()
    {
        await using var database = new SqliteTestDatabase();
        using var connection = database.Connect();
        SqliteDurability.Set(connection);
        SqliteDurability.Check(connection);
        Assert.Equal(("wal", 2L), (connection.Scalar("pragma journal_mode"), connection.Scalar("pragma synchronous")));
    }

    [Theory]
    [InlineData("pragma synchronous = normal", "synchronous = 1")]
    [InlineData("pragma synchronous = off", "synchronous = 0")]
    [InlineData("pragma journal_mode = delete", "journal_mode = delete")]
    [InlineData("pragma journal_mode = memory", "journal_mode = memory")]
    [InlineData("pragma journal_mode = off", "journal_mode = off")]
    [Promise("2.6")]
    public async Task Lesser_settings_are_rejected(string change, string named)
    {
        await using var database = new SqliteTestDatabase();
        using var connection = database.Connect();
        SqliteDurability.Set(connection);
        connection.Execute(change);
        var e = Assert.Throws<StoreSetupException>(() => SqliteDurability.Check(connection));
        Assert.Contains(named, e.Message, StringComparison.Ordinal);
    }
}
