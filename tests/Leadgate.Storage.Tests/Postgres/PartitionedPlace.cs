using Leadgate.Tests;

namespace Leadgate.Storage.Tests.Postgres;

/// <summary>A database whose tables are divided.</summary>
internal sealed class PartitionedPlace : PostgresPlace
{
    private bool _isDivided;

    internal override async Task<ILeadStore> OpenAsync()
    {
        var store = await base.OpenAsync();
        if (!_isDivided)
            await DivideAsync(this);
        _isDivided = true;
        return store;
    }

    /// <summary>Divides the tables.</summary>
    public static async Task DivideAsync(PostgresPlace place) =>
        await place.Database.RowsAsync(Repository.Read("docs", "examples", "partition.sql"));
}
