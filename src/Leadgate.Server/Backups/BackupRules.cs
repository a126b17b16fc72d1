using System.Globalization;
using Leadgate.Server.Hosting;
using Leadgate.Storage.Backup;

namespace Leadgate.Server.Backups;

/// <summary>The settings of scheduled backups.</summary>
/// <param name="Folder">Where they are written.</param>
/// <param name="IsVerified">Whether each is restored into a temporary database.</param>
internal sealed record BackupRules(string Folder, BackupSchedule Schedule, BackupRetention Keep, bool IsVerified)
{
    private const int MinutesOfDay = 24 * 60;

    /// <returns>Null if there is no folder for them.</returns>
    public static BackupRules? Read(SettingsReader reader)
    {
        var folder = reader.Find(Setting.BackupFolder).Text;
        var at = new TimeOnly();
        reader.Text(
            Setting.BackupAt,
            text => TimeOnly.TryParseExact(text, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out at),
            "must be a time of day such as 02:00"
        );
        var minutes = MinutesOfDay;
        reader.Text(
            Setting.BackupEveryMinutes,
            text =>
                int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out minutes)
                && minutes is > 0 and <= MinutesOfDay
                && MinutesOfDay % minutes == 0,
            "must be a number of minutes that divides a day, such as 1440, 60, or 15"
        );
        var keep = ReadRetention(reader);
        var isVerified = reader.Text(Setting.VerifyBackups, text => text is "yes" or "no", "must be yes or no") == "yes";
        return folder.Length == 0
            ? null
            : new BackupRules(
                folder,
                new BackupSchedule(at, TimeSpan.FromMinutes(Math.Max(minutes, 1)), reader.TimeZone(Setting.TimeZone)),
                keep,
                isVerified
            );
    }

    /// <summary>Which backups are kept.</summary>
    public static BackupRetention ReadRetention(SettingsReader reader)
    {
        BackupRetention? keep = null;
        reader.Text(
            Setting.KeepBackups,
            text => (keep = BackupRetention.Parse(text)) is not null,
            $"must be {BackupRetention.Requirement}"
        );
        return keep ?? new BackupRetention(1, 0, 0, 0);
    }
}
