using System.Text;

namespace Leadgate.Storage.Engines;

/// <summary>A parameter that is JSON.</summary>
internal readonly record struct JsonValue(ReadOnlyMemory<byte> Utf8)
{
    public override string ToString() => Encoding.UTF8.GetString(Utf8.Span);
}
