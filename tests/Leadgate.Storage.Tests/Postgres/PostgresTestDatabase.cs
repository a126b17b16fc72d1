using Leadgate.Storage.Engines.Postgres;
using Leadgate.Storage.Tests.Support;
using Leadgate.Tests.Postgres;

namespace Leadgate.Storage.Tests.Postgres;

/// <summary>A database of its own on a real server.</summary>
public class PostgresTestDatabase : TestDatabase
{
    /// <summary>A database as the first opening of a store leaves it; the others are copies, which take a small part of the time.</summary>
    private static readonly Lazy<Task<PostgresDatabase>> Template = new(CreateTemplateAsync);

    private PostgresDatabase? _database;

    public PostgresTestDatabase() { }

    /// <param name="database">A database, which this one drops.</param>
    public PostgresTestDatabase(PostgresDatabase database) => _database = database;

    /// <summary>The address as an operator writes it, once a store was opened.</summary>
    public string Address => _database!.Address;

    /// <summary>For a connection of another program, once a store was opened.</summary>
    public string ConnectionString => _database!.ConnectionString;

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
        return await _database!.RowsAsync(sql);
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        if (_database is not null)
            await _database.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    private protected override ILeadStore Open() => new LeadStore(PostgresEngine.Open(Address["postgres:".Length..], Time, Patient));

    private static async Task<PostgresDatabase> CreateTemplateAsync()
    {
        var template = new PostgresTestDatabase { _database = await PostgresDatabase.CreateAsync() };
        await template.OpenAsync();
        await template.CloseAsync();
        template._database.DropAtExit();
        return template._database;
    }
}
