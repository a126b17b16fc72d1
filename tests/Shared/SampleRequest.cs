using System.Text.Json.Nodes;

namespace Leadgate.Tests;

/// <summary>The sample request of the interface, byte for byte, and leads made from its lead.</summary>
internal static class SampleRequest
{
    public static byte[] Bytes { get; } = File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "Data", "sample.json"));

    /// <summary>The lead of the sample, which is valid, with changes.</summary>
    /// <param name="changes">Values to set; null removes a property.</param>
    public static JsonObject Lead(params IEnumerable<(string Name, JsonNode? Value)> changes)
    {
        var lead = JsonNode.Parse(Bytes)!["leads"]![0]!.DeepClone().AsObject();
        foreach (var (name, value) in changes)
        {
            lead.Remove(name);
            if (value is not null)
                lead[name] = value.DeepClone();
        }

        return lead;
    }
}
