namespace Leadgate.Bench;

/// <summary>Status and header section of a response; valid until the connection's next request.</summary>
internal readonly record struct WireResponse(int Status, ReadOnlyMemory<byte> Head)
{
    /// <summary>The value of a header, or empty.</summary>
    /// <param name="name">The name with a colon, in the capitalization that Kestrel uses.</param>
    public ReadOnlySpan<byte> Header(ReadOnlySpan<byte> name)
    {
        var at = Head.Span.IndexOf(name);
        if (at < 0)
            return default;
        var rest = Head.Span[(at + name.Length)..];
        return rest[..rest.IndexOf((byte)'\r')].Trim((byte)' ');
    }
}
