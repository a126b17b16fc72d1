using System.Text.Json.Serialization;

namespace Leadgate.Contract.FileImports;

/// <summary>A message about a file.</summary>
public sealed record ImportMessage
{
    /// <summary>The message in English.</summary>
    public required string Message { get; init; }

    /// <summary>The message in Arabic.</summary>
    public required string MessageAr { get; init; }

    /// <summary>The line or row of the file, from 1, if it is known.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public long? Line { get; init; }
}
