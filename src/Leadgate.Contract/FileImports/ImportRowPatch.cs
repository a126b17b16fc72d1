using System.Text.Json.Serialization;

namespace Leadgate.Contract.FileImports;

/// <summary>Cells of a row to correct before the import is stored.</summary>
/// <example>{"values": {"customerCity": "Jeddah", "vehicles[0].modelYear": "2026", "email": null}}</example>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record ImportRowPatch
{
    /// <summary>The texts by the path of the field, as errors name it; `null` for no value. What is not named stays as it is.</summary>
    public required IReadOnlyDictionary<string, string?> Values { get; init; }
}
