namespace Leadgate.Domain.Staff;

/// <summary>Somebody who is signed in.</summary>
internal sealed record StaffSession
{
    /// <summary>The SHA-256 of the id that the browser holds.</summary>
    public required ReadOnlyMemory<byte> IdHash { get; init; }

    /// <summary>Who it is, in the trail of who did what: <c>staff:NAME</c> or <c>oidc:SUBJECT</c>.</summary>
    public required string Actor { get; init; }

    /// <summary>The name to show the person.</summary>
    public required string DisplayName { get; init; }

    /// <summary>The account that it rests on, or null where an identity provider vouched for the person.</summary>
    public string? Account { get; init; }

    /// <summary>What the person may do; of an account, what the account says now.</summary>
    public required StaffRole Role { get; init; }

    /// <summary>When it began, UTC.</summary>
    public required DateTime CreatedAt { get; init; }

    /// <summary>When the person was last here, UTC, to a minute.</summary>
    public required DateTime SeenAt { get; init; }

    /// <summary>When it ends whatever the person does, UTC.</summary>
    public required DateTime EndsAt { get; init; }
}
