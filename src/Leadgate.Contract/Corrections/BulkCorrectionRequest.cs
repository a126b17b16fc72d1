using System.Text.Json;
using System.Text.Json.Serialization;

namespace Leadgate.Contract.Corrections;

/// <summary>A correction of every lead that waits with a wrong value in a field.</summary>
/// <example>{"field": "customerCity", "value": "Jaddeh", "replacement": "Jeddah", "rememberAsAlias": true}</example>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record BulkCorrectionRequest
{
    /// <summary>The field, such as `customerCity`, or `vehicles[].modelFamily` for one of any vehicle.</summary>
    /// <example>customerCity</example>
    public string? Field { get; init; }

    /// <summary>The wrong value as it was sent. It is compared as values of lists are, so case and spaces do not matter.</summary>
    /// <example>Jaddeh</example>
    public string? Value { get; init; }

    /// <summary>What to put in its place, as it would be sent: a string, a number, or a boolean; `null` removes the value.</summary>
    /// <example>"Jeddah"</example>
    public JsonElement Replacement { get; init; }

    /// <summary>
    /// Whether the wrong value becomes an alias of the item that the replacement names, so that it is no error from now on. Needs the scope
    /// `lists:write`.
    /// </summary>
    /// <example>true</example>
    public bool? RememberAsAlias { get; init; }
}
