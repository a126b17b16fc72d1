namespace Leadgate.Storage;

/// <summary>A value that is JSON.</summary>
/// <param name="Utf8">The JSON.</param>
internal readonly record struct JsonValue(ReadOnlyMemory<byte> Utf8)
{
    public override string ToString() => System.Text.Encoding.UTF8.GetString(Utf8.Span);
}
