using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Leadgate.Domain.Tests.Support;

/// <summary>
/// The JSON of a lead: properties in order, each value as JSON, so that a test can also send what no serializer would write. Immutable;
/// each change is a new lead.
/// </summary>
internal sealed class LeadText
{
    private static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private readonly (string Name, string Json)[] _properties;

    public LeadText(params (string Name, object? Value)[] properties) =>
        _properties = [.. properties.Select(property => (property.Name, JsonSerializer.Serialize(property.Value, Readable)))];

    private LeadText(IEnumerable<(string Name, string Json)> properties) => _properties = [.. properties];

    public byte[] Utf8 => Encoding.UTF8.GetBytes(ToString());

    /// <summary>Replaces the value of a property, or appends the property.</summary>
    public LeadText With(string name, object? value) => WithJson(name, JsonSerializer.Serialize(value, Readable));

    public LeadText WithJson(string name, string json) =>
        _properties.Any(property => property.Name == name)
            ? new(_properties.Select(property => property.Name == name ? (name, json) : property))
            : AndJson(name, json);

    /// <summary>Appends a property, even if one with the name exists.</summary>
    public LeadText And(string name, object? value) => AndJson(name, JsonSerializer.Serialize(value, Readable));

    public LeadText AndJson(string name, string json) => new(_properties.Append((name, json)));

    public LeadText Without(params string[] names) => new(_properties.Where(property => !names.Contains(property.Name)));

    public LeadText WithVehicles(params LeadText[] vehicles) =>
        WithJson("vehicles", $"[{string.Join(", ", vehicles.Select(v => v.ToString()))}]");

    public byte[] ToBulk() => Encoding.UTF8.GetBytes($"{{\"leads\": [{this}]}}");

    public override string ToString() =>
        "{" + string.Join(", ", _properties.Select(property => $"\"{property.Name}\": {property.Json}")) + "}";
}
