using Leadgate.Tests;

namespace Leadgate.Storage.Tests.Postgres;

/// <summary>A database whose tables are partitioned.</summary>
internal sealed class PartitionedTestDatabase : PostgresTestDatabase
{
    private bool _isPartitioned;

    internal override async Task<ILeadStore> OpenAsync()
    {
        var store = await base.OpenAsync();
        if (!_isPartitioned)
            await PartitionAsync(this);
        _isPartitioned = true;
        return store;
    }

    /// <summary>Partitions the tables.</summary>
    public static async Task PartitionAsync(PostgresTestDatabase database) =>
        await database.RowsAsync(Repository.Read("docs", "examples", "partition.sql"));
}
