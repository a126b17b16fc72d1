using Leadgate.Domain.Texts;
using Leadgate.Server.Console.Shell;
using Leadgate.Storage.Search;

namespace Leadgate.Server.Console.LeadList;

/// <summary>Says how far counts and search are behind what is stored.</summary>
internal static class FollowerLag
{
    /// <summary>Less than this is not worth a word.</summary>
    private static readonly TimeSpan Tolerance = TimeSpan.FromSeconds(3);

    /// <summary>What to say, or null if nothing is missing.</summary>
    public static string? Describe(FollowerState state, DateTime now, bool arabic)
    {
        if (state.OldestPending is { } oldest && now - oldest >= Tolerance)
        {
            var seconds = CountedNoun.Second.In(arabic, (long)(now - oldest).TotalSeconds, ArabicCase.Genitive);
            return arabic
                ? $"الأعداد والبحث متأخرة بنحو {seconds}: يُقرأ الآن ما وصل للتو."
                : $"Counts and search are about {seconds} behind: what has just arrived is being read.";
        }

        if (state.EarlierBulks == 0)
            return null;
        var bulks = ConsoleFormat.CappedNumber(state.EarlierBulks);
        return arabic
            ? $"لم تُقرأ بعدُ دفعات سابقة ({bulks})، فالأعداد والبحث لا تشملها حتى تُقرأ."
            : $"Earlier bulks are still being read ({bulks} left). Until then counts and search leave them out.";
    }
}
