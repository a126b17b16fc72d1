using System.Globalization;
using System.Text;

namespace Leadgate.Domain.Privacy;

/// <summary>
/// Finds a phone number in a text: in the digits of any script, with any separators and any country code that is allowed. Letters
/// separate numbers; nothing else does.
/// </summary>
internal sealed class PhoneNumberSearch
{
    /// <summary>
    /// From so many digits on, the number is also found within more digits, such as those of an id. A shorter one would be found in the
    /// numbers of strangers.
    /// </summary>
    private const int MinEmbedded = 9;

    /// <summary>
    /// A country code without plus or zeros is taken for one only in a number that is so long: a stranger's short number may begin with
    /// the digits of one.
    /// </summary>
    private const int MinWithCode = 11;

    /// <summary>How many steps that show nothing may be between two digits of a country code.</summary>
    private const int MaxGap = 2;

    private readonly string _number;
    private readonly HashSet<string> _ownCodes;
    private readonly HashSet<string> _otherCodes;
    private readonly int _longestCode;

    /// <param name="number">The digits without country code and leading zero.</param>
    /// <param name="ownCodes">The digits of the country codes that the number may have.</param>
    /// <param name="otherCodes">Country codes that make it the number of somebody else.</param>
    public PhoneNumberSearch(string number, IEnumerable<string> ownCodes, IEnumerable<string> otherCodes)
    {
        (_number, _ownCodes, _otherCodes) = (number, [.. ownCodes], [.. otherCodes]);
        _longestCode = _ownCodes.Concat(_otherCodes).Select(code => code.Length).DefaultIfEmpty().Max();
    }

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

    public Mention Find(TextReadings text)
    {
        var (whole, others) = FindStarts(text);
        if (Contains(text, whole, isWhole: true))
            return Mention.Certain;
        if (_number.Length < MinEmbedded)
            return Mention.None;
        var anywhere = new NodeSet(text.NodeCount);
        for (var node = 0; node < text.NodeCount; node++)
        {
            if (!others.Contains(node) && !text.IsInside(node))
                anywhere.Add(node);
        }

        return Contains(text, anywhere, isWhole: false) ? Mention.Possible : Mention.None;
    }

    /// <summary>Whether the number begins at one of the nodes. A whole one may be in groups, and ends with a group of digits.</summary>
    private bool Contains(TextReadings text, NodeSet starts, bool isWhole)
    {
        var (nodes, next) = (starts, new NodeSet(text.NodeCount));
        for (var matched = 0; matched < _number.Length && nodes.Count > 0; matched++)
        {
            for (var i = 0; i < nodes.Count; i++)
            {
                foreach (var step in text.StepsFrom(nodes[i]))
                {
                    if (step.Value == _number[matched])
                        next.Add(step.To);
                    else if (matched > 0 && (step.Value == TextReadings.Nothing || (isWhole && IsSeparator(step.Value))))
                        nodes.Add(step.To);
                }
            }

            (nodes, next) = (next, nodes);
            next.Clear();
        }

        for (var i = 0; i < nodes.Count; i++)
        {
            if (!isWhole || EndsGroup(text, nodes[i]))
                return true;
        }

        return false;
    }

    private static bool EndsGroup(TextReadings text, int node)
    {
        foreach (var step in text.StepsFrom(node))
        {
            if (!char.IsAsciiDigit(step.Value))
                return true;
        }

        return node == text.End;
    }

    /// <summary>
    /// Finds where the whole number may begin: with a group of digits, or after zeros or one of its country codes; and where the number of
    /// somebody else would begin, after another country code.
    /// </summary>
    private (NodeSet Starts, NodeSet Others) FindStarts(TextReadings text)
    {
        var groups = new NodeSet(text.NodeCount);
        groups.Add(0);
        var hasPlus = new bool[text.NodeCount];
        for (var node = 0; node < text.NodeCount; node++)
        {
            foreach (var step in text.StepsFrom(node))
            {
                if (!char.IsAsciiDigit(step.Value))
                    groups.Add(step.To);
                hasPlus[step.To] |= step.Value == '+' || (step.Value == TextReadings.Nothing && hasPlus[node]);
            }
        }

        var (own, others) = (new NodeSet(text.NodeCount), new NodeSet(text.NodeCount));
        for (var i = 0; i < groups.Count; i++)
        {
            var zeros = SkipZeros(text, groups[i]);
            foreach (var (node, count) in zeros)
            {
                own.Add(node);
                ReadCode(text, node, "", hasPlus[groups[i]] || count >= 2, MaxGap, (groups, own, others));
            }
        }

        // After an own code, separators and zeros; what is after a separator alone is the beginning of a group.
        SkipSeparators(text, own, zerosOnly: true);
        var starts = new NodeSet(text.NodeCount);
        for (var i = 0; i < groups.Count; i++)
            AddUnless(groups[i]);
        for (var i = 0; i < own.Count; i++)
            AddUnless(own[i]);
        return (starts, others);

        void AddUnless(int node)
        {
            if (!others.Contains(node) && !text.IsInside(node))
                starts.Add(node);
        }
    }

    /// <summary>The nodes after the zeros at a node, with the number of zeros before each; the first is the node itself.</summary>
    private static List<(int Node, int Count)> SkipZeros(TextReadings text, int node)
    {
        const int most = 8;
        var found = new List<(int Node, int Count)> { (node, 0) };
        for (var i = 0; i < found.Count && found.Count < most; i++)
        {
            foreach (var step in text.StepsFrom(found[i].Node))
            {
                if (step.Value == '0')
                    found.Add((step.To, found[i].Count + 1));
                else if (step.Value == TextReadings.Nothing && found[i].Count > 0)
                    found.Add((step.To, found[i].Count));
            }
        }

        return found;
    }

    private void ReadCode(
        TextReadings text,
        int node,
        string code,
        bool isInternational,
        int gap,
        (NodeSet Groups, NodeSet Own, NodeSet Others) sets
    )
    {
        var (groups, own, others) = sets;
        if (_ownCodes.Contains(code))
        {
            if (isInternational || code.Length + _number.Length >= MinWithCode)
                own.Add(node);
        }
        else if (_otherCodes.Contains(code))
        {
            var after = new NodeSet(text.NodeCount);
            after.Add(node);
            SkipSeparators(text, after, zerosOnly: !isInternational);
            for (var i = 0; i < after.Count; i++)
            {
                // In %20513572468, the digits before the number are those of a space.
                if (isInternational || !groups.Contains(after[i]))
                    others.Add(after[i]);
            }
        }

        if (code.Length == _longestCode)
            return;
        foreach (var step in text.StepsFrom(node))
        {
            if (char.IsAsciiDigit(step.Value))
                ReadCode(text, step.To, code + step.Value, isInternational, MaxGap, sets);
            else if (step.Value == TextReadings.Nothing && code.Length > 0 && gap > 0)
                ReadCode(text, step.To, code, isInternational, gap - 1, sets);
        }
    }

    /// <summary>Adds the nodes after separators and zeros.</summary>
    private static void SkipSeparators(TextReadings text, NodeSet nodes, bool zerosOnly)
    {
        for (var i = 0; i < nodes.Count; i++)
        {
            foreach (var step in text.StepsFrom(nodes[i]))
            {
                if (step.Value is '0' or TextReadings.Nothing || (!zerosOnly && IsSeparator(step.Value)))
                    nodes.Add(step.To);
            }
        }
    }

    private static bool IsSeparator(char value) => !char.IsLetterOrDigit(value);
}
