namespace Leadgate.Storage.Engines.Sqlite;

/// <summary>
/// The files of an open database: the database itself, its log, and the index of the log. A process keeps writing to a file that was
/// deleted or replaced, and everything that it commits there is lost; SQLite does not check for that.
/// </summary>
internal sealed class SqliteFiles
{
    private readonly (string Path, FileIdentity? Identity)[] _files;

    /// <param name="path">The database file, which is open for writing in WAL mode.</param>
    public SqliteFiles(string path) =>
        _files = [.. new[] { path, path + "-wal", path + "-shm" }.Select(file => (file, FileIdentity.Read(file)))];

    /// <exception cref="StoreUnavailableException">One of the files is no longer the one that was opened.</exception>
    public void Check()
    {
        foreach (var (path, opened) in _files)
        {
            var current = FileIdentity.Read(path);
            if (current is null)
                throw new StoreUnavailableException($"The file {path} is gone. Put it back, or restart the service.");
            if (current != opened)
                throw new StoreUnavailableException($"The file {path} was replaced by another. Put it back, or restart the service.");
        }
    }
}
