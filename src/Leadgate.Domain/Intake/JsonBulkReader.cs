using System.Text;
using System.Text.Json;
using System.Text.Unicode;
using Leadgate.Domain.Leads;

namespace Leadgate.Domain.Intake;

/// <summary>Reads a bulk that is one JSON object with an array of leads.</summary>
internal sealed class JsonBulkReader(BulkLeads leads) : IBulkReader
{
    private static readonly byte[] ByteOrderMark = [0xEF, 0xBB, 0xBF];

    private JsonReaderState _json;
    private State _state = State.BeforeBody;
    private bool _hasLeads;
    private string _name = "";

    /// <summary>The last consumed byte that is not white space; 0 at the beginning.</summary>
    private byte _lastConsumed;

    private enum State
    {
        BeforeBody,
        BeforeObject,
        InObject,
        BeforeValue,
        InLeads,
        AfterObject,
    }

    public BulkRefusal? Refusal { get; private set; }

    public ValidatedBulk? Bulk { get; private set; }

    public int LeadCount => leads.Count;

    public long MemoryOfLeads => leads.MemoryUsed;

    public void Discard() => leads.Discard();

    public int Read(ReadOnlySpan<byte> bytes, bool isLast)
    {
        var skipped = 0;
        if (_state == State.BeforeBody && !TrySkipByteOrderMark(bytes, isLast, out skipped))
            return 0;

        var reader = new Utf8JsonReader(bytes[skipped..], isLast, _json);
        var start = reader;
        try
        {
            while (Refusal is null && TryStep(ref reader, bytes[skipped..])) { }

            if (isLast && Refusal is null)
                Finish();
        }
        catch (JsonException e)
        {
            Refuse(e, bytes[skipped..], ref start, reader);
        }

        _json = reader.CurrentState;
        var consumed = bytes.Slice(skipped, (int)reader.BytesConsumed).TrimEnd(" \t\r\n"u8);
        if (!consumed.IsEmpty)
            _lastConsumed = consumed[^1];
        return skipped + (int)reader.BytesConsumed;
    }

    private bool TrySkipByteOrderMark(ReadOnlySpan<byte> bytes, bool isLast, out int skipped)
    {
        skipped = 0;
        if (bytes.Length <= ByteOrderMark.Length && !isLast)
            return false;
        if (bytes.StartsWith(ByteOrderMark))
            skipped = ByteOrderMark.Length;
        if (bytes.Length == skipped && isLast)
        {
            Refusal = BulkRefusal.EmptyBody;
            return false;
        }

        _state = State.BeforeObject;
        return true;
    }

    /// <summary>Reads one token, or one value that is skipped or validated as a whole. False when more bytes are needed.</summary>
    private bool TryStep(ref Utf8JsonReader reader, ReadOnlySpan<byte> bytes) =>
        _state switch
        {
            State.BeforeObject => TryOpen(ref reader),
            State.InObject => TryReadName(ref reader, bytes),
            State.BeforeValue => TryReadValue(ref reader, bytes),
            State.InLeads => TryReadLead(ref reader, bytes),
            _ => reader.Read(),
        };

    private bool TryOpen(ref Utf8JsonReader reader)
    {
        if (!reader.Read())
            return false;
        if (reader.TokenType == JsonTokenType.StartObject)
            _state = State.InObject;
        else
            Refusal = BulkRefusal.NotAnObject;
        return true;
    }

    private bool TryReadName(ref Utf8JsonReader reader, ReadOnlySpan<byte> bytes)
    {
        var before = reader;
        if (!reader.Read())
            return false;
        if (reader.TokenType == JsonTokenType.EndObject)
        {
            _state = State.AfterObject;
            return true;
        }

        if (!Utf8.IsValid(reader.ValueSpan))
            RefuseEncoding(ref before, bytes[..(int)reader.TokenStartIndex], "The name of a property", "اسم خاصية");
        else
            _name = JsonText.HasLoneSurrogate(reader.ValueSpan) ? Encoding.UTF8.GetString(reader.ValueSpan) : reader.GetString()!;
        _state = State.BeforeValue;
        return true;
    }

