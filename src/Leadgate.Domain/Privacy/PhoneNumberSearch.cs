using System.Globalization;
using System.Text;

namespace Leadgate.Domain.Privacy;

/// <summary>Finds phone numbers as people write them: in the digits of any script, with any separators.</summary>
internal static class PhoneNumberSearch
{
    private const char Tatweel = '\u0640';

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

    /// <summary>Whether a number is written with a country code: with a plus before the first digit, or with two zeros.</summary>
    public static bool IsInternational(string text, string digits) =>
        digits.StartsWith("00", StringComparison.Ordinal)
        || text.TakeWhile(c => CharUnicodeInfo.GetDecimalDigitValue(c) < 0).Any(c => c is '+' or '\uFF0B');

    /// <summary>
    /// Whether a text contains a whole number. Its digits may be in groups, but it must end with a group, and the digits before it must be
    /// allowed: <paramref name="isAllowedBefore"/> gets them, with a plus if there is one, and whether a separator follows them.
    /// </summary>
    public static bool Contains(string text, string number, Func<string, bool, bool> isAllowedBefore)
    {
        // A quick exit: most texts have few digits, and this runs for each text of each lead.
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
                if (RunContains(run, groups, number, isAllowedBefore))
                    return true;
                run.Clear();
                groups.Clear();
                (isInGroup, isAfterPlus) = (false, false);
            }
        }

        return RunContains(run, groups, number, isAllowedBefore);
    }

    private static bool RunContains(StringBuilder run, Groups groups, string number, Func<string, bool, bool> isAllowedBefore)
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
            if ((end == digits.Length || groups.StartsAt(end)) && StartsWhole(digits, groups, at, isAllowedBefore))
                return true;
        }

        return false;
    }

    /// <summary>Checks the digits before the number in the same group or in the previous one, where a country code would be.</summary>
    private static bool StartsWhole(string digits, Groups groups, int at, Func<string, bool, bool> isAllowedBefore)
    {
        if (at == 0)
            return true;
        var (start, hasPlus) = groups.Before(at);
        return isAllowedBefore((hasPlus ? "+" : "") + digits[start..at], groups.StartsAt(at));
    }

    /// <summary>Where groups of digits begin. A text can be megabytes of digits, so a group is found by binary search.</summary>
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

        public bool StartsAt(int index) => _starts.BinarySearch(index) >= 0;

        /// <summary>The last group that begins before an index; the first group begins at 0.</summary>
        public (int Start, bool HasPlus) Before(int index)
        {
            var found = _starts.BinarySearch(index);
            var group = (found >= 0 ? found : ~found) - 1;
            return (_starts[group], _hasPlus[group]);
        }
    }
}
