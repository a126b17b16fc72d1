using System.Text;
using System.Text.Json;
using System.Text.Unicode;
using Leadgate.Domain.Leads;

namespace Leadgate.Domain.Intake;

/// <summary>
/// Reads a bulk piece by piece as it arrives: each lead is checked as soon as it is complete, and its bytes are let go. A wrong
/// lead never spoils its neighbours (promise 5.4); only what is wrong with the body as a whole refuses it (promise 6.3). Not for
/// several threads.
/// </summary>
/// <remarks>
/// Give it what has arrived with <see cref="Read"/>; keep the bytes that it did not consume and give them again with more behind
/// them. After the last piece, either <see cref="Refusal"/> or <see cref="Bulk"/> is there.
/// </remarks>
/// <param name="checker">Checks the leads.</param>
/// <param name="limits">How much the bulk may hold.</param>
internal sealed class BulkReader(LeadValidator checker, BulkLimits limits)
{
    private static readonly byte[] ByteOrderMark = [0xEF, 0xBB, 0xBF];

    private readonly List<Lead> _leads = [];
    private readonly LeadMemory _memory = new();
    private JsonReaderState _json;
    private Place _place = Place.BeforeBody;
    private bool _hasLeads;
    private string _name = "";

    private enum Place
    {
        BeforeBody,
        BeforeObject,
        InObject,
        BeforeValue,
        InLeads,
        AfterObject,
    }

    /// <summary>Why the bulk is refused; once set, nothing more is read.</summary>
    public BulkRefusal? Refusal { get; private set; }

    /// <summary>The bulk, when the last piece is read and nothing refused it.</summary>
    public ValidatedBulk? Bulk { get; private set; }

    /// <summary>How many leads have been read.</summary>
    public int Leads => _leads.Count;

    /// <summary>
    /// Gives the memory of the leads back, for a bulk that is not to be had any more: it was refused, or its sender is gone. One that is
    /// read to its end is given back by <see cref="ValidatedBulk.Dispose"/>.
    /// </summary>
    public void Discard()
    {
        _leads.Clear();
        _memory.Return();
    }

    /// <summary>Reads as far as whole tokens and whole leads go.</summary>
    /// <param name="bytes">The bytes left over from the last call and what has arrived since.</param>
    /// <param name="isLast">Whether nothing more will come.</param>
    /// <returns>How many of the bytes were consumed.</returns>
    public int Read(ReadOnlySpan<byte> bytes, bool isLast)
    {
        var skipped = 0;
        if (_place == Place.BeforeBody && !TrySkipByteOrderMark(bytes, isLast, out skipped))
            return 0;

        var reader = new Utf8JsonReader(bytes[skipped..], isLast, _json);
        try
        {
            while (Refusal is null && TryStep(ref reader, bytes[skipped..])) { }

            if (isLast && Refusal is null)
                Finish();
        }
        catch (JsonException e)
        {
            Refusal = BulkRefusal.NotJson((e.LineNumber ?? 0) + 1, (e.BytePositionInLine ?? 0) + 1, Reason(e));
        }

        _json = reader.CurrentState;
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
            Refusal = BulkRefusal.Empty;
            return false;
        }

