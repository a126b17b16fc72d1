using System.Globalization;
using System.Text.RegularExpressions;
using Leadgate.Storage.Engines.Postgres;

namespace Leadgate.Storage.Backup;

/// <summary>
/// A folder that holds the backups of a store, under names with the time: <c>leadgate-20270101T020000Z.db</c>. Other files in it stay as
/// they are. Stores are told apart by the name of their database only.
/// </summary>
internal sealed partial class BackupFolder
{
    private const string Unverified = ".unverified";
    private const string TimeFormat = "yyyyMMdd'T'HHmmss'Z'";

    /// <summary>A file that is written for longer than this belongs to a program that was killed.</summary>
    private static readonly TimeSpan LongestBackup = TimeSpan.FromDays(1);

    private readonly string _prefix;
    private readonly string _extension;

    /// <param name="path">The folder, which need not exist yet.</param>
    /// <param name="store">The store whose backups they are; its name begins their names.</param>
    public BackupFolder(string path, StoreAddress store)
    {
        Path = System.IO.Path.GetFullPath(path);
        var isFile = store.Scheme == StoreAddress.Sqlite;
        var name = isFile ? System.IO.Path.GetFileNameWithoutExtension(store.Rest) : PostgresAddress.Parse(store.Rest).Database!;
        (_prefix, _extension) = (Unusual().Replace(name, "_") + "-", isFile ? ".db" : ".dump");
    }

    public string Path { get; }

    /// <summary>The file of a backup that begins now; creates the folder if there is none.</summary>
    public string Create(DateTime now)
    {
        OwnerOnly.CreateFolder(Path);
        return System.IO.Path.Combine(Path, _prefix + now.ToString(TimeFormat, CultureInfo.InvariantCulture) + _extension);
    }

    /// <summary>The backups that are complete, the newest first. One without its checksum is not.</summary>
    public IReadOnlyList<BackupFile> Find() =>
        Directory.Exists(Path)
            ?
            [
                .. Directory
                    .EnumerateFiles(Path, $"{_prefix}*{_extension}")
                    .Where(file => File.Exists(BackupChecksum.PathFor(file)))
                    .Select(file => ReadTime(file) is { } time ? new BackupFile(file, time) : null)
                    .OfType<BackupFile>()
                    .OrderByDescending(file => file.BeganAt),
            ]
            : [];

    /// <summary>
    /// Renames a backup that could not be verified, in place of the one before that could not: attempts that fail again and again must not
    /// fill the disk.
    /// </summary>
    public static void SetAside(string file)
    {
        var (folder, name) = (System.IO.Path.GetDirectoryName(file)!, System.IO.Path.GetFileName(file));
        var time = TimeInName().Match(name);
        foreach (var earlier in Directory.EnumerateFiles(folder, (time.Success ? name[..time.Index] + "-*" : name) + Unverified))
            File.Delete(earlier);
        File.Delete(BackupChecksum.PathFor(file));
        File.Move(file, file + Unverified);
    }

    /// <summary>
    /// Deletes the backups that are not to be kept, and what programs that were killed have left. Those that are later than now, by a clock
    /// that was ahead, neither take the place of others nor are deleted.
    /// </summary>
    /// <param name="made">The backup that was just made, which is kept.</param>
    /// <param name="zone">The time zone of days, weeks, and months.</param>
    /// <returns>The backups that were deleted.</returns>
    public IReadOnlyList<BackupFile> Prune(string made, BackupRetention retention, TimeZoneInfo zone, DateTime now)
    {
        var files = Find().Where(file => file.BeganAt <= now).ToList();
        var kept = retention.Choose(files.Select(file => file.BeganAt), zone);
        List<BackupFile> deleted = [.. files.Where(file => !kept.Contains(file.BeganAt) && file.Path != made)];
        foreach (var file in deleted)
        {
            File.Delete(file.Path);
            File.Delete(BackupChecksum.PathFor(file.Path));
        }

        foreach (var left in Directory.EnumerateFiles(Path, $"{_prefix}*.partial-*").Where(left => IsOlder(left, now - LongestBackup)))
            File.Delete(left);
        return deleted;
    }

    private static bool IsOlder(string file, DateTime than) => File.GetLastWriteTimeUtc(file) < than;

    private DateTime? ReadTime(string file)
    {
        var name = System.IO.Path.GetFileName(file);
        return DateTime.TryParseExact(
            name[_prefix.Length..^_extension.Length],
            TimeFormat,
            CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal,
            out var time
        )
            ? time
            : null;
    }

    [GeneratedRegex(@"-[0-9]{8}T[0-9]{6}Z\.(db|dump)$")]
    private static partial Regex TimeInName();

    [GeneratedRegex("[^A-Za-z0-9_.]")]
    private static partial Regex Unusual();
}
