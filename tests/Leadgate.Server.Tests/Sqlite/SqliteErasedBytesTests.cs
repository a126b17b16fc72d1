using Leadgate.Server.Hosting;
using Leadgate.Server.Tests.Persons;
using Leadgate.Server.Tests.Support;
using Leadgate.Tests;

namespace Leadgate.Server.Tests.Sqlite;

public sealed class SqliteErasedBytesTests : ErasedBytesTests, IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private protected override async Task<RunningServer> StartAsync()
    {
        await StoreTemplate.CopySqliteAsync(_folder.Path("leadgate.db"));
        return await RunningServer.StartAsync(
            new Dictionary<string, string> { [Setting.Database.Variable] = "sqlite:" + _folder.Path("leadgate.db") }
        );
    }

    /// <summary>The database, its log, and its shared memory.</summary>
    protected override Task<IReadOnlyList<string>> GetFilesAsync() =>
        Task.FromResult<IReadOnlyList<string>>(Directory.GetFiles(Path.GetDirectoryName(_folder.Path("leadgate.db"))!, "leadgate.db*"));
}
