using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using Leadgate.Domain.Texts;

namespace Leadgate.Domain.Privacy;

/// <summary>
/// All ways in which a text can be read: as it is, and with its escapes decoded, whichever of them are escapes and however they are nested.
/// The text is a graph. A node is a position in the text; a step leads from it to a later one and has the character that is read there,
/// folded. <c>%40</c> is three steps and, beside them, one with the character <c>@</c>. So nothing has to be decided: <c>=51</c> is a byte
/// of a quoted-printable text as well as the beginning of a phone number.
/// </summary>
internal sealed class TextReadings
{
    /// <summary>The character of a step over something that shows nothing: an invisible or combining mark, or an HTML tag.</summary>
    public const char Nothing = '\0';

    /// <summary>How many characters can be searched at once, so that a text of megabytes does not become a graph of gigabytes.</summary>
    public const int MaxLength = 64 * 1024;

    /// <summary>Stands for a character beyond the first plane, such as an emoji.</summary>
    private const char Other = '\uFFFD';

    private const char Tatweel = '\u0640';

    /// <summary>How often a text may have been encoded.</summary>
    private const int MaxDepth = 4;

    private const int MaxSteps = 24;
    private const int MaxTag = 100;

    /// <summary>How many marks that show nothing may be within an escape.</summary>
    private const int MaxGaps = 2;

    private static readonly Dictionary<string, char> Entities = new()
    {
        ["amp"] = '&',
        ["apos"] = '\'',
        ["ast"] = '*',
        ["bsol"] = '\\',
        ["colon"] = ':',
        ["comma"] = ',',
        ["commat"] = '@',
        ["dash"] = '-',
        ["dot"] = '.',
        ["emsp"] = ' ',
        ["ensp"] = ' ',
        ["equals"] = '=',
        ["gt"] = '>',
        ["hyphen"] = '-',
        ["lowbar"] = '_',
        ["lpar"] = '(',
        ["lrm"] = '\u200E',
        ["lsqb"] = '[',
        ["lt"] = '<',
        ["mdash"] = '-',
        ["middot"] = '\u00B7',
        ["minus"] = '-',
        ["nbsp"] = ' ',
        ["ndash"] = '-',
        ["newline"] = '\n',
        ["num"] = '#',
        ["percnt"] = '%',
        ["period"] = '.',
        ["plus"] = '+',
        ["quot"] = '"',
        ["rlm"] = '\u200F',
        ["rpar"] = ')',
        ["rsqb"] = ']',
        ["semi"] = ';',
        ["shy"] = '\u00AD',
        ["sol"] = '/',
        ["tab"] = '\t',
        ["thinsp"] = ' ',
        ["zwj"] = '\u200D',
        ["zwnj"] = '\u200C',
    };

    private readonly List<Step> _steps = [];
    private readonly List<(int First, int Count)> _nodes = [];
    private readonly HashSet<int> _inside = [];
    private readonly Dictionary<int, List<(uint Byte, int To, int Depth)>> _bytes = [];

    /// <param name="text">A text of at most <see cref="MaxLength"/> characters.</param>
    public TextReadings(ReadOnlySpan<char> text)
    {
        End = text.Length;
        CollectionsMarshal.SetCount(_nodes, End + 1);
        CollectionsMarshal.AsSpan(_nodes).Clear();
        var steps = new List<Step>();

        // From the end, so that what follows an escape character has all its readings already.
        for (var node = End - 1; node >= 0; node--)
        {
            steps.Clear();
            Rune.DecodeFromUtf16(text[node..], out var rune, out var length);
            Add(steps, rune, node + length, 0);
            for (var i = 0; i < steps.Count && steps.Count < MaxSteps; i++)
                Decode(node, steps[i], steps);
            if (text[node] == '<')
                AddTag(text, node, steps);
            _nodes[node] = (_steps.Count, steps.Count);
            _steps.AddRange(steps);
        }
    }

    /// <summary>The node after the last character. Characters that are read as several have nodes after it.</summary>
    public int End { get; }

    public int NodeCount => _nodes.Count;

    /// <summary>Whether a node is within <c>&amp;#53;</c>, which is nothing but an escape: no number begins there.</summary>
    public bool IsInside(int node) => _inside.Contains(node);