        _place = Place.BeforeObject;
        return true;
    }

    /// <summary>Takes one token, or one value that is skipped or checked as a whole. False when more bytes are needed.</summary>
    private bool TryStep(ref Utf8JsonReader reader, ReadOnlySpan<byte> bytes) =>
        _place switch
        {
            Place.BeforeObject => TryOpen(ref reader),
            Place.InObject => TryReadName(ref reader, bytes),
            Place.BeforeValue => TryReadValue(ref reader, bytes),
            Place.InLeads => TryReadLead(ref reader, bytes),
            _ => reader.Read(),
        };

    private bool TryOpen(ref Utf8JsonReader reader)
    {
        if (!reader.Read())
            return false;
        if (reader.TokenType == JsonTokenType.StartObject)
            _place = Place.InObject;
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
            _place = Place.AfterObject;
            return true;
        }

        if (!Utf8.IsValid(reader.ValueSpan))
            RefuseEncoding(ref before, bytes[..(int)reader.TokenStartIndex], "The name of a property");
        else
            _name = JsonText.HasLoneSurrogate(reader.ValueSpan) ? Encoding.UTF8.GetString(reader.ValueSpan) : reader.GetString()!;
        _place = Place.BeforeValue;
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
            RefuseEncoding(ref before, bytes[..start], "The value of a property");
        else if (_name.Equals("isProcessed", StringComparison.OrdinalIgnoreCase) && !IsNewStatus(ref reader))
            Refusal = BulkRefusal.WrongStatus;
        _place = Place.InObject;
        return true;
    }

    private bool TryOpenLeads(ref Utf8JsonReader reader)
    {
        if (!reader.Read())
            return false;
        if (_hasLeads)
            Refusal = BulkRefusal.LeadsTwice;
        else if (reader.TokenType == JsonTokenType.Null)
            Refusal = BulkRefusal.WithoutLeads;
        else if (reader.TokenType != JsonTokenType.StartArray)
            Refusal = BulkRefusal.LeadsNotAnArray;
        _hasLeads = true;
        _place = Place.InLeads;
        return true;
    }

    private bool TryReadLead(ref Utf8JsonReader reader, ReadOnlySpan<byte> bytes)
    {
        var before = reader;
        if (!reader.Read())
            return false;
        if (reader.TokenType == JsonTokenType.EndArray)
        {
            if (_leads.Count == 0)
                Refusal = BulkRefusal.NoLeads;
            _place = Place.InObject;
            return true;
        }

        var start = (int)reader.TokenStartIndex;
        if (!reader.TrySkip())
        {
            reader = before;
            return false;
        }

        Check(bytes[start..(int)reader.BytesConsumed], ref before, bytes[..start]);
        return true;
    }

    private void Check(ReadOnlySpan<byte> lead, ref Utf8JsonReader before, ReadOnlySpan<byte> upToLead)
    {
        if (_leads.Count == limits.MaxLeads)
        {
            Refusal = BulkRefusal.TooManyLeads(limits.MaxLeads);
        }
        else if (!Utf8.IsValid(lead))
        {
            RefuseEncoding(ref before, upToLead, $"The lead with the index {_leads.Count}");
        }
        else
        {
            _leads.Add(checker.Validate(_leads.Count, lead, _memory));
        }
    }

    /// <summary>Text that is no UTF-8 is no JSON (RFC 8259 section 8.1). The reader checks the encoding only when a text is taken.</summary>
    private void RefuseEncoding(ref Utf8JsonReader before, ReadOnlySpan<byte> upToToken, string what)
    {
        var (line, column) = Position(ref before);
        var between = upToToken[(int)before.BytesConsumed..];
        var lineBreak = between.LastIndexOf((byte)'\n');
        (line, column) = lineBreak < 0 ? (line, column + between.Length) : (line + between.Count((byte)'\n'), between.Length - lineBreak);
        Refusal = BulkRefusal.NotJson(line, column, $"{what} is not encoded in UTF-8.");
    }

    private void Finish()
    {
        if (_hasLeads)
            Bulk = new ValidatedBulk(_leads, _memory);
        else
            Refusal = BulkRefusal.WithoutLeads;
    }

    private static bool IsNewStatus(ref Utf8JsonReader reader) =>
        reader.TokenType switch
        {
            JsonTokenType.Null => true,
            JsonTokenType.Number => JsonText.TryReadWhole(reader.ValueSpan, out var status) && status == (int)BulkStatus.Created,
            _ => false,
        };

    /// <summary>Where the reader stands. It tells that only in an exception, so a copy of it is made to stumble.</summary>
    private static (long Line, long Column) Position(ref Utf8JsonReader reader)
    {
        var stumbling = new Utf8JsonReader("\u0001"u8, true, reader.CurrentState);
        try
        {
            stumbling.Read();
            return (1, 1);
        }
        catch (JsonException e)
        {
            return ((e.LineNumber ?? 0) + 1, (e.BytePositionInLine ?? 0) + 1);
        }
    }

    /// <summary>The parser's first sentence; what follows is the position, which we say in our own way.</summary>
    private static string Reason(JsonException e)
    {
        var end = e.Message.IndexOf(" LineNumber", StringComparison.Ordinal);
        return end < 0 ? e.Message : e.Message[..end];
    }
}