    private bool TryReadValue(ref Utf8JsonReader reader, ReadOnlySpan<byte> bytes)
    {
        if (_name.Equals("leads", StringComparison.OrdinalIgnoreCase))
            return TryOpenLeads(ref reader);
        var before = reader;
        if (!reader.Read())
            return false;
        var start = (int)reader.TokenStartIndex;
        if (!reader.TrySkip())
        {
            reader = before;
            return false;
        }

        if (!Utf8.IsValid(bytes[start..(int)reader.BytesConsumed]))
            RefuseEncoding(ref before, bytes[..start], "The value of a property", "قيمة خاصية");
        else if (_name.Equals("isProcessed", StringComparison.OrdinalIgnoreCase) && !IsNewStatus(ref reader))
            Refusal = BulkRefusal.InvalidStatus;
        _state = State.InObject;
        return true;
    }

    private bool TryOpenLeads(ref Utf8JsonReader reader)
    {
        if (!reader.Read())
            return false;
        if (_hasLeads)
            Refusal = BulkRefusal.DuplicateLeads;
        else if (reader.TokenType == JsonTokenType.Null)
            Refusal = BulkRefusal.MissingLeads;
        else if (reader.TokenType != JsonTokenType.StartArray)
            Refusal = BulkRefusal.LeadsNotAnArray;
        _hasLeads = true;
        _state = State.InLeads;
        return true;
    }

    private bool TryReadLead(ref Utf8JsonReader reader, ReadOnlySpan<byte> bytes)
    {
        var before = reader;
        if (!reader.Read())
            return false;
        if (reader.TokenType == JsonTokenType.EndArray)
        {
            if (leads.Count == 0)
                Refusal = BulkRefusal.EmptyLeads;
            _state = State.InObject;
            return true;
        }

        var start = (int)reader.TokenStartIndex;
        if (!reader.TrySkip())
        {
            reader = before;
            return false;
        }

        AddLead(bytes[start..(int)reader.BytesConsumed], ref before, bytes[..start]);
        return true;
    }

    private void AddLead(ReadOnlySpan<byte> lead, ref Utf8JsonReader before, ReadOnlySpan<byte> upToLead)
    {
        if (Utf8.IsValid(lead))
            Refusal = leads.TryAdd(lead);
        else
            RefuseEncoding(ref before, upToLead, $"The lead with the index {leads.Count}", $"العميل المحتمل ذو الترتيب {leads.Count}");
    }

    /// <summary>JSON is UTF-8 (RFC 8259 section 8.1), but the parser checks the encoding only of text that is taken from it.</summary>
    private void RefuseEncoding(ref Utf8JsonReader before, ReadOnlySpan<byte> upToToken, string what, string whatAr)
    {
        var (line, column) = GetPosition(ref before);
        var between = upToToken[(int)before.BytesConsumed..];
        var lineBreak = between.LastIndexOf((byte)'\n');
        (line, column) = lineBreak < 0 ? (line, column + between.Length) : (line + between.Count((byte)'\n'), between.Length - lineBreak);
        Refusal = BulkRefusal.NotJson(line, column, $"{what} is not encoded in UTF-8.", $"{whatAr} ليس بترميز UTF-8.");
    }

    private void Finish()
    {
        if (_hasLeads)
            Bulk = leads.ToBulk();
        else
            Refusal = BulkRefusal.MissingLeads;
    }

    private static bool IsNewStatus(ref Utf8JsonReader reader) =>
        reader.TokenType switch
        {
            JsonTokenType.Null => true,
            JsonTokenType.Number => JsonText.TryReadWholeNumber(reader.ValueSpan, out var status) && status is 0 or (int)BulkStatus.Created,
            _ => false,
        };

    /// <summary>The position of the parser, which reports it only in an exception: a copy is made to fail there.</summary>
    private static (long Line, long Column) GetPosition(ref Utf8JsonReader reader)
    {
        var failing = new Utf8JsonReader("\u0001"u8, true, reader.CurrentState);
        try
        {
            failing.Read();
            return (1, 1);
        }
        catch (JsonException e)
        {
            return ((e.LineNumber ?? 0) + 1, (e.BytePositionInLine ?? 0) + 1);
        }
    }

    private void Refuse(JsonException e, ReadOnlySpan<byte> bytes, ref Utf8JsonReader start, in Utf8JsonReader reader)
    {
        var (line, column) = ((e.LineNumber ?? 0) + 1, (e.BytePositionInLine ?? 0) + 1);
        var (startLine, startColumn) = GetPosition(ref start);
        var at = JsonSyntax.GetPosition(bytes, line - startLine, line == startLine ? column - startColumn : column - 1);
        var (english, arabic) = new JsonSyntaxError(bytes, at, _lastConsumed, reader).Describe();
        Refusal = BulkRefusal.NotJson(line, column, english, arabic);
    }
}
