using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using Leadgate.Formats.Adf;
using Leadgate.Formats.Files;
using MimeKit;

namespace Leadgate.Formats.Mail;

/// <summary>
/// The prospects that are in a mail: in its text, in attachments, in mails that it forwards, or as escaped text of a page.
/// </summary>
internal sealed partial class MailContent
{
    /// <summary>A mail with a lead has two or three parts within each other.</summary>
    public const int MaxDepth = 8;

    public const int MaxParts = 200;

    public const int MaxBytes = 32 * 1024 * 1024;

    private readonly List<string> _prospects = [];
    private int _parts;
    private long _bytes;
    private FileRefusal? _refusal;

    private MailContent(DateTimeOffset? sent) => Sent = sent;

    /// <summary>When it was sent, if it says so.</summary>
    public DateTimeOffset? Sent { get; }

    /// <summary>What is between the tags of <c>adf</c>, in the order of the mail.</summary>
    public IReadOnlyList<string> Prospects => _prospects;

    /// <summary>Reads a mail, or says why it can't be read.</summary>
    public static (MailContent? Mail, FileRefusal? Refusal) Read(Stream file)
    {
        file.Position = 0;
        if (file.Length > MaxBytes)
            return (null, TooLarge);
        MimeMessage message;
        try
        {
            message = MimeMessage.Load(new ParserOptions { MaxMimeDepth = MaxDepth + 1 }, file);
        }
        catch (FormatException)
        {
            return (null, NotAMail);
        }

        using (message)
        {
            var content = new MailContent(message.Headers.Contains(HeaderId.Date) && message.Date.Year > 1970 ? message.Date : null);
            if (message.Body is { } body)
                content.Add(body, 1);
            return content switch
            {
                { _refusal: { } refusal } => (null, refusal),
                { _prospects.Count: 0 } => (null, NoProspect),
                _ => (content, null),
            };
        }
    }

    private void Add(MimeEntity entity, int depth)
    {
        if (_refusal is not null)
            return;
        if (depth > MaxDepth)
            _refusal = TooDeep;
        else if (++_parts > MaxParts)
            _refusal = TooDeep;
        else
            AddPart(entity, depth);
    }

    private void AddPart(MimeEntity entity, int depth)
    {
        switch (entity)
        {
            case MultipartAlternative alternative:
                AddAlternatives(alternative, depth);
                break;
            case Multipart multipart:
                foreach (var part in multipart)
                    Add(part, depth + 1);
                break;
            case MessagePart { Message.Body: { } body }:
                Add(body, depth + 1);
                break;
            case MimePart { Content: not null } part:
                AddContent(part);
                break;
        }
    }

    /// <summary>
    /// They say the same: the first that has a prospect counts. All are looked through, so that none hides what is too deep.
    /// </summary>
    private void AddAlternatives(MultipartAlternative alternative, int depth)
    {
        var before = _prospects.Count;
        var after = -1;
        foreach (var part in alternative)
        {
            Add(part, depth + 1);
            if (after < 0 && _prospects.Count > before)
                after = _prospects.Count;
        }

        if (after >= 0)
            _prospects.RemoveRange(after, _prospects.Count - after);
    }

    private void AddContent(MimePart part)
    {
        if (part.ContentType.MediaType is "image" or "audio" or "video" || part.ContentType.IsMimeType("application", "pdf"))
            return;
        using var decoded = new MemoryStream();
        part.Content!.DecodeTo(decoded);
        _bytes += decoded.Length;
        if (_bytes > MaxBytes)
        {
            _refusal = TooLarge;
            return;
        }

        var bytes = decoded.GetBuffer().AsSpan(0, (int)decoded.Length);
        var declared = part.ContentType.Charset is { Length: > 0 } charset ? charset : AdfEncoding.FindDeclared(bytes);
        var text = AdfEncoding.FindUtf16(bytes)?.GetString(bytes) ?? AdfEncoding.Decode(bytes, declared);
        AddText(part.ContentType.IsMimeType("text", "html") ? FromPage(text) : text);
    }

    private void AddText(string text)
    {
        if (QuotedTag().IsMatch(text))
            text = QuotePrefix().Replace(text, "");
        if (!text.Contains("<prospect", StringComparison.OrdinalIgnoreCase))
        {
            // A text part may have what was a page.
            if (!text.Contains("&lt;prospect", StringComparison.OrdinalIgnoreCase))
                return;
            text = WebUtility.HtmlDecode(text);
        }

        var bytes = Encoding.UTF8.GetBytes(text).AsSpan();
        while (AdfSplitter.TryRead(bytes, isLast: true, out var part, out var consumed))
        {
            _prospects.Add(Encoding.UTF8.GetString(bytes[part]).Trim());
            bytes = bytes[consumed..];
        }
    }

    /// <summary>The text of a page that shows the document; the document itself if the page is only called one.</summary>
    private static string FromPage(string html) =>
        html.Contains("&lt;prospect", StringComparison.OrdinalIgnoreCase)
            ? WebUtility.HtmlDecode(Tag().Replace(LineBreak().Replace(html, "\n"), "")).Replace('\u00A0', ' ')
            : html;

    private static FileRefusal NotAMail { get; } =
        new FileRefusal("The file is not a mail that can be read.", "الملف ليس رسالة بريد يمكن قراءتها.");

    private static FileRefusal NoProspect { get; } =
        new FileRefusal(
            "The mail has no ADF: neither its text nor an attachment has an element prospect.",
            "ليس في الرسالة مستند ADF: لا يوجد عنصر prospect في نصها ولا في مرفقاتها."
        );

    private static FileRefusal TooDeep { get; } =
        new FileRefusal(
            "The mail has too many parts within each other. Save the attachment that has the leads, and send that.",
            "في الرسالة أجزاء كثيرة متداخلة. احفظ المرفق الذي فيه العملاء المحتملون وأرسله وحده."
        );

    private static FileRefusal TooLarge { get; } =
        new FileRefusal(
            "The mail has more than 32 MiB. Save the attachment that has the leads, and send that.",
            "يزيد حجم الرسالة على 32 ميبيبايت. احفظ المرفق الذي فيه العملاء المحتملون وأرسله وحده."
        );

    [GeneratedRegex("^[ \t]*>[> \t]*<", RegexOptions.Multiline)]
    private static partial Regex QuotedTag();

    [GeneratedRegex("^(>[ \t]?)+", RegexOptions.Multiline)]
    private static partial Regex QuotePrefix();

    [GeneratedRegex(@"<br\s*/?>|</(p|div|tr|li|pre)>", RegexOptions.IgnoreCase)]
    private static partial Regex LineBreak();

    [GeneratedRegex("<[A-Za-z!/][^<>]*>")]
    private static partial Regex Tag();
}
