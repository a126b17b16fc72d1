using Leadgate.Formats.Files;

namespace Leadgate.Formats.Xlsx;

/// <summary>Counts the bytes of a part as they are inflated.</summary>
internal sealed class PartStream(Stream inflated, long maxBytes, InflateBudget budget) : Stream
{
    private long _read;
    private long _mark;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => _read;
        set => throw new NotSupportedException();
    }

    /// <summary>Says that the reader of the stream has come to a new token.</summary>
    public void Mark() => _mark = _read;

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override int Read(Span<byte> buffer)
    {
        var read = inflated.Read(buffer);
        _read += read;
        budget.Spend(read);
        if (_read > maxBytes)
            throw new FileRefusedException(XlsxRefusals.TooLarge);
        if (_read - _mark > XlsxLimits.MaxTokenBytes)
            throw new FileRefusedException(XlsxRefusals.Malformed);
        return read;
    }

    public override void Flush() { }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            inflated.Dispose();
        base.Dispose(disposing);
    }
}
