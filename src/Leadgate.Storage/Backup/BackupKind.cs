namespace Leadgate.Storage.Backup;

/// <summary>Detects the engine of a backup by its first bytes.</summary>
internal static class BackupKind
{
    /// <summary>The scheme of the stores that the file can be restored into (<see cref="StoreAddress"/>).</summary>
    /// <exception cref="StoreSetupException">The file is not a backup.</exception>
    public static string Detect(string file)
    {
        if (!File.Exists(file))
            throw new StoreSetupException($"The file {file} does not exist.");
        Span<byte> first = stackalloc byte[16];
        using var stream = File.OpenRead(file);
        first = first[..stream.ReadAtLeast(first, first.Length, throwOnEndOfStream: false)];
        return first.SequenceEqual("SQLite format 3\0"u8) ? StoreAddress.Sqlite
            : first.StartsWith("PGDMP"u8) ? StoreAddress.Postgres
            : throw new StoreSetupException(
                $"{file} is not a backup: it is neither an SQLite database nor a dump of pg_dump in its custom format."
            );
    }
}
