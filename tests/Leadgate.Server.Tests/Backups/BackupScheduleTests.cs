using System.Globalization;
using Leadgate.Server.Backups;
using Leadgate.Storage;
using Leadgate.Storage.Backup;
using Leadgate.Tests;

namespace Leadgate.Server.Tests.Backups;

/// <summary>When backups are due, and which of them are kept.</summary>
public sealed class BackupScheduleTests
{
    private static readonly TimeZoneInfo Riyadh = TimeZoneInfo.FindSystemTimeZoneById("Asia/Riyadh");

    [Theory]
    [InlineData("02:00", 1440, "2026-03-02T00:30", "2026-03-01T23:00")]
    [InlineData("02:00", 1440, "2026-03-01T22:59", "2026-02-28T23:00")]
    [InlineData("02:00", 1440, "2026-03-01T23:00", "2026-03-01T23:00")]
    [InlineData("02:00", 60, "2026-03-01T10:20", "2026-03-01T10:00")]
    [InlineData("02:10", 15, "2026-03-01T10:20", "2026-03-01T10:10")]
    public void Backups_are_due_at_the_time_of_day_of_the_company_and_at_equal_intervals_from_then(
        string at,
        int minutes,
        string now,
        string due
    ) => Assert.Equal(Utc(due), new BackupSchedule(Time(at), TimeSpan.FromMinutes(minutes), Riyadh).FindLastDue(Utc(now)));

    [Fact]
    public void A_time_of_day_that_does_not_exist_when_clocks_are_put_forward_is_due_an_hour_later_by_the_clock()
    {
        var schedule = new BackupSchedule(new TimeOnly(2, 30), TimeSpan.FromDays(1), TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin"));
        Assert.Equal(Utc("2026-03-29T00:30"), schedule.FindLastDue(Utc("2026-03-29T12:00")));
        Assert.Equal(Utc("2026-03-30T00:30"), schedule.FindLastDue(Utc("2026-03-30T12:00")));
    }

    [Fact]
    public void When_clocks_are_put_back_a_backup_is_due_once_a_day_and_each_hour_of_the_two()
    {
        var berlin = TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin");
        var minutes = Enumerable.Range(0, 27 * 60).Select(minute => Utc("2026-10-24T23:00").AddMinutes(minute)).ToList();
        var daily = new BackupSchedule(new TimeOnly(2, 0), TimeSpan.FromDays(1), berlin);
        var hourly = new BackupSchedule(new TimeOnly(2, 0), TimeSpan.FromHours(1), berlin);
        Assert.All(minutes, now => Assert.InRange(daily.FindLastDue(now), now.AddDays(-1.05), now));
        Assert.All(minutes, now => Assert.InRange(hourly.FindLastDue(now), now.AddMinutes(-59), now));
        Assert.Equal(
            [Utc("2026-10-24T00:00"), Utc("2026-10-25T00:00"), Utc("2026-10-26T01:00")],
            minutes.Select(daily.FindLastDue).Distinct()
        );
    }

    [Fact]
    public void A_backup_of_a_clock_that_was_ahead_does_not_prevent_the_next()
    {
        var now = Utc("2026-03-05T12:00");
        Assert.Null(BackupSchedule.Trust(Utc("2026-03-06T12:00"), now));
        Assert.Equal(now.AddMinutes(1), BackupSchedule.Trust(now.AddMinutes(1), now));
    }

    [Fact]
    public void The_backup_that_was_just_made_is_kept_and_one_of_the_future_takes_no_place()
    {
        using var folder = new TemporaryFolder();
        var now = Utc("2026-03-05T12:00");
        var backups = new BackupFolder(folder.Path("."), StoreAddress.Parse("sqlite:" + folder.Path("leadgate.db")));
        string[] files = [backups.Create(now.AddYears(70)), backups.Create(now.AddDays(-1)), backups.Create(now)];
        foreach (var file in files)
        {
            File.WriteAllText(file, "");
            File.WriteAllText(file + ".sha256", "");
        }

        var deleted = backups.Prune(files[2], BackupRetention.Parse("1")!, TimeZoneInfo.Utc, now);
        Assert.Equal([files[1]], deleted.Select(file => file.Path));
        BackupFolder.SetAside(files[2]);
        Assert.Equal([files[0]], backups.Find().Select(file => file.Path));
    }

    [Fact]
    public void A_backup_is_overdue_when_two_in_a_row_are_missing()
    {
        var schedule = new BackupSchedule(new TimeOnly(2, 0), TimeSpan.FromDays(1), Riyadh);
        var now = Utc("2026-03-05T12:00");
        Assert.False(schedule.IsOverdue(Utc("2026-03-03T23:00"), now));
        Assert.True(schedule.IsOverdue(Utc("2026-03-03T22:00"), now));
        Assert.True(schedule.IsOverdue(null, now));
    }

    [Theory]
    [InlineData("3", "03-31T23 03-31T22 03-31T21")]
    [InlineData("daily:2", "03-31T23 03-30T23")]
    [InlineData("latest:1,weekly:2", "03-31T23 03-28T23")]
    [InlineData("monthly:12", "03-31T23 02-28T23")]
    [InlineData("latest:2,daily:2,weekly:2,monthly:2", "03-31T23 03-31T22 03-30T23 03-28T23 02-28T23")]
    public void The_newest_and_the_last_of_each_day_week_and_month_are_kept(string keep, string expected)
    {
        var hours = Enumerable.Range(0, 24 * 59).Select(hour => Utc("2026-02-01T00:00").AddHours(hour));
        var kept = BackupRetention.Parse(keep)!.Choose(hours, TimeZoneInfo.Utc);
        Assert.Equal(expected.Split(' '), kept.OrderDescending().Select(time => time.ToString("MM-dd'T'HH", CultureInfo.InvariantCulture)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("0")]
    [InlineData("daily:0")]
    [InlineData("yearly:1")]
    [InlineData("daily:1,daily:2")]
    [InlineData("daily:-1")]
    [InlineData("7,")]
    public void What_would_keep_nothing_or_is_not_understood_is_refused(string keep) => Assert.Null(BackupRetention.Parse(keep));

    private static TimeOnly Time(string text) => TimeOnly.Parse(text, CultureInfo.InvariantCulture);

    private static DateTime Utc(string text) =>
        DateTime.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal);
}
