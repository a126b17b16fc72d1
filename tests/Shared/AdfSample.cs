using System.Text;
using System.Text.RegularExpressions;

namespace Leadgate.Tests;

/// <summary>A document with every element of ADF 1.0, and the same as senders really send it. Its person is invented.</summary>
internal static partial class AdfSample
{
    private const string Declaration = """<?xml version="1.0" encoding="UTF-8"?>""";
    private const string Instruction = """<?adf version="1.0"?>""";

    public static string Text { get; } = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Data", "adf-full.xml"));

    /// <summary>The names of <see cref="Variants"/>.</summary>
    public static IEnumerable<string> Names => Variants.Keys;

    /// <summary>The document in forms that all mean the same lead.</summary>
    public static IReadOnlyDictionary<string, byte[]> Variants { get; } = Create();

    /// <summary>The prospect without what stands around it.</summary>
    public static string Prospect { get; } = ProspectElement().Match(Text).Value;

    private static Dictionary<string, byte[]> Create()
    {
        var body = Text.Replace(Declaration, "", StringComparison.Ordinal).Replace(Instruction, "", StringComparison.Ordinal).Trim();
        var vendor = VendorElement().Match(body).Value;
        var provider = ProviderElement().Match(body).Value;
        var apart = body.Replace(vendor, "", StringComparison.Ordinal).Replace(provider, "", StringComparison.Ordinal);
        var comments = CommentsOfCustomer().Match(body).Value;
        Dictionary<string, string> texts = new()
        {
            ["as it is"] = Text,
            ["white space before the declaration"] = "\n\t\t" + Text,
            ["declaration in capitals"] = $"""<?XML VERSION="1.0" encoding="UTF-8"?>{Instruction}{body}""",
            ["declarations without equal signs"] = $"""<?ADF VERSION "1.0"?><?XML VERSION "1.0"?>{body}""",
            ["instruction before the declaration"] = $"<?adf?>\n{Text}",
            ["no declaration"] = body,
            ["tags in capitals"] = TagName().Replace(Text, match => match.Value.ToUpperInvariant()),
            ["document type"] = $"{Declaration}<!DOCTYPE adf SYSTEM \"adf.dtd\">{body}",
            ["bare ampersand"] = Text.Replace("&amp;", "&", StringComparison.Ordinal),
            ["unescaped tags in comments"] = Text.Replace(
                comments,
                "<comments>Call after Maghrib & not on Friday. <b>Arabic please</comments>"
                    .Replace("<b>", "&lt;b>", StringComparison.Ordinal)
                    .Replace("please", "please&lt;/b&gt;", StringComparison.Ordinal),
                StringComparison.Ordinal
            ),
            ["comments as CDATA"] = Text.Replace(
                comments,
                "<comments><![CDATA[Call after Maghrib & not on Friday. <b>Arabic please</b>]]></comments>",
                StringComparison.Ordinal
            ),
            ["references of HTML"] = Text.Replace("Call after", "Call&nbsp;after", StringComparison.Ordinal)
                .Replace("<city>الرياض", "<city>&#1575;&#1604;&#1585;&#1610;&#1575;&#1590;", StringComparison.Ordinal),
            ["vendor and provider outside the prospect"] = apart.Replace(
                "</prospect>",
                $"</prospect>{vendor}{provider}",
                StringComparison.Ordinal
            ),
            ["vendor and provider before the prospect"] = apart.Replace(
                "<prospect",
                $"{vendor}{provider}<prospect",
                StringComparison.Ordinal
            ),
            ["a page around it"] = $"<html><body><p>New lead</p>\n{body}\n<!--ChildId:77--><img src=\"x\"></body></html>",
            ["no root"] = ProspectElement().Match(body).Value,
            ["cell as the type of a phone"] = Text.Replace("cellphone", "cell", StringComparison.Ordinal),
            ["children in place of attributes"] = Text.Replace(
                """<odometer status="original" units="km">12</odometer>""",
                "<odometer><value>12</value><units>km</units></odometer>",
                StringComparison.Ordinal
            ),
            ["a blank in the date"] = Text.Replace("2026-11-20T21:40:00+03:00", "2026-11-20 21:40:00+03:00", StringComparison.Ordinal),
            ["a short offset"] = Text.Replace("2026-11-20T21:40:00+03:00", "2026-11-20T21:40:00+03:0", StringComparison.Ordinal),
            ["time without an offset"] = Text.Replace("2026-11-20T21:40:00+03:00", "2026-11-20T21:40:00", StringComparison.Ordinal),
            ["the whole car in the model"] = WholeCar().Replace(body, "<year></year><make></make><model>2026 Kia Sportage</model>", 1),
        };
        var variants = texts.ToDictionary(pair => pair.Key, pair => Encoding.UTF8.GetBytes(pair.Value));
        var windows = CodePagesEncodingProvider.Instance.GetEncoding(1256)!;

        // Arabic-Indic digits are not in windows-1256.
        var arabic = Text.Replace("٠٥٠ ٠٠٠ ٤٥٦٧", "050 000 4567", StringComparison.Ordinal);
        variants["windows-1256 declared as UTF-8"] = windows.GetBytes(arabic);
        variants["windows-1256"] = windows.GetBytes(arabic.Replace("UTF-8", "windows-1256", StringComparison.Ordinal));
        variants["UTF-8 declared as ISO-8859-1"] = Encoding.UTF8.GetBytes(Text.Replace("UTF-8", "ISO-8859-1", StringComparison.Ordinal));
        variants["byte order mark"] = [.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(Text)];
        variants["UTF-16"] = [.. Encoding.Unicode.Preamble, .. Encoding.Unicode.GetBytes(Text)];
        return variants;
    }

    [GeneratedRegex("<prospect.*</prospect>", RegexOptions.Singleline)]
    private static partial Regex ProspectElement();

    [GeneratedRegex("<vendor>.*</vendor>", RegexOptions.Singleline)]
    private static partial Regex VendorElement();

    [GeneratedRegex("<provider>.*</provider>", RegexOptions.Singleline)]
    private static partial Regex ProviderElement();

    [GeneratedRegex("<comments>Call.*?</comments>")]
    private static partial Regex CommentsOfCustomer();

    [GeneratedRegex("(?<=</?)[a-z]+")]
    private static partial Regex TagName();

    [GeneratedRegex(@"<year>2026</year>\s*<make>Kia</make>\s*<model>Sportage</model>")]
    private static partial Regex WholeCar();
}
