using Leadgate.Server.Hosting;
using Leadgate.Server.Tests.Persons;
using Leadgate.Server.Tests.Support;
using Leadgate.Tests.Postgres;

namespace Leadgate.Server.Tests.Postgres;

public sealed class PostgresErasedBytesTests : ErasedBytesTests, IAsyncDisposable
{
    private PostgresDatabase? _database;

    public async ValueTask DisposeAsync()
    {
        if (_database is not null)
            await _database.DisposeAsync();
    }

    private protected override async Task<RunningServer> StartAsync()
    {
        _database = await PostgresDatabase.CreateAsync();
        return await RunningServer.StartAsync(new Dictionary<string, string> { [Setting.Database.Variable] = _database.Address });
    }

    /// <summary>The files of the database; not the write-ahead log, which the server recycles.</summary>
    protected override async Task<IReadOnlyList<string>> GetFilesAsync()
    {
        await _database!.RowsAsync("checkpoint");
        var folder = await _database.RowsAsync(
            "select current_setting('data_directory') || '/base/' || oid from pg_database where datname = current_database()"
        );
        Assert.SkipUnless(Directory.Exists(folder[0]), "The server of LEADGATE_TEST_POSTGRES is on another machine.");
        return Directory.GetFiles(folder[0]);
    }
}
