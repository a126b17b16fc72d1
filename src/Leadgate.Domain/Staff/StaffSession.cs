namespace Leadgate.Domain.Staff;

/// <summary>The session of a staff member who is signed in.</summary>
internal sealed record StaffSession
{
    /// <summary>The SHA-256 of the session id in the cookie.</summary>
    public required ReadOnlyMemory<byte> IdHash { get; init; }

    /// <summary>The actor in the audit trail: <c>staff:NAME</c> or <c>oidc:SUBJECT</c>.</summary>
    public required string Actor { get; init; }

    public required string DisplayName { get; init; }

    /// <summary>The name of the account; null if an identity provider signed the person in.</summary>
    public string? Account { get; init; }

    /// <summary>For an account, its current role.</summary>
    public required StaffRole Role { get; init; }

    /// <summary>The epoch of the account when it signed in: the session ends with it.</summary>
    public int CredentialEpoch { get; init; }

    /// <summary>UTC.</summary>
    public required DateTime CreatedAt { get; init; }

    /// <summary>The last request, UTC, accurate to a minute.</summary>
    public required DateTime SeenAt { get; init; }

    /// <summary>The end regardless of activity, UTC.</summary>
    public required DateTime EndsAt { get; init; }
}
