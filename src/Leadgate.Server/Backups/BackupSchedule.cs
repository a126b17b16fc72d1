namespace Leadgate.Server.Backups;

/// <summary>When backups are due: at a time of day, and from then on at equal intervals.</summary>
/// <param name="At">The time of day.</param>
/// <param name="Interval">From one to the next; it divides a day.</param>
/// <param name="Zone">The time zone of the time of day.</param>
internal sealed record BackupSchedule(TimeOnly At, TimeSpan Interval, TimeZoneInfo Zone)
{
    /// <summary>By so much the clocks of nodes may differ.</summary>
    private static readonly TimeSpan ClockTolerance = TimeSpan.FromMinutes(5);

    /// <summary>The last time that a backup was due, UTC. Never later than now.</summary>
    public DateTime FindLastDue(DateTime now)
    {
        var local = TimeZoneInfo.ConvertTimeFromUtc(now, Zone);
        var first = local.Date + At.ToTimeSpan() - TimeSpan.FromDays(1);
        var due = first + (Interval * Math.Floor((local - first) / Interval));

        // Where clocks are changed, an hour of the day does not exist, and another one occurs twice.
        var utc =
            Zone.IsInvalidTime(due) ? due - Zone.GetUtcOffset(local)
            : Zone.IsAmbiguousTime(due) ? FindAmbiguous(due, now)
            : TimeZoneInfo.ConvertTimeToUtc(due, Zone);
        return DateTime.SpecifyKind(utc, DateTimeKind.Utc);
    }

    /// <summary>What is due each hour or more often is due in both of the hours; what is due less often only in the first.</summary>
    private DateTime FindAmbiguous(DateTime due, DateTime now)
    {
        var times = Zone.GetAmbiguousTimeOffsets(due).Select(offset => due - offset).Order().ToList();
        return Interval <= TimeSpan.FromHours(1) && times[^1] <= now ? times[^1] : times[0];
    }

    /// <summary>
    /// A time that is known of the last backup, unless it is later than now: it was made while a clock was ahead, and says nothing of
    /// whether one is due.
    /// </summary>
    public static DateTime? Trust(DateTime? last, DateTime now) => last > now + ClockTolerance ? null : last;

    /// <summary>Whether a backup that should have been made by now is missing, and the one before it too.</summary>
    /// <param name="last">When the last good backup began, UTC.</param>
    public bool IsOverdue(DateTime? last, DateTime now) => last is not { } began || began < FindLastDue(now) - Interval;
}