    public ReadOnlySpan<Step> StepsFrom(int node)
    {
        var (first, count) = _nodes[node];
        return CollectionsMarshal.AsSpan(_steps).Slice(first, count);
    }

    /// <summary>
    /// The characters that a text is compared by: lower case, compatibility decomposition without marks, ASCII digits for those of any
    /// script.
    /// </summary>
    public static string Fold(string text)
    {
        var folded = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
            Fold(rune, folded);
        return folded.ToString();
    }

    /// <summary>Whether a character shows nothing of its own: invisible and combining marks.</summary>
    public static bool ShowsNothing(Rune rune) =>
        rune.Value == Tatweel
        || InvisibleText.IsInvisible(rune)
        || Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark;

    private static void Fold(Rune rune, StringBuilder folded)
    {
        if (rune.IsAscii)
        {
            folded.Append(char.ToLowerInvariant((char)rune.Value));
            return;
        }

        if (ShowsNothing(rune))
            return;
        switch (Rune.GetUnicodeCategory(rune))
        {
            case UnicodeCategory.DecimalDigitNumber:
                folded.Append((char)('0' + (int)Rune.GetNumericValue(rune)));
                return;
            case UnicodeCategory.SpaceSeparator or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator:
                folded.Append(' ');
                return;
        }

        if (IsArabicLetter(rune))
        {
            folded.Append((char)rune.Value);
            return;
        }

        var text = rune.ToString();
        var decomposed = text.Normalize(NormalizationForm.FormKD);
        if (decomposed != text)
        {
            foreach (var part in decomposed.EnumerateRunes())
                Fold(part, folded);
            return;
        }

        // The ideographic full stops separate the labels of a domain too.
        folded.Append(
            rune.Value == 0x3002 ? '.'
            : rune.IsBmp ? char.ToLowerInvariant((char)rune.Value)
            : Other
        );
    }

    /// <summary>These are compared as they are; most texts that are not ASCII consist of them.</summary>
    private static bool IsArabicLetter(Rune rune) => rune.Value is >= 0x0620 and <= 0x064A and not Tatweel;

    private void Add(List<Step> steps, uint value, int to, int depth)
    {
        if (Rune.TryCreate(value, out var rune))
            Add(steps, rune, to, depth);
    }

    private void Add(List<Step> steps, Rune rune, int to, int depth)
    {
        if (rune.IsAscii || IsArabicLetter(rune))
        {
            Add(steps, char.ToLowerInvariant((char)rune.Value), to, depth);
            return;
        }

        var folded = new StringBuilder();
        Fold(rune, folded);
        if (folded.Length == 0)
        {
            Add(steps, Nothing, to, depth);
            return;
        }

        for (var i = folded.Length - 1; i > 0; i--)
        {
            _nodes.Add((_steps.Count, 1));
            _steps.Add(new Step(to, folded[i], depth));
            to = _nodes.Count - 1;
        }

        Add(steps, folded[0], to, depth);
    }

    private static void Add(List<Step> steps, char value, int to, int depth)
    {
        if (depth > MaxDepth)
            return;
        foreach (var step in steps)
        {
            if (step.To == to && step.Value == value)
                return;
        }

        steps.Add(new Step(to, value, depth));
    }

    /// <summary>Adds what an escape is read as that begins with a character.</summary>
    private void Decode(int node, Step first, List<Step> steps)
    {
        switch (first.Value)
        {
            case '%':
                DecodeByte(node, first, steps);
                DecodeUnit(first, steps);
                break;
            case '=':
                DecodeByte(node, first, steps);
                AddSoftLineBreak(first, steps);
                break;
            case '&':
                DecodeEntity(node, first, steps);
                break;
            case '\\':
                DecodeBackslash(node, first, steps);
                break;
        }
    }

    /// <summary><c>%40</c> or <c>=40</c>; a character that is not ASCII has several bytes of UTF-8.</summary>
    private void DecodeByte(int node, Step first, List<Step> steps)
    {
        foreach (var (value, to, depth) in ReadNumbers(first.To, 16, 2, 2, first.Depth))
            AddByte(node, value, to, depth + 1, steps);
    }

