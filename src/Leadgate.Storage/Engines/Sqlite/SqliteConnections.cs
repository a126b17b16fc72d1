using Microsoft.Data.Sqlite;

namespace Leadgate.Storage.Engines.Sqlite;

/// <summary>Opens connections to one database file.</summary>
internal sealed class SqliteConnections
{
    /// <summary>How long a statement waits for another process's lock, in seconds.</summary>
    private const int LockWaitSeconds = 5;

    private readonly string _path;
    private readonly string _connectionString;

    public SqliteConnections(string path)
    {
        _path = Path.GetFullPath(path);
        _connectionString = new SqliteConnectionStringBuilder
        {
            DataSource = _path,
            Mode = SqliteOpenMode.ReadWriteCreate,
            ForeignKeys = true,
            DefaultTimeout = LockWaitSeconds,
            Pooling = true,
        }.ToString();
    }

    /// <summary>
    /// Opens the only connection that writes. WAL with full synchronization: a commit returns when its log is on the disk.
    /// </summary>
    public SqliteConnection OpenWriter()
    {
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(_path)!);
            var connection = Open();
            SqliteDurability.Set(connection);
            SqliteDurability.Check(connection);
            return connection;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or SqliteException)
        {
            throw new StoreSetupException($"The database file {_path} cannot be opened: {SqliteFailures.Describe(e)}", e);
        }
    }

    public SqliteConnection Open()
    {
        var connection = new SqliteConnection(_connectionString);
        connection.Open();
        return connection;
    }

    /// <summary>Closes the pooled connections, so that the file can be moved or deleted.</summary>
    public void Close()
    {
        using var any = new SqliteConnection(_connectionString);
        SqliteConnection.ClearPool(any);
    }
}
