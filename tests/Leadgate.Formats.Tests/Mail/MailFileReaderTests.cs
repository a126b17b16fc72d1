using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Leadgate.Contract.Issues;
using Leadgate.Domain.Leads;
using Leadgate.Formats.Files;
using Leadgate.Formats.Tests.Support;
using Leadgate.Tests;

namespace Leadgate.Formats.Tests.Mail;

/// <summary>Files that are read lead by lead: mails, documents, and lines.</summary>
public sealed class MailFileReaderTests
{
    private const string Head = "From: Portal <leads@portal.example.sa>\r\nSubject: New lead\r\nDate: Fri, 20 Nov 2026 21:41:00 +0300\r\n";

    private static readonly string Base64 = Convert.ToBase64String(
        Encoding.UTF8.GetBytes(AdfSample.Text),
        Base64FormattingOptions.InsertLineBreaks
    );

    private static readonly string Page = $"<html><body><pre>{WebUtility.HtmlEncode(AdfSample.Text)}</pre><p>Regards</p></body></html>";

    public static TheoryData<string, string> Mails =>
        new()
        {
            { "text", Part("text/plain; charset=utf-8", "8bit", AdfSample.Text) },
            { "wrong charset", Part("text/plain; charset=iso-8859-1", "8bit", AdfSample.Text) },
            { "page", Part("text/html; charset=utf-8", "8bit", Page) },
            { "page called XML", Part("application/xhtml+xml; charset=ISO-8859-1", "8bit", AdfSample.Text) },
            { "quoted-printable", Part("text/plain; charset=utf-8", "quoted-printable", QuotedPrintable(AdfSample.Text)) },
            { "forwarded", Part("text/plain; charset=utf-8", "8bit", "> " + AdfSample.Text.ReplaceLineEndings("\r\n> ")) },
            { "attachment", Multipart("mixed", Part("text/plain", "7bit", "See attachment"), Attachment("adf.xml")) },
            { "attachment without a name", Multipart("mixed", Part("text/plain", "7bit", "x"), Attachment("noname")) },
            {
                "alternatives",
                Multipart("alternative", Part("text/plain; charset=utf-8", "8bit", AdfSample.Text), Part("text/html", "8bit", Page))
            },
            {
                "text and attachment",
                Multipart("mixed", Part("text/plain; charset=utf-8", "8bit", AdfSample.Text), Attachment("lead.xml"))
            },
            {
                "forwarded as a mail",
                Multipart("mixed", $"Content-Type: message/rfc822\r\n\r\n{Head}{Part("text/plain; charset=utf-8", "8bit", AdfSample.Text)}")
            },
        };

    [Theory, MemberData(nameof(Mails))]
    [Promise("12.1")]
    public void The_lead_of_a_mail_is_that_of_the_document(string name, string mail)
    {
        Assert.NotEmpty(name);
        var expected = Assert.Single(Read(FileFormat.Adf, AdfSample.Text).Leads);
        Assert.Equal(Normalize(expected.Json), Normalize(Assert.Single(Read(FileFormat.Mail, Head + mail).Leads).Json));
    }

    [Fact]
    public void Several_prospects_of_a_mail_are_several_leads_and_one_without_a_date_is_as_old_as_the_mail()
    {
        var text = $"<adf>{AdfSample.Prospect}<prospect><id>7</id></prospect></adf>\n<adf><prospect><id>8</id></prospect></adf>";
        var (leads, refusal) = Read(FileFormat.Mail, Head + Part("text/plain; charset=utf-8", "8bit", text));
        Assert.Null(refusal);
        Assert.Equal([1L, 2, 3], leads.Select(lead => lead.Line));
        Assert.Contains("\"leadDate\":\"2026-11-20T18:41:00.000Z\"", leads[1].Json, StringComparison.Ordinal);
        Assert.Contains("\"leadDate\":\"2026-11-20T21:40:00+03:00\"", leads[0].Json, StringComparison.Ordinal);
    }

    [Fact]
    public void A_mail_with_ten_parts_within_each_other_or_without_a_lead_is_refused_in_words()
    {
        var nested = Attachment("adf.xml");
        for (var i = 0; i < 10; i++)
            nested = Multipart("mixed", nested);
        Assert.Contains("too many parts within each other", Read(FileFormat.Mail, Head + nested).Refusal, StringComparison.Ordinal);
        var inMails = Attachment("adf.xml");
        for (var i = 0; i < 2000; i++)
            inMails = $"Content-Type: message/rfc822\r\n\r\n{inMails}";
        Assert.NotNull(Read(FileFormat.Mail, Head + inMails).Refusal);
        Assert.Contains("has no ADF", Read(FileFormat.Mail, Head + Part("text/plain", "7bit", "Hello")).Refusal, StringComparison.Ordinal);
        Assert.NotNull(Read(FileFormat.Mail, "\r\n").Refusal);
    }

    [Fact]
    public void Values_for_the_whole_file_fill_what_a_lead_does_not_have()
    {
        var choices = new FileChoices
        {
            Constants = new Dictionary<string, string> { ["priority"] = "Hot", ["ou"] = "JMC" },
        };
        foreach (var (format, text) in new[] { (FileFormat.Adf, AdfSample.Text), (FileFormat.Mail, Head + Attachment("adf.xml")) })
        {
            var lead = JsonNode.Parse(Assert.Single(Read(format, text, choices).Leads).Json)!;
            Assert.Equal(("Hot", "Kia"), ((string?)lead["priority"], (string?)lead["ou"]));
        }

        Assert.Equal("""{"ou":"KIA","priority":"Hot"}""", Assert.Single(Read(FileFormat.Ndjson, "\n{\"ou\":\"KIA\"}", choices).Leads).Json);
    }

