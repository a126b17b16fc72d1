using System.Text;

namespace Leadgate.Storage.Engines;

/// <summary>A parameter that is JSON.</summary>
internal readonly record struct JsonValue(ReadOnlyMemory<byte> Utf8)
{
    /// <summary>JSON, or null if it is empty.</summary>
    public static SqlValue ToParameter(ReadOnlyMemory<byte> utf8) => utf8.IsEmpty ? new SqlValue(SqlType.Json, null) : new JsonValue(utf8);

    public override string ToString() => Encoding.UTF8.GetString(Utf8.Span);
}
