using System.Globalization;
using Leadgate.Domain.Texts;
using Leadgate.Server.Console.Shell;
using Leadgate.Storage.Search;

namespace Leadgate.Server.Console.LeadList;

/// <summary>Says how many leads of a list have arrived since it was shown.</summary>
internal static class Arrivals
{
    /// <summary>What to say, or null if nothing is to be said.</summary>
    public static string? Describe(ArrivedLeads? arrived, DateTime since, DateTime now, ConsoleFormat format, bool isArabic)
    {
        if (arrived is not { Count: > 0 and var count, IsMore: var isMore })
            return null;
        var time = format.LocalDate(since) == format.LocalDate(now) ? format.Time(since) : format.Timestamp(since);
        if (count > ConsoleFormat.CountCap || isMore)
        {
            var atLeast = ConsoleFormat.Number(Math.Min(count, ConsoleFormat.CountCap));
            return isArabic ? $"وصل منذ {time}: {atLeast} أو أكثر" : $"{atLeast}+ new leads since {time}";
        }

        return isArabic
            ? $"وصل {CountedNoun.Lead.In(true, count)} منذ {time}"
            : string.Create(CultureInfo.InvariantCulture, $"{count} new {(count == 1 ? "lead" : "leads")} since {time}");
    }

    public static string FormatSince(DateTime since) =>
        new DateTimeOffset(since).ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture);
}
