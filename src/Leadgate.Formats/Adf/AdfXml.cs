using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using System.Xml;

namespace Leadgate.Formats.Adf;

/// <summary>
/// Parses one prospect. What stands around it has been cut off, and with it everything that makes documents of senders unreadable: blank
/// lines before the declaration, a wrong encoding, and every DOCTYPE. Without one there are no entities to expand.
/// </summary>
internal static partial class AdfXml
{
    /// <summary>ADF needs eight.</summary>
    public const int MaxDepth = 32;

    private const string LineBreak = "br";

    /// <summary>Parses a prospect with what stands beside it, as it is or else repaired.</summary>
    /// <param name="text">What is between the tags of <c>adf</c>.</param>
    /// <param name="root">An element with the prospect as a child.</param>
    public static bool TryParse(string text, [NotNullWhen(true)] out AdfElement? root)
    {
        root = Parse(text) ?? Parse(Repair(text));
        return root?.Find("prospect") is not null;
    }

    private static AdfElement? Parse(string text)
    {
        var settings = new XmlReaderSettings
        {
            DtdProcessing = DtdProcessing.Prohibit,
            XmlResolver = null,
            CheckCharacters = true,
            IgnoreComments = true,
            IgnoreProcessingInstructions = true,
            MaxCharactersInDocument = text.Length + 64L,
        };
        try
        {
            using var reader = XmlReader.Create(new StringReader($"<adf>{text}</adf>"), settings);
            return Read(reader);
        }
        catch (XmlException)
        {
            return null;
        }
    }

    private static AdfElement? Read(XmlReader reader)
    {
        AdfElement? root = null;
        Stack<AdfElement> open = new();
        while (reader.Read())
        {
            switch (reader.NodeType)
            {
                case XmlNodeType.Element:
                    var element = new AdfElement(reader.LocalName.ToLowerInvariant());
                    var isEmpty = reader.IsEmptyElement;
                    while (reader.MoveToNextAttribute())
                        element.AddAttribute(reader.LocalName.ToLowerInvariant(), reader.Value);
                    root ??= element;
                    if (open.TryPeek(out var parent))
                        Add(parent, element);
                    if (!isEmpty)
                        open.Push(element);
                    if (open.Count > MaxDepth)
                        return null;
                    break;
                case XmlNodeType.EndElement:
                    open.Pop();
                    break;
                case XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.Whitespace or XmlNodeType.SignificantWhitespace:
                    open.Peek().AddText(reader.Value);
                    break;
            }
        }

        return root;
    }

    private static void Add(AdfElement parent, AdfElement child)
    {
        if (child.Name == LineBreak)
            parent.AddText("\n");
        else
            parent.Add(child);
    }

    /// <summary>
    /// Escapes what string builders leave as it is: an ampersand that begins no reference, a less-than sign that begins no tag. Names of
    /// HTML become characters, and characters that XML does not have become spaces.
    /// </summary>
    private static string Repair(string text)
    {
        var repaired = new StringBuilder(text.Length + 64);
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (c == '&')
                i += AppendReference(text.AsSpan(i), repaired) - 1;
            else if (c == '<' && FindCData(text, i) is > 0 and var end)
            {
                repaired.Append(text, i, end - i);
                i = end - 1;
            }
            else if (c == '<' && !BeginsMarkup(text, i))
                repaired.Append("&lt;");
            else if (XmlConvert.IsXmlChar(c))
                repaired.Append(c);
            else if (i + 1 < text.Length && XmlConvert.IsXmlSurrogatePair(text[i + 1], c))
                repaired.Append(c).Append(text[++i]);
            else
                repaired.Append(' ');
        }

        return OpenLineBreak().Replace(repaired.ToString(), "<br/>");
    }

    /// <summary>The end of a CDATA section that begins here, or 0.</summary>
    private static int FindCData(string text, int start)
    {
        const string Begin = "<![CDATA[",
            End = "]]>";
        if (!text.AsSpan(start).StartsWith(Begin, StringComparison.Ordinal))
            return 0;
        var end = text.IndexOf(End, start, StringComparison.Ordinal);
        return end < 0 ? 0 : end + End.Length;
    }

    /// <returns>The number of characters that were read.</returns>
    private static int AppendReference(ReadOnlySpan<char> text, StringBuilder repaired)
    {
        var match = Reference().Match(text[..Math.Min(text.Length, 40)].ToString());
        if (!match.Success)
        {
            repaired.Append("&amp;");
            return 1;
        }

        var decoded = WebUtility.HtmlDecode(match.Value);
        if (decoded == match.Value)
        {
            // A name that nobody knows, or a number of no character.
            repaired.Append("&amp;").Append(match.ValueSpan[1..]);
        }
        else
        {
            foreach (var rune in decoded.EnumerateRunes())
            {
                var isXml = rune.IsBmp ? XmlConvert.IsXmlChar((char)rune.Value) : rune.Value <= 0x10FFFF;
                repaired.Append(CultureInfo.InvariantCulture, $"&#{(isXml ? rune.Value : ' ')};");
            }
        }

        return match.Length;
    }

    private static bool BeginsMarkup(string text, int start)
    {
        var name = TagName().Match(text, start);
        if (!name.Success)
            return text.AsSpan(start).StartsWith("<!--", StringComparison.Ordinal);
        var value = name.Groups["name"].Value;
        return AdfNames.IsKnown(value) || value.Equals(LineBreak, StringComparison.OrdinalIgnoreCase) || IsClosed(text, value);
    }

    /// <summary>A tag of an element that ADF does not have is one if it is closed somewhere.</summary>
    private static bool IsClosed(string text, string name) =>
        name.Length <= 64 && text.Contains($"</{name}>", StringComparison.Ordinal) && text.Contains($"<{name}", StringComparison.Ordinal);

    [GeneratedRegex(@"^&(#\d{1,7}|#[xX][0-9A-Fa-f]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")]
    private static partial Regex Reference();

    [GeneratedRegex(@"\G</?(?<name>[A-Za-z_][A-Za-z0-9_.:-]*)(?=[\s/>])")]
    private static partial Regex TagName();

    [GeneratedRegex(@"<br\s*>(\s*</br\s*>)?", RegexOptions.IgnoreCase)]
    private static partial Regex OpenLineBreak();
}
