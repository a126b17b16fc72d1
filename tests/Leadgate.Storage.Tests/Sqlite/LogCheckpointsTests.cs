using System.Globalization;
using Leadgate.Storage.Engines.Sqlite;
using Leadgate.Tests;
using Microsoft.Data.Sqlite;

namespace Leadgate.Storage.Tests.Sqlite;

/// <summary>The log is copied into the file beside the writer, and stays short.</summary>
public sealed class LogCheckpointsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly SqliteConnections _connections;
    private readonly SqliteConnection _writer;
    private readonly SqliteCommand _own;

    public LogCheckpointsTests()
    {
        _connections = new SqliteConnections(_folder.Path("log.db"), TimeSpan.FromSeconds(1));
        _writer = _connections.OpenWriter();
        _writer.Execute("pragma wal_autocheckpoint = 0");
        _writer.Execute("create table page (content blob)");
        _own = LogCheckpoints.CreateCommand(_writer);
    }

    [Fact]
    public async Task Log_is_copied_without_the_writer_once_it_is_long()
    {
        using var checkpoints = new LogCheckpoints(_connections.OpenOwn());
        checkpoints.NoteCommit(Commit(LogCheckpoints.Pages / 2), _own);
        Assert.True(FileLength() < LogCheckpoints.Pages / 2 * 4096);
        checkpoints.NoteCommit(Commit(LogCheckpoints.Pages / 2), _own);
        await Wait.UntilAsync(() => FileLength() > LogCheckpoints.Pages * 4096, "The log was not copied.");
    }

    [Fact]
    public void Log_does_not_grow_without_bound_while_commits_keep_coming()
    {
        using var checkpoints = new LogCheckpoints(_connections.OpenOwn());
        for (var i = 0; i < 100; i++)
            checkpoints.NoteCommit(Commit(500), _own);
        Assert.InRange(new FileInfo(_connections.FilePath + "-wal").Length, 1, 60L * 1024 * 1024);
        Assert.True(FileLength() > 30_000L * 4096);
    }

    /// <summary>A reader, a backup for example, keeps the log from being reused. That is no failure of a commit.</summary>
    [Fact]
    public void Commit_does_not_wait_for_a_reader()
    {
        using var checkpoints = new LogCheckpoints(_connections.OpenOwn());
        using var reader = _connections.OpenOwn();
        reader.Execute("begin");
        Assert.Equal(0L, reader.Scalar("select count(*) from page"));
        for (var i = 0; i < 30; i++)
            checkpoints.NoteCommit(Commit(500), _own);
        Assert.Equal(0L, reader.Scalar("select count(*) from page"));
        Assert.Equal(15_000L, _writer.Scalar("select count(*) from page"));
    }

    public void Dispose()
    {
        _own.Dispose();
        _writer.Dispose();
        _folder.Dispose();
    }

    /// <summary>Writes rows that fill a page each, and returns their number.</summary>
    private int Commit(int pages)
    {
        _writer.Execute(
            string.Create(
                CultureInfo.InvariantCulture,
                $"""
                with recursive n(i) as (select 1 union all select i + 1 from n where i < {pages})
                insert into page select zeroblob(4000) from n
                """
            )
        );
        return pages;
    }

    private long FileLength() => new FileInfo(_connections.FilePath).Length;
}
