using Leadgate.Storage.Engines.Postgres;
using Leadgate.Storage.Tests.Support;
using Leadgate.Tests.Postgres;

namespace Leadgate.Storage.Tests.Postgres;

/// <summary>A database of its own on a real server.</summary>
public class PostgresPlace : StorePlace
{
    /// <summary>A database as the first opening of a store leaves it; the others are copies, which take a small part of the time.</summary>
    private static readonly Lazy<Task<PostgresDatabase>> Template = new(CreateTemplateAsync);

    private PostgresDatabase? _database;

    /// <summary>The database; there is one when a store was opened.</summary>
    public PostgresDatabase Database => _database!;

    internal override async Task<ILeadStore> OpenAsync()
    {
        _database ??= await PostgresDatabase.CreateAsync(await Template.Value);
        return await base.OpenAsync();
    }

    internal override async Task<StoreAddress> AddressAsync() =>
        StoreAddress.Parse((_database ??= await PostgresDatabase.CreateAsync()).Address);

    public override async Task<IReadOnlyList<string>> RowsAsync(string sql)
    {
        await AddressAsync();
        return await Database.RowsAsync(sql);
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        if (_database is not null)
            await _database.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    private static async Task<PostgresDatabase> CreateTemplateAsync()
    {
        var place = new PostgresPlace { _database = await PostgresDatabase.CreateAsync() };
        await place.OpenAsync();
        await place.CloseAsync();
        place.Database.DropAtExit();
        return place.Database;
    }

    private protected override ILeadStore Open() => new LeadStore(PostgresEngine.Open(Database.Address["postgres:".Length..], Time));
}
