using System.Text.Json;
using Leadgate.Domain.Texts;

namespace Leadgate.Domain.Intake;

/// <summary>
/// Says in plain words, in both languages, what is wrong where the parser failed (promise 6.3). The parser's own messages speak of reader
/// options and depths.
/// </summary>
internal readonly ref struct JsonSyntaxError
{
    public const int MaxDepth = 64;

    private readonly ReadOnlySpan<byte> _bytes;
    private readonly int _at;
    private readonly int _consumed;
    private readonly byte _before;
    private readonly int _lastToken;
    private readonly int _depth;
    private readonly bool _isAfterObject;

    /// <param name="bytes">What the parser reads.</param>
    /// <param name="at">Where the error is.</param>
    /// <param name="before">The last byte before <paramref name="bytes"/> that is not white space.</param>
    /// <param name="reader">The parser at the error.</param>
    public JsonSyntaxError(ReadOnlySpan<byte> bytes, int at, byte before, in Utf8JsonReader reader)
    {
        _bytes = bytes;
        (_at, _before) = (Math.Clamp(at, 0, bytes.Length), before);
        (_consumed, _lastToken, _depth) = ((int)reader.BytesConsumed, (int)reader.TokenStartIndex, reader.CurrentDepth);
        _isAfterObject = _depth == 0 && reader.TokenType == JsonTokenType.EndObject;
    }

    private byte RawPrevious => _at > 0 ? _bytes[_at - 1] : _before;

    public (string English, string Arabic) Describe()
    {
        // With nothing after a comma the parser fails at the comma.
        if (_at == _bytes.Length || (IsLastComma() && EndsValue(GetLastSignificant(_at)) && !EndsBrokenWord()))
            return DescribeEnd();
        var c = _bytes[_at];
        var previous = GetLastSignificant(_at);
        if (c is 0 or >= 0x80)
            return ("This is not JSON in UTF-8.", "المحتوى ليس JSON بترميز UTF-8.");
        if (c is (byte)'{' or (byte)'[' && _depth >= MaxDepth)
            return (
                $"The JSON is nested deeper than {MaxDepth} levels.",
                $"يتجاوز تداخل المستويات في JSON الحد الأقصى، وهو {MaxDepth} مستوى."
            );
        if (IsInEscape())
            return (
                "A backslash in a text must be written twice, unless it begins an escape such as \\n or \\u0041.",
                $"تُكتب الشرطة المائلة في النص مرتين، إلا إذا بدأت رمزًا مثل {BidiText.Ltr("\\n")} أو {BidiText.Ltr("\\u0041")}."
            );
        if (c < ' ')
            return (
                "A text contains a line break, a tab, or another control character. Write it as an escape such as \\n.",
                $"في النص فاصل أسطر أو علامة جدولة أو رمز تحكم آخر. اكتبه في صورة رمز مثل {BidiText.Ltr("\\n")}."
            );
        if (c is (byte)'/' or (byte)'#')
            return ("There is a comment, and JSON has none. Remove it.", "يوجد تعليق، ولا تُكتب التعليقات في JSON. احذفه.");
        if (_isAfterObject)
            return ("There is more after the end of the JSON object. Remove it.", "يوجد محتوى بعد نهاية كائن JSON. احذفه.");
        if (IsInNumber((char)c, (char)RawPrevious))
            return DescribeNumber();
        if (EndsBrokenWord())
            return char.IsAsciiDigit((char)_bytes[GetWordStart()]) || _bytes[GetWordStart()] == '-'
                ? DescribeNumber()
                : (
                    "A value is neither a number, true, false, or null, nor a text in double quotation marks.",
                    "توجد قيمة ليست عددًا ولا true أو false أو null ولا نصًّا بين علامتي اقتباس مزدوجتين."
                );
        return (char)c switch
        {
            '}' or ']' => DescribeCloser((char)c, (char)previous),
            ',' => ("A value is missing before the comma.", "تنقص قيمة قبل الفاصلة."),
            _ when EndsValue(previous) => DescribeMissingSeparator(),
            _ when char.IsAsciiLetter((char)c) || c is (byte)'\'' or (byte)'`' or (byte)'_' or (byte)'$' => (
                "A name or a text is not enclosed in double quotation marks.",
                "يوجد اسم أو نص ليس بين علامتي اقتباس مزدوجتين."
            ),
            _ when previous is (byte)'{' or (byte)',' => (
                "A property name in double quotation marks is missing here.",
                "ينقص هنا اسم خاصية بين علامتي اقتباس مزدوجتين."
            ),
            _ => ("This character is not allowed here.", "هذا الرمز غير مسموح به هنا."),
        };
    }

    private (string English, string Arabic) DescribeEnd()
    {
        if (_depth == 0)
            return ("The body ends before the JSON object does.", "ينتهي المحتوى قبل نهاية كائن JSON.");
        var rest = _bytes[Math.Min(_consumed, _bytes.Length)..].TrimStart(" \t\r\n,:"u8);
        return !rest.IsEmpty && rest[0] == '"'
            ? (
                "The body ends within a text. Close its quotation mark, or check whether the body was cut off.",
                "ينتهي المحتوى داخل نص. أغلق علامة الاقتباس، أو تحقق من أن المحتوى أُرسل كاملًا."
            )
            : (
                "The body ends, and an opening { or [ is not closed. Close it, or check whether the body was cut off.",
                $"ينتهي المحتوى قبل إغلاق القوس {BidiText.Ltr("{")} أو {BidiText.Ltr("[")}. أغلقه، أو تحقق من أن المحتوى أُرسل كاملًا."
            );
    }

    private static (string English, string Arabic) DescribeCloser(char closer, char previous)
    {
        if (previous == ',')
            return (
                $"There is a comma after the last element, before {closer}. Remove the comma.",
                $"توجد فاصلة زائدة بعد العنصر الأخير وقبل القوس {BidiText.Ltr($"{closer}")}. احذفها."
            );
        if (previous == ':')
            return ("A value is missing after the colon.", "تنقص قيمة بعد النقطتين.");
        var (opening, missing) = closer == '}' ? ('[', ']') : ('{', '}');
        return (
            $"An opening {opening} is not closed: {missing} is missing before {closer}.",
            $"القوس {BidiText.Ltr($"{opening}")} غير مغلق: ينقص {BidiText.Ltr($"{missing}")} قبل {BidiText.Ltr($"{closer}")}."
        );
    }

    private static (string English, string Arabic) DescribeNumber() =>
        (
            "A number is not written as JSON writes it, such as 1, -2.5, or 1e3.",
            $"العدد غير مكتوب بصيغة JSON، مثل {BidiText.Ltr("1")} أو {BidiText.Ltr("-2.5")} أو {BidiText.Ltr("1e3")}."
        );

    /// <summary>Whether the error comes right after letters that are no value: a part of <c>true</c>, or of a number.</summary>
    private bool EndsBrokenWord()
    {
        var word = _bytes[GetWordStart().._at];
        return !word.IsEmpty
            && char.IsAsciiLetter((char)word[^1])
            && !word.SequenceEqual("true"u8)
            && !word.SequenceEqual("false"u8)
            && !word.SequenceEqual("null"u8);
    }

    private int GetWordStart()
    {
        var start = _at;
        while (
            start > 0 && (char.IsAsciiLetterOrDigit((char)_bytes[start - 1]) || _bytes[start - 1] is (byte)'-' or (byte)'+' or (byte)'.')
        )
            start--;
        return start;
    }

    /// <summary>The text before may be a name or a value.</summary>
    private (string English, string Arabic) DescribeMissingSeparator()
    {
        var isText = _lastToken < _at && _bytes[_lastToken] == '"';
        return (isText ? (char)GetLastSignificant(_lastToken) : ':') switch
        {
            '{' => ("A colon is missing after the property name.", "تنقص النقطتان بعد اسم الخاصية."),
            ',' => ("A comma or a colon is missing here.", "تنقص هنا فاصلة أو نقطتان."),
            _ => ("A comma is missing here.", "تنقص هنا فاصلة."),
        };
    }

    /// <summary>Whether the error is in an escape: right after a backslash, or within the four digits of <c>\u</c>.</summary>
    private bool IsInEscape()
    {
        if (RawPrevious == '\\')
            return true;
        var begin = _at - 1;
        while (begin >= 0 && _at - begin <= 4 && Uri.IsHexDigit((char)_bytes[begin]))
            begin--;
        return begin >= 1 && _bytes[begin] == 'u' && _bytes[begin - 1] == '\\' && _at - begin <= 4;
    }

    private bool IsLastComma() => _bytes[_at] == ',' && _bytes[(_at + 1)..].TrimStart(" \t\r\n"u8).IsEmpty;

    private byte GetLastSignificant(int end)
    {
        var trimmed = _bytes[..end].TrimEnd(" \t\r\n"u8);
        return trimmed.IsEmpty ? _before : trimmed[^1];
    }

    private static bool EndsValue(byte c) => c is (byte)'"' or (byte)'}' or (byte)']' || char.IsAsciiLetterOrDigit((char)c);

    /// <summary>Whether a digit is followed by what no number contains, or a sign or point is not surrounded by digits.</summary>
    private static bool IsInNumber(char c, char previous) =>
        c is '.' or '+' or '-' || previous is '.' or '+' or '-' || (char.IsAsciiDigit(previous) && char.IsAsciiLetterOrDigit(c));
}
