using System.Buffers;
using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Leadgate.Domain.Wire;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging.Console;

namespace Leadgate.Server.Hosting;

/// <summary>
/// Writes an object of JSON in a line for each event. The framework's formatter repeats the message among the properties, leaves out the
/// name of the event, and has the trace only in a list of scopes.
/// </summary>
internal sealed class JsonLogFormatter(TimeProvider time) : ConsoleFormatter(FormatterName)
{
    public const string FormatterName = "leadgate-json";

    /// <summary>What the framework calls the text of an event before its properties are filled in.</summary>
    private const string Template = "{OriginalFormat}";

    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly bool _hasPrefix = Journal.HasStandardOutput;

    public override void Write<TState>(in LogEntry<TState> logEntry, IExternalScopeProvider? scopeProvider, TextWriter textWriter)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, Options))
            WriteEvent(json, logEntry);
        if (_hasPrefix)
            textWriter.Write(Journal.GetPrefix(logEntry.LogLevel));
        textWriter.Write(Encoding.UTF8.GetString(buffer.WrittenSpan));
        textWriter.Write('\n');
    }

    private void WriteEvent<TState>(Utf8JsonWriter json, in LogEntry<TState> entry)
    {
        var properties = entry.State as IReadOnlyList<KeyValuePair<string, object?>> ?? [];
        json.WriteStartObject();
        json.WriteString("timestamp", WireTime.Format(time.GetUtcNow().UtcDateTime));
        json.WriteString("level", GetName(entry.LogLevel));
        json.WriteNumber("eventId", entry.EventId.Id);
        if (entry.EventId.Name is { } name)
            json.WriteString("event", name);
        json.WriteString("category", entry.Category);
        json.WriteString("message", entry.Formatter(entry.State, entry.Exception));
        if (FindTrace(properties) is { } trace)
            json.WriteString("traceId", trace);
        if (properties.Any(property => property.Key != Template))
        {
            json.WriteStartObject("properties");
            foreach (var (key, value) in properties)
            {
                if (key != Template)
                    WriteProperty(json, JsonNamingPolicy.CamelCase.ConvertName(key), value);
            }

            json.WriteEndObject();
        }

        if (entry.Exception is { } exception)
            json.WriteString("exception", exception.ToString());
        json.WriteEndObject();
    }

    private static void WriteProperty(Utf8JsonWriter json, string name, object? value)
    {
        switch (value)
        {
            case null:
                json.WriteNull(name);
                break;
            case int or long:
                json.WriteNumber(name, Convert.ToInt64(value, CultureInfo.InvariantCulture));
                break;
            case double number when double.IsFinite(number):
                json.WriteNumber(name, number);
                break;
            case bool flag:
                json.WriteBoolean(name, flag);
                break;
            case DateTime instant:
                json.WriteString(name, WireTime.Format(instant));
                break;
            default:
                json.WriteString(name, Convert.ToString(value, CultureInfo.InvariantCulture));
                break;
        }
    }

    /// <summary>The trace that an event names itself, and otherwise that of the request that it belongs to.</summary>
    private static string? FindTrace(IReadOnlyList<KeyValuePair<string, object?>> properties) =>
        properties.FirstOrDefault(property => property.Key == "TraceId").Value as string ?? Activity.Current?.TraceId.ToHexString();

    private static string GetName(LogLevel level) =>
        level switch
        {
            LogLevel.Critical => "critical",
            LogLevel.Error => "error",
            LogLevel.Warning => "warning",
            LogLevel.Information => "information",
            LogLevel.Debug => "debug",
            _ => "trace",
        };
}
