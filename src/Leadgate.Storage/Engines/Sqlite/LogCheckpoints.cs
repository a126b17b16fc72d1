using Microsoft.Data.Sqlite;

namespace Leadgate.Storage.Engines.Sqlite;

/// <summary>
/// Copies the log into the database file on a thread and a connection of its own. By default, SQLite does so within a commit, and every
/// bulk that waited for that commit waited for the copying and its syncs too.
/// </summary>
/// <remarks>
/// While bulks keep arriving, a copy that runs beside the writer never reaches the end of the log, which then could not be reused from
/// its start. So when the log is long, the writer copies what is left itself, between two transactions. The writer counts what it has
/// written: the thread beside it may be late on a busy machine, and then the writer waits for it rather than let the log grow.
/// </remarks>
internal sealed class LogCheckpoints : IDisposable
{
    /// <summary>The number of pages in the log at which it is copied; SQLite's own default.</summary>
    public const int Pages = 1000;

    /// <summary>The number of pages in the log, 16 MiB, from which on the writer finishes the copying.</summary>
    private const int MaxPages = 4 * Pages;

    /// <summary>The number of pages, 32 MiB, from which on the writer waits for a copy that runs beside it.</summary>
    private const int MaxPagesBesideCopy = 8 * Pages;

    private readonly SqliteConnection _connection;
    private readonly SqliteCommand _checkpoint;
    private readonly AutoResetEvent _signal = new(initialState: false);
    private readonly Thread _thread;
    private readonly Lock _copying = new();
    private int _written;

    /// <summary>About how many pages the log has; fewer if it was copied meanwhile.</summary>
    private int _logged;
    private volatile bool _isStopping;

    /// <param name="connection">Belongs to the checkpoints from now on.</param>
    public LogCheckpoints(SqliteConnection connection)
    {
        _connection = connection;
        _checkpoint = CreateCommand(connection);
        _thread = new Thread(Run) { IsBackground = true, Name = "Leadgate checkpoints" };
        _thread.Start();
    }

    /// <summary>The command that copies what can be copied without waiting for anybody.</summary>
    public static SqliteCommand CreateCommand(SqliteConnection connection) => connection.Command("pragma wal_checkpoint(passive)");

    /// <summary>The writer has committed. It calls this between two transactions.</summary>
    /// <param name="pages">How many pages the transaction has written to the log.</param>
    /// <param name="own">A command of the writer's connection.</param>
    public void NoteCommit(int pages, SqliteCommand own)
    {
        _written += pages;
        _logged += pages;
        if (_logged >= MaxPages)
            Finish(own);
        if (_written < Pages)
            return;
        _written = 0;
        _signal.Set();
    }

    public void Dispose()
    {
        _isStopping = true;
        _signal.Set();
        _thread.Join();
        _checkpoint.Dispose();
        _connection.Dispose();
        _signal.Dispose();
    }

    private void Run()
    {
        while (_signal.WaitOne() && !_isStopping)
        {
            lock (_copying)
                _ = TryCheckpoint(_checkpoint);
        }
    }

    /// <summary>
    /// Copies the log to its end, so that the next transaction reuses it from its start; only the writer can tell that it is the end.
    /// </summary>
    private void Finish(SqliteCommand own)
    {
        if (_logged >= MaxPagesBesideCopy)
            _copying.Enter();
        else if (!_copying.TryEnter())
            return;
        try
        {
            if (TryCheckpoint(own) is var (logged, copied))
                _logged = logged == copied ? 0 : logged;
        }
        finally
        {
            _copying.Exit();
        }
    }

    /// <summary>
    /// What is committed is in the log and stays there. So a failure, of a full disk for example, is no failure of a bulk; the next
    /// checkpoint tries again, and the next commit reports what is wrong with the disk.
    /// </summary>
    /// <returns>How many pages the log has, and how many are copied; null if that is not possible now.</returns>
    private static (int Logged, int Copied)? TryCheckpoint(SqliteCommand command)
    {
        try
        {
            using var row = command.ExecuteReader();
            return row.Read() && row.GetInt32(0) == 0 ? (row.GetInt32(1), row.GetInt32(2)) : null;
        }
        catch (SqliteException e) when (SqliteFailures.IsOutage(e))
        {
            return null;
        }
    }
}
