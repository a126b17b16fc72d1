using System.Globalization;
using Leadgate.Domain.Wire;
using Microsoft.Data.Sqlite;

namespace Leadgate.Storage.Sqlite;

/// <summary>
/// The writer's connection with its prepared statements, and the sequences that ids come from. Not for several threads: it
/// belongs to <see cref="GroupCommit"/>.
/// </summary>
internal sealed class SqliteWriteSession : IDisposable
{
    private readonly SqliteConnection _connection;
    private readonly TimeProvider _time;
    private readonly SqliteCommand _readSequences;
    private readonly SqliteCommand _writeSequence;
    private readonly Dictionary<string, long> _sequences = [];
    private readonly HashSet<string> _used = [];
    private readonly SqliteCommand _begin;
    private readonly SqliteCommand _commit;
    private long _began;
    private DateTime _lastNow;

    public SqliteWriteSession(SqliteConnection connection, TimeProvider time)
    {
        _connection = connection;
        _time = time;
        _begin = connection.Command("begin immediate");
        _commit = connection.Command("commit");
        _readSequences = connection.Command("select name, last from sequence");
        _writeSequence = connection.Command("update sequence set last = @last where name = @name", ("@last", 0L), ("@name", ""));
        _lastNow = connection.Scalar("select max(created_at) from bulk") is string last
            ? DateTime.Parse(last, CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal)
            : DateTime.MinValue;
        Bulks = new BulkInserts(connection);
    }

    public SqliteConnection Connection => _connection;

    public BulkInserts Bulks { get; }

    /// <summary>The bulks that this transaction has stored.</summary>
    public List<NewBulk> Stored { get; } = [];

    /// <summary>How long the last transaction took that was committed.</summary>
    public TimeSpan Took { get; private set; }

    /// <summary>
    /// The moment of this transaction, to the millisecond. It never goes back, also when the machine's clock does: searches
    /// by time rely on bulks being in the order of their ids.
    /// </summary>
    public DateTime Now { get; private set; }

    public void Begin()
    {
        Stored.Clear();
        _began = _time.GetTimestamp();
        _begin.ExecuteNonQuery();
        var now = _time.GetUtcNow().UtcDateTime;
        now = WireTime.TruncateToMilliseconds(now);
        Now = _lastNow = now > _lastNow ? now : _lastNow;

        // Read anew each time: another process may write to the file as well.
        using var rows = _readSequences.ExecuteReader();
        while (rows.Read())
            _sequences[rows.GetString(0)] = rows.GetInt64(1);
        _used.Clear();
    }

    /// <summary>Takes the next ids of a sequence; an id that was given out in a committed transaction never comes again.</summary>
    /// <returns>The first of them.</returns>
    public long Take(string sequence, int count)
    {
        var first = _sequences[sequence] + 1;
        _sequences[sequence] += count;
        _used.Add(sequence);
        return first;
    }

    public void Commit()
    {
        foreach (var sequence in _used)
        {
            _writeSequence.Parameters[0].Value = _sequences[sequence];
            _writeSequence.Parameters[1].Value = sequence;
            _writeSequence.ExecuteNonQuery();
        }

        _commit.ExecuteNonQuery();
        Took = _time.GetElapsedTime(_began);
    }

    /// <summary>Undoes the transaction, unless the engine has done so itself, as it does after some failures (a full disk).</summary>
    public void Rollback()
    {
        if (SQLitePCL.raw.sqlite3_get_autocommit(_connection.Handle) == 0)
            _connection.Execute("rollback");
    }

    public void Dispose()
    {
        Bulks.Dispose();
        _begin.Dispose();
        _commit.Dispose();
        _readSequences.Dispose();
        _writeSequence.Dispose();
        _connection.Dispose();
    }
}
