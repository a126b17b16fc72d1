using System.Text.Encodings.Web;
using System.Text.Json;

namespace Leadgate.Domain.Wire;

/// <summary>How JSON is written.</summary>
internal static class WireJson
{
    /// <summary>Leaves Arabic readable: only what JSON itself demands is escaped. Answers are never put into HTML as they are.</summary>
    public static readonly JsonWriterOptions WriterOptions = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        SkipValidation = true,
    };
}
