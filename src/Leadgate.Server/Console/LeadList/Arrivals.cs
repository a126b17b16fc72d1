using System.Globalization;
using Leadgate.Domain.Texts;
using Leadgate.Server.Console.Shell;
using Leadgate.Storage.Search;

namespace Leadgate.Server.Console.LeadList;

/// <summary>Says how many leads of a list have arrived since it was shown.</summary>
internal static class Arrivals
{
    /// <summary>
    /// A bulk has the time before it is committed, which takes seconds at worst, and the nodes of a service have clocks of their own. A
    /// lead that is counted although it is shown harms less than one that nobody is told of.
    /// </summary>
    public static readonly TimeSpan Margin = TimeSpan.FromSeconds(5);

    /// <summary>From when on the leads of a list have to be counted that may not be in it.</summary>
    /// <param name="now">When the list began to be read.</param>
    /// <param name="oldestPending">When the oldest bulk arrived that the list cannot hold yet, or null.</param>
    public static DateTime GetStart(DateTime now, DateTime? oldestPending) => (oldestPending < now ? oldestPending.Value : now) - Margin;

    /// <summary>What to say, or null if nothing is to be said.</summary>
    public static string? Describe(ArrivedLeads? arrived, DateTime since, DateTime now, ConsoleFormat format, bool isArabic)
    {
        if (arrived is not { Count: var count, IsMore: var isMore } || (count == 0 && !isMore))
            return null;
        var time = format.LocalDate(since) == format.LocalDate(now) ? format.Time(since) : format.Timestamp(since);
        if (count == 0)
            return isArabic ? $"وصل المزيد من العملاء المحتملين منذ {time}" : $"More leads have arrived since {time}";
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
