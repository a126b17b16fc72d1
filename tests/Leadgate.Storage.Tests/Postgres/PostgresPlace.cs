using Leadgate.Storage.Postgres;
using Leadgate.Storage.Tests.Support;
using Leadgate.Tests.Postgres;

namespace Leadgate.Storage.Tests.Postgres;

/// <summary>A database of its own on a real server.</summary>
public class PostgresPlace : StorePlace
{
    private PostgresDatabase? _database;

    /// <summary>The database; there is one when a store was opened.</summary>
    public PostgresDatabase Database => _database!;

    public override async Task<ILeadStore> OpenAsync(TimeSpan? keyLifetime = null)
    {
        _database ??= await PostgresDatabase.CreateAsync();
        return await base.OpenAsync(keyLifetime);
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        if (_database is not null) await _database.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    protected override ILeadStore Open(TimeSpan keyLifetime) => PostgresLeadStore.Open(Database.Address["postgres:".Length..], Time, keyLifetime);
}
