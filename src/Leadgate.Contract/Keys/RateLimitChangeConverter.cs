using System.Text.Json;
using System.Text.Json.Serialization;

namespace Leadgate.Contract.Keys;

/// <summary>Distinguishes a limit that is set to <c>null</c> from an omitted one.</summary>
public sealed class RateLimitChangeConverter : JsonConverter<RateLimitChange>
{
    /// <inheritdoc/>
    public override bool HandleNull => true;

    /// <summary>Reads a limit. Anything but a number is read as 0, so that it is rejected like a number out of range.</summary>
    /// <inheritdoc/>
    public override RateLimitChange Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.Null:
                return new RateLimitChange(null);
            case JsonTokenType.Number when reader.TryGetInt32(out var number):
                return new RateLimitChange(number);
            default:
                reader.Skip();
                return new RateLimitChange(0);
        }
    }

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, RateLimitChange value, JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(writer);
        if (value?.PerMinute is { } number)
            writer.WriteNumberValue(number);
        else
            writer.WriteNullValue();
    }
}
