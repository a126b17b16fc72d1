using System.Globalization;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Leadgate.Storage.Engines.Sqlite;

/// <summary>
/// The writer's connection with its prepared statements, and the counters that ids come from. Not safe for several threads: it belongs to
/// <see cref="GroupCommit"/>.
/// </summary>
internal sealed class SqliteWriteSession : IDisposable
{
    private readonly SqliteConnection _connection;
    private readonly SqliteFiles _files;
    private readonly LogCheckpoints _checkpoints;
    private readonly StoreClock _clock;
    private readonly SqliteCommand _begin;
    private readonly SqliteCommand _commit;
    private readonly SqliteCommand _checkpoint;
    private readonly SqliteCommand _readCounters;
    private readonly SqliteCommand _writeCounter;
    private readonly Dictionary<string, long> _counters = [];
    private readonly HashSet<string> _changed = [];
    private DateTime _newest;
    private volatile bool _idsFollowTime;
    private long _began;

    /// <param name="connection">The writer's connection.</param>
    /// <param name="files">The files that are checked at each commit.</param>
    /// <param name="checkpoints">They belong to the session from now on.</param>
    /// <param name="time">The clock that bulks are dated by.</param>
    /// <param name="report">Gets each time that the clock was set.</param>
    public SqliteWriteSession(
        SqliteConnection connection,
        SqliteFiles files,
        LogCheckpoints checkpoints,
        TimeProvider time,
        Action<ClockStep> report
    )
    {
        _connection = connection;
        _files = files;
        _checkpoints = checkpoints;

        // From now on, this is left to the checkpoints.
        connection.Execute("pragma wal_autocheckpoint = 0");
        _checkpoint = LogCheckpoints.CreateCommand(connection);
        _begin = connection.Command("begin immediate");
        _commit = connection.Command("commit");
        _readCounters = connection.Command($"select name, value from counter where name in ('{string.Join("', '", Counters.Ids)}')");
        _writeCounter = connection.Command(Counters.SetSql);
        _writeCounter.Parameters.AddWithValue("@value", 0L);
        _writeCounter.Parameters.AddWithValue("@name", "");
        _newest = ReadNewest(connection);
        _idsFollowTime = connection.Scalar($"select value from counter where name = '{Counters.ClockSetBack}'") is null;
        _clock = new StoreClock(time, _newest, report);
        Transaction = new SqliteSession(connection, _clock, keepsCommands: true) { TakeIds = TakeIds };
        Bulks = new SqliteBulkInserts(connection);
    }

    public TimeProvider Time => _clock.Time;

    /// <summary>Runs statements in the transaction.</summary>
    public SqliteSession Transaction { get; }

    /// <summary>Inserts bulks in the transaction.</summary>
    public SqliteBulkInserts Bulks { get; }

    /// <summary>The bulks that the transaction has stored.</summary>
    public List<NewBulk> Stored { get; } = [];

    /// <summary>How long the last transaction took that was committed.</summary>
    public TimeSpan Took { get; private set; }

    /// <summary>
    /// Whether the last transaction failed when its commit had been handed to the engine: it may be in the log on the disk, or in a file
    /// that is put back later.
    /// </summary>
    public bool IsCommitting { get; private set; }

    public void Begin()
    {
        IsCommitting = false;
        Stored.Clear();
        _changed.Clear();
        _began = _clock.Time.GetTimestamp();
        _files.Check();
        _begin.ExecuteNonQuery();
        Transaction.Begin();

        // Read each time: another process may write to the file too.
        using var rows = _readCounters.ExecuteReader();
        while (rows.Read())
            _counters[rows.GetString(0)] = rows.GetInt64(1);
    }

    /// <summary>
    /// Takes the next ids of a counter (<see cref="Counters.Ids"/>). An id that was given out in a committed transaction never comes again.
    /// </summary>
    /// <returns>The first of them.</returns>
    public long TakeIds(string counter, int count)
    {
        var first = _counters[counter] + 1;
        _counters[counter] += count;
        _changed.Add(counter);
        return first;
    }

    /// <summary>Whether no bulk is dated earlier than one with a smaller id; it may be read on any thread.</summary>
    public bool IdsFollowTime => _idsFollowTime;

    /// <summary>
    /// Notes the date of a bulk. The first one that is dated earlier than another before it is remembered with it: from then on, searches
    /// by time do not use ids.
    /// </summary>
    public void NoteDate(DateTime createdAt)
    {
        if (createdAt >= _newest)
        {
            _newest = createdAt;
            return;
        }

        // Set before the commit, so that no search sees the bulk without knowing it.
        _idsFollowTime = false;
        _connection.Execute($"insert or ignore into counter (name, value) values ('{Counters.ClockSetBack}', 1)");
    }

    public void Commit()
    {
        foreach (var counter in _changed)
        {
            _writeCounter.Parameters[0].Value = _counters[counter];
            _writeCounter.Parameters[1].Value = counter;
            _writeCounter.ExecuteNonQuery();
        }

        IsCommitting = true;
        _commit.ExecuteNonQuery();

        // Only now is it certain that what was committed is in the file that the next start opens.
        _files.Check();
        IsCommitting = false;
        Took = _clock.Time.GetElapsedTime(_began);
    }

    /// <summary>Lets the log be copied if the transaction that was committed has made it long.</summary>
    public void Checkpoint()
    {
        raw.sqlite3_db_status(_connection.Handle, raw.SQLITE_DBSTATUS_CACHE_WRITE, out var pages, out _, resetFlg: 1);
        _checkpoints.NoteCommit(pages, _checkpoint);
    }

    /// <summary>Rolls back the transaction, unless the engine has done so itself, as it does after some failures (a full disk).</summary>
    public void Rollback()
    {
        if (raw.sqlite3_get_autocommit(_connection.Handle) == 0)
            _connection.Execute("rollback");
    }

    public void Dispose()
    {
        Bulks.Dispose();
        Transaction.Dispose();
        _checkpoints.Dispose();
        _checkpoint.Dispose();
        _begin.Dispose();
        _commit.Dispose();
        _readCounters.Dispose();
        _writeCounter.Dispose();
        _connection.Dispose();
    }

    private static DateTime ReadNewest(SqliteConnection connection) =>
        connection.Scalar("select max(created_at) from bulk") is string newest
            ? DateTime.Parse(newest, CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal)
            : DateTime.MinValue;
}
