namespace Leadgate.Formats.Files;

/// <summary>A part of a file that moves forward, and grows to hold what is looked for in it. Not thread-safe.</summary>
internal sealed class FileWindow(Stream file) : IDisposable
{
    /// <summary>No line and no prospect is longer.</summary>
    public const int MaxLength = 32 * 1024 * 1024;

    private const int InitialLength = 64 * 1024;

    private byte[] _buffer = new byte[InitialLength];
    private int _start;
    private int _end;

    /// <summary>What has been read and not passed over.</summary>
    public ReadOnlyMemory<byte> Bytes => _buffer.AsMemory(_start.._end);

    /// <summary>Whether nothing of the file follows.</summary>
    public bool IsLast { get; private set; }

    public bool IsFull => _end - _start >= MaxLength;

    /// <summary>How much has been passed over.</summary>
    public long Position { get; private set; }

    /// <summary>Passes over what has been used.</summary>
    public void Advance(int length) => (_start, Position) = (_start + length, Position + length);

    /// <summary>Reads more, for which the window grows if it is full.</summary>
    public void Read(CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        var length = _end - _start;
        if (length > _buffer.Length / 2)
        {
            var larger = new byte[_buffer.Length * 2];
            Bytes.CopyTo(larger);
            _buffer = larger;
        }
        else
        {
            Bytes.CopyTo(_buffer);
        }

        (_start, _end) = (0, length);
        var read = file.Read(_buffer, _end, _buffer.Length - _end);
        _end += read;
        IsLast = read == 0;
    }

    public void Dispose() => file.Dispose();
}
