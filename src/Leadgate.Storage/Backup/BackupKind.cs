namespace Leadgate.Storage.Backup;

/// <summary>Tells by its first bytes which engine a backup is for.</summary>
internal static class BackupKind
{
    /// <summary>The scheme of the stores that the file can be restored into (<see cref="StoreAddress"/>).</summary>
    /// <param name="file">The backup.</param>
    /// <exception cref="StoreSetupException">It is none.</exception>
    public static string Of(string file)
    {
        if (!File.Exists(file))
            throw new StoreSetupException($"There is no file {file}.");
        Span<byte> first = stackalloc byte[16];
        using var stream = File.OpenRead(file);
        first = first[..stream.ReadAtLeast(first, first.Length, throwOnEndOfStream: false)];
        return first.SequenceEqual("SQLite format 3\0"u8) ? StoreAddress.Sqlite
            : first.StartsWith("PGDMP"u8) ? StoreAddress.Postgres
            : throw new StoreSetupException(
                $"{file} is no backup: it is neither an SQLite database nor a dump of pg_dump in its custom format."
            );
    }
}
