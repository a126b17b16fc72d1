using System.Text.Json.Serialization;

namespace Leadgate.Contract.Persons;

/// <summary>The person whose data is meant: by phone number, by email address, or by either of the two.</summary>
/// <example>{"phone": "+966512345678", "email": "reem@example.com"}</example>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record PersonRequest
{
    /// <summary>A phone number: `512345678` with any country code, or `+966512345678`.</summary>
    public string? Phone { get; init; }

    /// <summary>An email address.</summary>
    public string? Email { get; init; }
}
