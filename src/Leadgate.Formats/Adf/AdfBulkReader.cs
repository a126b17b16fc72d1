using System.Text;
using Leadgate.Domain.Intake;
using Leadgate.Domain.Leads;

namespace Leadgate.Formats.Adf;

/// <summary>Reads a document prospect by prospect. One that cannot be read as XML is kept as a lead with one error.</summary>
internal sealed class AdfBulkReader(BulkLeads leads, AdfMapping mapping) : IBulkReader
{
    /// <summary>What a prospect that cannot be read says.</summary>
    public static readonly IssueWording Unreadable = new(
        "This prospect is not readable XML, so a person has to read it. Check that every element is closed and nested in the right order.",
        "تعذرت قراءة هذا العميل المحتمل لأن صيغة XML غير سليمة، وسيقرؤه موظف. تحقق من إغلاق كل عنصر ومن ترتيب التداخل.",
        []
    );

    private bool _hasBegun;
    private Encoding? _utf16;
    private string? _declared;

    public BulkRefusal? Refusal { get; private set; }

    public ValidatedBulk? Bulk { get; private set; }

    public int LeadCount => leads.Count;

    public long MemoryOfLeads => leads.MemoryUsed;

    public int Read(ReadOnlySpan<byte> bytes, bool isLast)
    {
        if (!_hasBegun && !TryBegin(bytes, isLast))
            return 0;
        if (_utf16 is not null)
        {
            // There are few of them: they are read when they have arrived.
            if (!isLast)
                return 0;
            ReadProspects(Encoding.UTF8.GetBytes(_utf16.GetString(bytes)), isLast: true);
            Finish();
            return bytes.Length;
        }

        var consumed = ReadProspects(bytes, isLast);
        if (!isLast)
            return consumed;
        Finish();
        return bytes.Length;
    }

    public void Discard() => leads.Discard();

    private bool TryBegin(ReadOnlySpan<byte> bytes, bool isLast)
    {
        if (!isLast && bytes.Length < 1024)
            return false;
        _hasBegun = true;
        _utf16 = AdfEncoding.FindUtf16(bytes);
        _declared = AdfEncoding.FindDeclared(bytes);
        return true;
    }

    private int ReadProspects(ReadOnlySpan<byte> bytes, bool isLast)
    {
        var consumed = 0;
        while (Refusal is null && AdfSplitter.TryRead(bytes[consumed..], isLast, out var part, out var length))
        {
            Add(bytes[consumed..][part]);
            consumed += length;
        }

        return consumed;
    }

    private void Add(ReadOnlySpan<byte> part)
    {
        var text = AdfEncoding.Decode(part, _declared);
        Refusal = AdfXml.TryParse(text, out var root)
            ? leads.TryAdd(mapping.ToJson(root))
            : leads.TryAddUnreadable(UnreadableText.ToJson(text.Trim()), Unreadable, null);
    }

    private void Finish()
    {
        if (Refusal is null && leads.Count == 0)
            Refusal = AdfRefusals.NoProspect;
        if (Refusal is null)
            Bulk = leads.ToBulk();
    }
}
