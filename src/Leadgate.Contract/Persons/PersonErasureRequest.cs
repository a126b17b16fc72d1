using System.Text.Json.Serialization;

namespace Leadgate.Contract.Persons;

/// <summary>The person whose data is erased: by phone number, by email address, or by either of the two.</summary>
/// <example>{"phone": "+966512345678", "email": "reem@example.com", "except": [574]}</example>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record PersonErasureRequest
{
    /// <summary>A phone number: `512345678` with any country code, or `+966512345678`.</summary>
    public string? Phone { get; init; }

    /// <summary>An email address.</summary>
    public string? Email { get; init; }

    /// <summary>Ids of leads to leave as they are, because the dry run shows that they are not about the person.</summary>
    public IReadOnlyList<long>? Except { get; init; }

    /// <summary>
    /// Whether to rewrite the database, so that the erased bytes are gone from its files; `true` if omitted. Bulks wait or get 503
    /// meanwhile. With `false`, run `store vacuum` later.
    /// </summary>
    public bool? Vacuum { get; init; }
}
