using System.Globalization;
using System.Text;

namespace Leadgate.Domain.Privacy;

/// <summary>Phone numbers as people write them: in any script's digits, grouped by whatever signs.</summary>
internal static class PhoneNumberSearch
{
    private const char Tatweel = '\u0640';

    /// <summary>The digits of a text, in ASCII.</summary>
    public static string ExtractDigits(string text)
    {
        var digits = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            if (CharUnicodeInfo.GetDecimalDigitValue(c) is >= 0 and var digit)
                digits.Append((char)('0' + digit));
        }

        return digits.ToString();
    }

    /// <summary>Whether a number is written with its code: with a plus before the first digit, or with two zeros.</summary>
    /// <param name="text">The number as it was written.</param>
    /// <param name="digits">Its digits.</param>
    public static bool IsInternational(string text, string digits) =>
        digits.StartsWith("00", StringComparison.Ordinal)
        || text.TakeWhile(c => CharUnicodeInfo.GetDecimalDigitValue(c) < 0).Any(c => c is '+' or '\uFF0B');

    /// <summary>
    /// Whether a number stands in a text as a whole. It may be grouped as people like; but it ends where a group ends, and before it there is
    /// nothing, or what may stand there.
    /// </summary>
    /// <param name="text">The text.</param>
    /// <param name="number">Digits.</param>
    /// <param name="mayStandBefore">Whether digits may stand in front of it, with a plus if there is one; the second says whether a sign stands between.</param>
    public static bool Contains(string text, string number, Func<string, bool, bool> mayStandBefore)
    {
        // Most texts have few digits, and each text of each lead comes by here.
        if (text.Count(c => CharUnicodeInfo.GetDecimalDigitValue(c) >= 0) < number.Length)
            return false;
        var (run, groups, isInGroup, isAfterPlus) = (new StringBuilder(), new Groups(), false, false);
        foreach (var c in text)
        {
            if (CharUnicodeInfo.GetDecimalDigitValue(c) is >= 0 and var digit)
            {
                if (!isInGroup)
                    groups.Add(run.Length, isAfterPlus);
                run.Append((char)('0' + digit));
                isInGroup = true;
            }
            else if (!char.IsLetter(c) || c == Tatweel)
            {
                (isInGroup, isAfterPlus) = (
                    false,
                    c is '+' or '\uFF0B' || (isAfterPlus && !isInGroup && char.GetUnicodeCategory(c) == UnicodeCategory.Format)
                );
            }
            else
            {
                if (RunContains(run, groups, number, mayStandBefore))
                    return true;
                run.Clear();
                groups.Clear();
                (isInGroup, isAfterPlus) = (false, false);
            }
        }

        return RunContains(run, groups, number, mayStandBefore);
    }

    private static bool RunContains(StringBuilder run, Groups groups, string number, Func<string, bool, bool> mayStandBefore)
    {
        if (run.Length < number.Length)
            return false;
        var digits = run.ToString();
        for (
            var at = digits.IndexOf(number, StringComparison.Ordinal);
            at >= 0;
            at = digits.IndexOf(number, at + 1, StringComparison.Ordinal)
        )
        {
            var end = at + number.Length;
            if ((end == digits.Length || groups.BeginAt(end)) && StartsWhole(digits, groups, at, mayStandBefore))
                return true;
        }

        return false;
    }

    /// <summary>What stands before it in the same group, or in the group before: that is where a code is.</summary>
    private static bool StartsWhole(string digits, Groups groups, int at, Func<string, bool, bool> mayStandBefore)
    {
        if (at == 0)
            return true;
        var (start, hasPlus) = groups.Before(at);
        return mayStandBefore((hasPlus ? "+" : "") + digits[start..at], groups.BeginAt(at));
    }

    /// <summary>Where groups of digits begin. A text may be megabytes of them, so they are looked up and not gone through.</summary>
    private sealed class Groups
    {
        private readonly List<int> _starts = [];
        private readonly List<bool> _hasPlus = [];

        public void Add(int start, bool hasPlus)
        {
            _starts.Add(start);
            _hasPlus.Add(hasPlus);
        }

        public void Clear()
        {
            _starts.Clear();
            _hasPlus.Clear();
        }

        public bool BeginAt(int at) => _starts.BinarySearch(at) >= 0;

        /// <summary>The last that begins before a place; the first begins at 0.</summary>
        public (int Start, bool HasPlus) Before(int at)
        {
            var found = _starts.BinarySearch(at);
            var place = (found >= 0 ? found : ~found) - 1;
            return (_starts[place], _hasPlus[place]);
        }
    }
}
