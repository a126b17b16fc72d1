namespace Leadgate.Server.Access;

/// <summary>The result of revoking an API key.</summary>
internal abstract record RevokeKeyOutcome
{
    private RevokeKeyOutcome() { }

    /// <summary>The key is revoked, now or since earlier.</summary>
    public sealed record Revoked(long Id) : RevokeKeyOutcome;

    public sealed record NotFound : RevokeKeyOutcome;

    public sealed record Ambiguous(KeyReference.Ambiguous Reference) : RevokeKeyOutcome;
}