    [Theory]
    [InlineData("utf-8")]
    [InlineData("utf-16")]
    public void Lines_and_prospects_of_a_file_are_read_with_their_numbers_and_can_be_passed_over(string encoding)
    {
        var lines = string.Join("\r\n", Enumerable.Range(1, 3000).Select(i => i % 3 == 0 ? "" : $"{{\"leadNote\":\"{i} سطر\"}}"));
        using var stream = new MemoryStream([
            .. Encoding.GetEncoding(encoding).GetPreamble(),
            .. Encoding.GetEncoding(encoding).GetBytes(lines),
        ]);
        using var reader = LeadFile.Open(stream, new FileDescription { Format = FileFormat.Ndjson }, FileChoices.None, TestData.Catalog);
        Assert.Equal(1998, reader.Skip(1998, TestContext.Current.CancellationToken));
        Assert.True(reader.Read(TestContext.Current.CancellationToken));
        Assert.Equal((2998L, "{\"leadNote\":\"2998 سطر\"}"), (reader.Current.Line, Encoding.UTF8.GetString(reader.Current.Json.Span)));
        Assert.Equal(1, reader.Skip(10, TestContext.Current.CancellationToken));
        Assert.False(reader.Read(TestContext.Current.CancellationToken));
        Assert.Null(reader.Refusal);

        var document = $"<adf>{string.Concat(Enumerable.Repeat(AdfSample.Prospect, 40))}<prospect></adf>";
        var (leads, _) = Read(FileFormat.Adf, document, encoding: Encoding.GetEncoding(encoding));
        Assert.Equal(Enumerable.Range(1, 41).Select(i => (long)i), leads.Select(lead => lead.Line));
        Assert.Equal("\"<prospect>\"", leads[40].Json);
    }

    [Theory]
    [InlineData("Ndjson", "{\"leadNote\":\"x\"}\n{\"leadNote\":}", 2, "Column 13", "العمود 13")]
    [InlineData("Adf", "<adf><prospect><id>1</id></prospect><prospect></adf>", 2, "not readable XML", "XML")]
    public void What_cannot_be_read_says_where_it_is_and_what_is_wrong(string format, string text, int line, string english, string arabic)
    {
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(text));
        var description = new FileDescription { Format = Enum.Parse<FileFormat>(format) };
        using var reader = LeadFile.Open(stream, description, FileChoices.None, TestData.Catalog);
        Assert.True(reader.Read(TestContext.Current.CancellationToken));
        Assert.Null(reader.Current.Unreadable);
        Assert.True(reader.Read(TestContext.Current.CancellationToken));
        var lead = reader.Current.Validate(TestData.CreateValidator(), 0, new LeadMemory());
        var error = Assert.Single(lead.Errors);
        Assert.Equal((line, IssueCode.InvalidType), (lead.Line, error.Code));
        Assert.Contains(english, IssueMessages.Format(error, arabic: false), StringComparison.Ordinal);
        Assert.Contains(arabic, IssueMessages.Format(error, arabic: true), StringComparison.Ordinal);
    }

    private static (List<(long Line, string Json)> Leads, string? Refusal) Read(
        FileFormat format,
        string text,
        FileChoices? choices = null,
        Encoding? encoding = null
    )
    {
        encoding ??= new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
        var stream = new MemoryStream([.. encoding.GetPreamble(), .. encoding.GetBytes(text)]);
        using var reader = LeadFile.Open(stream, new FileDescription { Format = format }, choices ?? FileChoices.None, TestData.Catalog);
        List<(long, string)> leads = [];
        while (reader.Read(TestContext.Current.CancellationToken))
            leads.Add((reader.Current.Line, Encoding.UTF8.GetString(reader.Current.Json.Span)));
        return (leads, reader.Refusal?.Reason.English);
    }

    /// <summary>Line breaks of mails are CR LF.</summary>
    private static string Normalize(string json) => json.Replace("\\r", "", StringComparison.Ordinal);

    private static string Part(string type, string encoding, string content) =>
        $"MIME-Version: 1.0\r\nContent-Type: {type}\r\nContent-Transfer-Encoding: {encoding}\r\n\r\n{content}\r\n";

    private static string Attachment(string name) =>
        $"Content-Type: application/octet-stream\r\nContent-Disposition: attachment; filename=\"{name}\"\r\n"
        + $"Content-Transfer-Encoding: base64\r\n\r\n{Base64}\r\n";

    private static string Multipart(string kind, params string[] parts)
    {
        var boundary = $"b{Guid.NewGuid():N}";
        var body = string.Concat(parts.Select(part => $"--{boundary}\r\n{part}\r\n"));
        return $"Content-Type: multipart/{kind}; boundary=\"{boundary}\"\r\n\r\n{body}--{boundary}--\r\n";
    }

    /// <summary>With soft line breaks within tags.</summary>
    private static string QuotedPrintable(string text)
    {
        var encoded = new StringBuilder();
        var column = 0;
        foreach (var b in Encoding.UTF8.GetBytes(text.ReplaceLineEndings("\n")))
        {
            if (b == '\n')
            {
                encoded.Append("\r\n");
                column = 0;
                continue;
            }

            if (column > 60)
            {
                encoded.Append("=\r\n");
                column = 0;
            }

            var shown = b is >= 33 and <= 126 && b != '=' ? ((char)b).ToString() : $"={b:X2}";
            encoded.Append(shown);
            column += shown.Length;
        }

        return encoded.ToString();
    }
}
