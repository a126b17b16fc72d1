using System.Text;

namespace Leadgate.Formats.Files;

/// <summary>Finds the format of a file by its first bytes; a name says little.</summary>
internal static class FileSignature
{
    private const int HeadLength = 4096;

    private static readonly (byte[] Begin, FileRefusal Refusal)[] Foreign =
    [
        ([.. "PK\u0005\u0006"u8], new FileRefusal("This archive is empty.", "هذا الأرشيف فارغ.")),
        ([.. "%PDF"u8], new FileRefusal("This is a PDF. Save the table as XLSX or CSV.", "هذا ملف PDF. احفظ الجدول بصيغة XLSX أو CSV.")),
        ([0x1F, 0x8B], Compressed),
        ([.. "7z\u00BC"u8], Compressed),
        ([.. "Rar!"u8], Compressed),
        ([0x89, (byte)'P', (byte)'N', (byte)'G'], Picture),
        ([0xFF, 0xD8, 0xFF], Picture),
    ];

    private static readonly string[] MailHeaders =
    [
        "Return-Path",
        "Received",
        "Delivered-To",
        "MIME-Version",
        "Message-ID",
        "DKIM-Signature",
        "ARC-Seal",
        "From",
        "To",
        "Subject",
        "Date",
        "Reply-To",
        "Sender",
        "Content-Type",
        "X-",
    ];

    private static FileRefusal Compressed =>
        new FileRefusal(
            "The file is a compressed archive. Unpack it, and send the table that is in it.",
            "الملف أرشيف مضغوط. فك ضغطه وأرسل الجدول الذي فيه."
        );

    private static FileRefusal Picture =>
        new FileRefusal("The file is a picture. Send the table as XLSX or CSV.", "الملف صورة. أرسل الجدول بصيغة XLSX أو CSV.");

    private static FileRefusal Binary { get; } =
        new FileRefusal("The file is neither a table nor text. Send XLSX or CSV.", "الملف ليس جدولًا ولا نصًّا. أرسله بصيغة XLSX أو CSV.");

    private static FileRefusal WebPage { get; } =
        new FileRefusal(
            "The file is a web page, although it may be named .xls. Open it in Excel and save it as XLSX or CSV.",
            "الملف صفحة ويب وإن كان اسمه ينتهي بـ .xls. افتحه في Excel واحفظه بصيغة XLSX أو CSV."
        );

    private static FileRefusal XmlWorkbook { get; } =
        new FileRefusal(
            "The file is a workbook of Excel 2003 in XML. Open it in Excel and save it as XLSX.",
            "الملف مصنف Excel 2003 بصيغة XML. افتحه في Excel واحفظه بصيغة XLSX."
        );

    private static FileRefusal JsonArray { get; } =
        new FileRefusal("The file is a JSON array. Send one object on each line.", "الملف مصفوفة JSON. أرسل كائنًا واحدًا في كل سطر.");

    /// <summary>The format of a file, or why it is none that can be read.</summary>
    /// <param name="name">The name of the file decides only where its text could be either.</param>
    public static (FileFormat Format, FileRefusal? Refusal) Find(Stream file, string? name)
    {
        if (file.Length == 0)
            return (default, new FileRefusal("The file is empty.", "الملف فارغ."));
        var buffer = new byte[HeadLength];
        file.Position = 0;
        var head = buffer.AsSpan(0, file.ReadAtLeast(buffer, HeadLength, throwOnEndOfStream: false));
        if (head.StartsWith("PK\u0003\u0004"u8))
            return (FileFormat.Xlsx, null);
        if (head.StartsWith((ReadOnlySpan<byte>)[0xD0, 0xCF, 0x11, 0xE0]))
            return (default, DescribeCompoundFile(file));
        foreach (var (begin, refusal) in Foreign)
        {
            if (head.StartsWith(begin))
                return (default, refusal);
        }

        return FindText(head, name);
    }

    private static (FileFormat Format, FileRefusal? Refusal) FindText(ReadOnlySpan<byte> head, string? name)
    {
        var encoding = Text.EncodingDetector.FindUnicode(head);
        if (encoding is null && head.Contains((byte)0))
            return (default, Binary);
        var text = (encoding is null ? Encoding.UTF8 : Text.FileEncodings.Get(encoding.DotNetName))
            .GetString(head)
            .TrimStart('\uFEFF', ' ', '\t', '\r', '\n');
        return text switch
        {
            ['{', ..] => (FileFormat.Ndjson, null),
            ['[', ..] when text[1..].TrimStart() is ['{', ..] => (default, JsonArray),
            ['<', ..] => FindMarkup(text),
            _ => (IsMail(text) || HasEnding(name, ".eml") ? FileFormat.Mail : FileFormat.Csv, null),
        };
    }

    private static (FileFormat Format, FileRefusal? Refusal) FindMarkup(string text)
    {
        if (Has("<adf") || Has("<?adf"))
            return (FileFormat.Adf, null);
        if (Has("Excel.Sheet") || Has("urn:schemas-microsoft-com:office:spreadsheet"))
            return (default, XmlWorkbook);
        return Has("<html") || Has("<table") || Has("<!doctype html") ? (default, WebPage) : (FileFormat.Adf, null);

        bool Has(string part) => text.Contains(part, StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>A mail begins with a header, and has another one on the next line.</summary>
    private static bool IsMail(string text)
    {
        var lines = text.Split('\n', 4);
        if (lines[0].StartsWith("From ", StringComparison.Ordinal))
            lines = lines[1..];
        return lines.Length > 1
            && IsHeader(lines[0])
            && (IsHeader(lines[1]) || lines[1] is [' ' or '\t', ..])
            && MailHeaders.Any(header => lines[0].StartsWith(header, StringComparison.OrdinalIgnoreCase));

        static bool IsHeader(string line) =>
            line.IndexOf(':', StringComparison.Ordinal) is > 0 and < 60 and var colon
            && !line.AsSpan(0, colon).ContainsAnyExceptInRange('!', '~');
    }

    /// <summary>The container of workbooks before 2007, and of encrypted ones.</summary>
    private static FileRefusal DescribeCompoundFile(Stream file)
    {
        var beginning = new byte[Math.Min(file.Length, 1 << 20)];
        file.Position = 0;
        file.ReadExactly(beginning);
        var isEncrypted = beginning.AsSpan().IndexOf(Encoding.Unicode.GetBytes("EncryptedPackage")) >= 0;
        return isEncrypted
            ? new FileRefusal(
                "The workbook is protected by a password. Remove the password in Excel and save it again.",
                "المصنف محمي بكلمة مرور. أزل كلمة المرور في Excel واحفظه من جديد."
            )
            : new FileRefusal(
                "The file is a workbook in the old format .xls, whatever its name is. Open it in Excel and save it as XLSX.",
                "الملف مصنف بالصيغة القديمة .xls أيًّا كان اسمه. افتحه في Excel واحفظه بصيغة XLSX."
            );
    }

    private static bool HasEnding(string? name, string ending) => name?.EndsWith(ending, StringComparison.OrdinalIgnoreCase) == true;
}
