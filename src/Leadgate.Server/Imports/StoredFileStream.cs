using Leadgate.Storage.Imports;

namespace Leadgate.Server.Imports;

/// <summary>
/// The file of an import, read from the store where it is looked at: to understand a file takes its beginning, or some parts of it, and a
/// copy of the whole would take seconds. Only for analysis, which reads synchronously.
/// </summary>
internal sealed class StoredFileStream(ImportFileStore files, long import, long length) : Stream
{
    private byte[] _piece = [];
    private int _number = -1;

    public override bool CanRead => true;

    public override bool CanSeek => true;

    public override bool CanWrite => false;

    public override long Length => length;

    public override long Position { get; set; }

    public override int Read(Span<byte> buffer)
    {
        if (Position >= length || buffer.IsEmpty)
            return 0;
        var n = (int)(Position / ImportFileStore.MaxPiece);
        if (n != _number)
        {
            _piece = files.ReadAsync(import, n, CancellationToken.None).GetAwaiter().GetResult() ?? [];
            _number = n;
        }

        var rest = _piece.AsSpan(Math.Min(_piece.Length, (int)(Position % ImportFileStore.MaxPiece)));
        var count = Math.Min(rest.Length, buffer.Length);
        rest[..count].CopyTo(buffer);
        Position += count;
        return count;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override long Seek(long offset, SeekOrigin origin) =>
        Position = origin switch
        {
            SeekOrigin.Begin => offset,
            SeekOrigin.Current => Position + offset,
            _ => length + offset,
        };

    public override void Flush() { }

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
