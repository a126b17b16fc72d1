using Leadgate.Domain.Intake;
using Leadgate.Domain.Texts;
using Leadgate.Formats.Text;

namespace Leadgate.Formats.Files;

/// <summary>Reads a file whose leads stand one after the other and need nothing that comes before them. Not thread-safe.</summary>
/// <param name="file">A stream that can seek; it is closed by the reader.</param>
/// <param name="encoding">The name of an encoding that a person has chosen, or null.</param>
/// <param name="defaults">Values for the leads that have none of their own.</param>
internal abstract class PieceFileReader(Stream file, string? encoding, LeadDefaults defaults) : ILeadFileReader
{
    private readonly FileWindow _window = new(ToUtf8(file, encoding));
    private readonly LeadCompletion? _completion = defaults.Values.Count > 0 ? new LeadCompletion(defaults) : null;

    public FileLead Current { get; private set; }

    public FileRefusal? Refusal { get; private set; }

    public long Position => _window.Position;

    /// <summary>The file as UTF-8, in whatever encoding it is.</summary>
    private static Stream ToUtf8(Stream file, string? chosen)
    {
        file.Position = 0;
        var beginning = new byte[4096];
        var length = file.ReadAtLeast(beginning, beginning.Length, throwOnEndOfStream: false);
        file.Position = 0;
        var encoding = FileEncodings.Find(chosen ?? "") ?? EncodingDetector.FindUnicode(beginning.AsSpan(0, length));
        return encoding is null ? file : encoding.Open(file);
    }

    public bool Read(CancellationToken cancellation)
    {
        if (TryRead(cancellation) is not { } piece)
            return false;
        if (_completion is not null)
            piece = piece with { Json = _completion.Apply(piece.Json.Span, []).ToArray() };
        Current = FileLead.From(piece);
        return true;
    }

    public long Skip(long count, CancellationToken cancellation)
    {
        var skipped = 0L;
        while (skipped < count && TryRead(cancellation) is not null)
            skipped++;
        return skipped;
    }

    public void Dispose()
    {
        _window.Dispose();
        file.Dispose();
    }

    /// <summary>Finds a piece in the bytes.</summary>
    /// <param name="isLast">Whether nothing follows them.</param>
    /// <param name="consumed">How many bytes were used, also where no lead was found.</param>
    /// <returns>Null if more bytes are needed, or nothing follows.</returns>
    protected abstract FilePiece? Find(ReadOnlySpan<byte> bytes, bool isLast, out int consumed);

    private FilePiece? TryRead(CancellationToken cancellation)
    {
        while (Refusal is null)
        {
            var found = Find(_window.Bytes.Span, _window.IsLast, out var consumed);
            _window.Advance(consumed);
            if (found is not null)
                return found;
            if (_window.IsLast)
                return null;
            if (_window.IsFull)
                Refusal = TooLong;
            else
                _window.Read(cancellation);
        }

        return null;
    }

    private static FileRefusal TooLong { get; } =
        new(
            new BilingualText(
                "The file has a lead of more than 32 MiB. Check whether line breaks or closing tags are missing.",
                "في الملف عميل محتمل يزيد حجم بياناته على 32 ميبيبايت. تحقق من فواصل الأسطر ووسوم الإغلاق."
            )
        );
}
