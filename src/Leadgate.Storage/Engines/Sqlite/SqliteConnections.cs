using Microsoft.Data.Sqlite;

namespace Leadgate.Storage.Engines.Sqlite;

/// <summary>Opens connections to one database file.</summary>
internal sealed class SqliteConnections
{
    private readonly string _path;
    private readonly string _connectionString;
    private readonly int _lockWaitSeconds;

    /// <param name="path">The database file.</param>
    /// <param name="lockWait">How long a statement waits for a lock of another process, in whole seconds.</param>
    public SqliteConnections(string path, TimeSpan lockWait)
    {
        _lockWaitSeconds = (int)lockWait.TotalSeconds;
        _path = Path.GetFullPath(path);
        _connectionString = BuildConnectionString(isPooled: true);
    }

    public string FilePath => _path;

    /// <summary>
    /// Opens the only connection that writes, and creates the file if there is none; no other connection does. WAL with full
    /// synchronization: a commit returns when its log is on the disk.
    /// </summary>
    public SqliteConnection OpenWriter()
    {
        // Beside a new database, SQLite would delete the log of the old one, with all that is only in it. The log is looked for first:
        // whoever creates the database at this moment creates its file before its log.
        if (File.Exists(_path + "-wal") && !File.Exists(_path))
        {
            throw new StoreSetupException(
                $"The database file {_path} is gone, but its log {_path}-wal is there. Put the file back, or restore a backup."
            );
        }

        try
        {
            // SQLite gives the log and its index the mode of the database.
            OwnerOnly.CreateFolder(Path.GetDirectoryName(_path)!);
            CreateFileIfMissing();
            var connection = OpenOwn();
            SqliteDurability.Set(connection);

            // What is deleted is overwritten at once. That is not all: SQLite moves rows between pages, and leaves the old bytes there.
            connection.Execute("pragma secure_delete = on");
            SqliteDurability.Check(connection);
            return connection;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or SqliteException)
        {
            throw new StoreSetupException($"The database file {_path} cannot be opened: {SqliteFailures.Describe(e)}", e);
        }
    }

    /// <summary>Opens a connection that is kept until the store is closed.</summary>
    public SqliteConnection OpenOwn() => Open(BuildConnectionString(isPooled: false));

    public SqliteConnection Open() => Open(_connectionString);

    private void CreateFileIfMissing()
    {
        if (File.Exists(_path))
            return;
        try
        {
            OwnerOnly.CreateFile(_path);
        }
        catch (IOException) when (File.Exists(_path))
        {
            // Another command or service created it at the same moment, readable for its owner only as well.
        }
    }

    /// <summary>Closes the pooled connections, so that the file can be moved or deleted.</summary>
    public void Close()
    {
        using var any = new SqliteConnection(_connectionString);
        SqliteConnection.ClearPool(any);
    }

    private string BuildConnectionString(bool isPooled) =>
        new SqliteConnectionStringBuilder
        {
            DataSource = _path,
            Mode = SqliteOpenMode.ReadWrite,
            ForeignKeys = true,
            DefaultTimeout = _lockWaitSeconds,
            Pooling = isPooled,
        }.ToString();

    private static SqliteConnection Open(string address)
    {
        var connection = new SqliteConnection(address);
        connection.Open();
        return connection;
    }
}
