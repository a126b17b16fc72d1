namespace Leadgate.Bench;

/// <summary>The head of an answer; good until the connection's next request.</summary>
/// <param name="Status">Its status.</param>
/// <param name="Head">Its lines.</param>
internal readonly record struct WireAnswer(int Status, ReadOnlyMemory<byte> Head)
{
    /// <summary>The value of a header, or nothing.</summary>
    /// <param name="name">The name with its colon, in the capitals in which Kestrel writes it.</param>
    public ReadOnlySpan<byte> Header(ReadOnlySpan<byte> name)
    {
        var at = Head.Span.IndexOf(name);
        if (at < 0)
            return default;
        var rest = Head.Span[(at + name.Length)..];
        return rest[..rest.IndexOf((byte)'\r')].Trim((byte)' ');
    }
}
