using Leadgate.Domain.Leads;

namespace Leadgate.Domain.Revisions;

/// <summary>A property of a lead or vehicle as it was sent.</summary>
/// <param name="Name">The decoded name.</param>
/// <param name="Field">The field that the name means, or null.</param>
/// <param name="NameJson">The name in JSON, with its quotation marks.</param>
/// <param name="Value">The value in JSON.</param>
internal sealed record LeadMember(string Name, LeadField? Field, ReadOnlyMemory<byte> NameJson, ReadOnlyMemory<byte> Value)
{
    /// <summary>What the properties of one field have in common, whatever name each was sent under.</summary>
    public string Key => Field?.Name ?? Name;

    public bool IsNull => Value.Span.SequenceEqual("null"u8);
}