    private void AddByte(int node, uint value, int to, int depth, List<Step> steps)
    {
        if (value < 0x80)
        {
            Add(steps, value, to, depth);
            return;
        }

        if (!_bytes.TryGetValue(node, out var bytes))
            _bytes[node] = bytes = [];
        if (bytes.Count < MaxDepth)
            bytes.Add((value, to, depth));
        var (bits, count) = value switch
        {
            >= 0xC2 and <= 0xDF => (value & 0x1F, 1),
            >= 0xE0 and <= 0xEF => (value & 0x0F, 2),
            >= 0xF0 and <= 0xF4 => (value & 0x07, 3),
            _ => (0u, 0),
        };
        if (count > 0)
            AddContinued(steps, bits, to, count, depth);
    }

    private void AddContinued(List<Step> steps, uint bits, int node, int count, int depth)
    {
        if (count == 0)
        {
            Add(steps, bits, node, depth);
            return;
        }

        if (!_bytes.TryGetValue(node, out var bytes))
            return;
        foreach (var (value, to, itsDepth) in bytes)
        {
            if (value is >= 0x80 and <= 0xBF)
                AddContinued(steps, (bits << 6) | (value & 0x3F), to, count - 1, Math.Max(depth, itsDepth));
        }
    }

    /// <summary><c>u0040</c> or <c>u{40}</c> after a backslash or percent sign; two of them are a surrogate pair.</summary>
    private void DecodeUnit(Step first, List<Step> steps)
    {
        foreach (var (to, depth) in Follow(first.To, 'u', first.Depth))
        {
            foreach (var (value, end, unitDepth) in ReadNumbers(to, 16, 4, 4, depth))
            {
                Add(steps, value, end, unitDepth + 1);
                if (value is < 0xD800 or > 0xDBFF)
                    continue;
                foreach (var (slash, _) in Follow(end, first.Value == '%' ? '%' : '\\', 0))
                foreach (var (u, _) in Follow(slash, 'u', 0))
                foreach (var (low, lowEnd, lowDepth) in ReadNumbers(u, 16, 4, 4, unitDepth))
                {
                    if (low is >= 0xDC00 and <= 0xDFFF)
                        Add(steps, 0x10000 + ((value - 0xD800) << 10) + (low - 0xDC00), lowEnd, lowDepth + 1);
                }
            }

            foreach (var (brace, braceDepth) in Follow(to, '{', depth))
            foreach (var (value, digits, valueDepth) in ReadNumbers(brace, 16, 1, 6, braceDepth))
            foreach (var (end, endDepth) in Follow(digits, '}', valueDepth))
                Add(steps, value, end, endDepth + 1);
        }
    }

    private void DecodeBackslash(int node, Step first, List<Step> steps)
    {
        DecodeUnit(first, steps);
        foreach (var (value, to, depth) in ReadNumbers(first.To, 8, 3, 3, first.Depth))
            Add(steps, value, to, depth + 1);
        foreach (var (x, depth) in Follow(first.To, 'x', first.Depth))
        foreach (var (value, to, valueDepth) in ReadNumbers(x, 16, 2, 2, depth))
            AddByte(node, value, to, valueDepth + 1, steps);
        foreach (var step in Copy(first.To))
        {
            if (step.Value is 'n' or 'r' or 't' or 'b' or 'f')
                Add(steps, ' ', step.To, Math.Max(first.Depth, step.Depth) + 1);
            else if (step.Value != Nothing && !char.IsAsciiLetterOrDigit(step.Value))
                Add(steps, step.Value, step.To, Math.Max(first.Depth, step.Depth) + 1);
        }
    }

    /// <summary><c>&amp;#64;</c>, <c>&amp;#x40;</c>, <c>&amp;commat;</c>; the semicolon is often missing.</summary>
    private void DecodeEntity(int node, Step first, List<Step> steps)
    {
        foreach (var (number, depth) in Follow(first.To, '#', first.Depth))
        {
            foreach (var (value, to, valueDepth) in ReadNumbers(number, 10, 2, 9, depth))
                AddEntity(steps, value, node, to, valueDepth);
            foreach (var (x, xDepth) in Follow(number, 'x', depth))
            foreach (var (value, to, valueDepth) in ReadNumbers(x, 16, 2, 8, xDepth))
                AddEntity(steps, value, node, to, valueDepth);
        }

        AddNamed(steps, node, first.To, "", first.Depth);
    }

