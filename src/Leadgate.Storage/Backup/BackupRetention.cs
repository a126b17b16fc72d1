using System.Globalization;

namespace Leadgate.Storage.Backup;

/// <summary>Which backups are kept: the newest, and the last one of each of the newest days, weeks, and months with one.</summary>
internal sealed record BackupRetention(int Latest, int Daily, int Weekly, int Monthly)
{
    /// <summary>What a value must be, after "must be".</summary>
    public const string Requirement = "a number of backups, or numbers by kind such as latest:2,daily:7,weekly:4,monthly:12";

    private const int Most = 10_000;

    /// <summary>Reads <c>14</c>, or <c>latest:2,daily:7,weekly:4,monthly:12</c>; kinds that are not named are 0.</summary>
    /// <returns>Null if it is not valid, or would keep none.</returns>
    public static BackupRetention? Parse(string text)
    {
        var numbers = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var part in text.Split(',', StringSplitOptions.TrimEntries))
        {
            var colon = part.IndexOf(':', StringComparison.Ordinal);
            var (kind, digits) = colon < 0 ? ("latest", part) : (part[..colon], part[(colon + 1)..]);
            if (
                kind is not ("latest" or "daily" or "weekly" or "monthly")
                || !int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
                || number > Most
                || !numbers.TryAdd(kind, number)
            )
                return null;
        }

        return numbers.Values.Any(number => number > 0)
            ? new BackupRetention(Get("latest"), Get("daily"), Get("weekly"), Get("monthly"))
            : null;

        int Get(string kind) => numbers.GetValueOrDefault(kind);
    }

    /// <summary>Chooses what is kept. The newest backup always is.</summary>
    /// <param name="times">When each backup began, UTC.</param>
    /// <param name="zone">The time zone of days, weeks, and months.</param>
    public IReadOnlySet<DateTime> Choose(IEnumerable<DateTime> times, TimeZoneInfo zone)
    {
        List<DateTime> newestFirst = [.. times.Distinct().OrderDescending()];
        var local = newestFirst.ToDictionary(time => time, time => DateOnly.FromDateTime(TimeZoneInfo.ConvertTimeFromUtc(time, zone)));
        return newestFirst
            .Take(Math.Max(Latest, 1))
            .Concat(LastOfEach(day => day.DayNumber, Daily))
            .Concat(LastOfEach(day => (day.DayNumber + 1) / 7, Weekly))
            .Concat(LastOfEach(day => (day.Year * 12) + day.Month, Monthly))
            .ToHashSet();

        IEnumerable<DateTime> LastOfEach(Func<DateOnly, int> period, int count) =>
            newestFirst.DistinctBy(time => period(local[time])).Take(count);
    }
}
