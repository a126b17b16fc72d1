namespace Leadgate.Storage.Backup;

/// <summary>A backup in a folder of backups.</summary>
/// <param name="BeganAt">When it began, UTC, as its name says.</param>
internal sealed record BackupFile(string Path, DateTime BeganAt);
