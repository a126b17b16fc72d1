using Leadgate.Domain.Intake;
using Leadgate.Domain.Lists;
using Leadgate.Domain.Wire;
using Leadgate.Formats.Adf;
using Leadgate.Formats.Files;

namespace Leadgate.Formats.Mail;

/// <summary>Reads the prospects of a mail, in whichever part of it they are.</summary>
internal sealed class MailFileReader : ILeadFileReader
{
    private readonly Stream _file;
    private readonly List<FilePiece> _leads = [];
    private int _next;

    public MailFileReader(Stream file, FileChoices choices, ListCatalog catalog)
    {
        _file = file;
        var (mail, refusal) = MailContent.Read(file);
        Refusal = refusal;
        if (mail is null)
            return;
        var completion = new LeadCompletion(ChooseDefaults(mail, choices));
        var mapping = new AdfMapping(catalog);
        HashSet<string> known = new(StringComparer.Ordinal);
        foreach (var text in mail.Prospects)
        {
            // The same prospect may be in the text and in an attachment.
            if (!known.Add(text))
                continue;
            var piece = AdfPart.Read(_leads.Count + 1, text, mapping);
            _leads.Add(piece with { Json = completion.Apply(piece.Json.Span, []).ToArray() });
        }
    }

    public FileLead Current { get; private set; }

    public FileRefusal? Refusal { get; }

    public long Position => _next == 0 ? 0 : _file.Length * _next / _leads.Count;

    public bool Read(CancellationToken cancellation)
    {
        if (_next >= _leads.Count)
            return false;
        Current = FileLead.From(_leads[_next++]);
        return true;
    }

    public long Skip(long count, CancellationToken cancellation)
    {
        var skipped = (int)Math.Min(count, _leads.Count - _next);
        _next += skipped;
        return skipped;
    }

    public void Dispose() => _file.Dispose();

    /// <summary>A prospect without a date is as old as its mail.</summary>
    private static LeadDefaults ChooseDefaults(MailContent mail, FileChoices choices)
    {
        Dictionary<string, string> values = new(choices.Constants, StringComparer.OrdinalIgnoreCase);
        if (mail.Sent is { } sent)
            values.TryAdd("leadDate", WireTime.Format(sent.UtcDateTime));
        return AdfDefaults.Below(new LeadDefaults(values));
    }
}
