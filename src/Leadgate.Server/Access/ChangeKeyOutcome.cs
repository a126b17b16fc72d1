using Leadgate.Domain.Access;
using Leadgate.Domain.Texts;

namespace Leadgate.Server.Access;

/// <summary>The result of changing the limits or preferences of an API key.</summary>
internal abstract record ChangeKeyOutcome
{
    private ChangeKeyOutcome() { }

    public sealed record Changed(ApiKey Key) : ChangeKeyOutcome;

    public sealed record NotFound : ChangeKeyOutcome;

    public sealed record Ambiguous(KeyReference.Ambiguous Reference) : ChangeKeyOutcome;

    /// <summary>The request is not valid; the reason says what to send.</summary>
    public sealed record Invalid(BilingualText Reason) : ChangeKeyOutcome;
}