    private void AddNamed(List<Step> steps, int entity, int node, string name, int depth)
    {
        if (Entities.TryGetValue(name, out var value))
            AddEntity(steps, value, entity, node, depth);
        if (name.Length == 7)
            return;
        foreach (var step in Copy(node))
        {
            if (char.IsAsciiLetter(step.Value))
                AddNamed(steps, entity, step.To, name + step.Value, Math.Max(depth, step.Depth));
        }
    }

    private void AddEntity(List<Step> steps, uint value, int node, int to, int depth)
    {
        var hasEnd = false;
        foreach (var (end, endDepth) in Follow(to, ';', depth))
        {
            hasEnd = true;
            for (var inside = node + 1; inside < Math.Min(end, End); inside++)
                _inside.Add(inside);
            Add(steps, value, end, endDepth + 1);
        }

        // Where it ends without a semicolon is not certain: the digits after it may be text.
        if (!hasEnd && value >= ' ')
            Add(steps, value, to, depth + 1);
    }

    /// <summary>A line of quoted-printable text that continues.</summary>
    private void AddSoftLineBreak(Step first, List<Step> steps)
    {
        foreach (var step in Copy(first.To))
        {
            if (step.Value == '\n')
                Add(steps, Nothing, step.To, first.Depth + 1);
            if (step.Value != '\r')
                continue;
            foreach (var (to, depth) in Follow(step.To, '\n', first.Depth))
                Add(steps, Nothing, to, depth + 1);
        }
    }

    private static void AddTag(ReadOnlySpan<char> text, int node, List<Step> steps)
    {
        var rest = text[(node + 1)..Math.Min(text.Length, node + MaxTag)];
        if (rest.IsEmpty || !(char.IsAsciiLetter(rest[0]) || rest[0] is '/' or '!'))
            return;
        var end = rest.IndexOf('>');
        if (end >= 0 && !rest[..end].Contains('<'))
            Add(steps, Nothing, node + 1 + end + 1, 1);
    }

    /// <summary>Where a character leads; marks that show nothing may precede it.</summary>
    private List<(int To, int Depth)> Follow(int node, char value, int depth)
    {
        var found = new List<(int, int)>();
        Follow(node, value, depth, MaxGaps, found);
        return found;
    }

    private void Follow(int node, char value, int depth, int gaps, List<(int, int)> found)
    {
        foreach (var step in StepsFrom(node))
        {
            if (step.Value == value)
                found.Add((step.To, Math.Max(depth, step.Depth)));
            else if (step.Value == Nothing && gaps > 0)
                Follow(step.To, value, depth, gaps - 1, found);
        }
    }

    /// <summary>The numbers that can be read at a node.</summary>
    private List<(uint Value, int To, int Depth)> ReadNumbers(int node, int radix, int minDigits, int maxDigits, int depth)
    {
        var found = new List<(uint, int, int)>();
        ReadNumber(node, new Digits(radix, minDigits, maxDigits), 0, 0, depth, MaxGaps, found);
        return found;
    }

    private void ReadNumber(int node, Digits digits, uint value, int count, int depth, int gaps, List<(uint, int, int)> found)
    {
        if (count >= digits.Min)
            found.Add((value, node, depth));
        if (count == digits.Max || found.Count > MaxSteps)
            return;
        foreach (var step in StepsFrom(node))
        {
            if (step.Value == Nothing && gaps > 0)
                ReadNumber(step.To, digits, value, count, depth, gaps - 1, found);
            var digit = char.IsAsciiHexDigit(step.Value) ? Convert.ToUInt32(step.Value.ToString(), 16) : uint.MaxValue;
            if (digit < digits.Radix)
                ReadNumber(step.To, digits, (value * (uint)digits.Radix) + digit, count + 1, Math.Max(depth, step.Depth), gaps, found);
        }
    }

    /// <summary>A copy, because adding to the graph may move it.</summary>
    private Step[] Copy(int node) => StepsFrom(node).ToArray();

    /// <param name="To">The node that the step leads to.</param>
    /// <param name="Value">What is read, folded.</param>
    /// <param name="Depth">How many escapes are nested in it.</param>
    public readonly record struct Step(int To, char Value, int Depth);

    private readonly record struct Digits(int Radix, int Min, int Max);
}
