using Leadgate.Domain.Access;
using Leadgate.Domain.Texts;

namespace Leadgate.Server.Access;

/// <summary>The result of creating an API key.</summary>
internal abstract record CreateKeyOutcome
{
    private CreateKeyOutcome() { }

    /// <summary>The key was created. Its text is known only now.</summary>
    public sealed record Created(ApiKey Key, string Text) : CreateKeyOutcome;

    /// <summary>A key of this name was created since the actor began to ask for this one, so this one was not.</summary>
    public sealed record Repeated : CreateKeyOutcome;

    /// <summary>The request is not valid; the reason says what to send.</summary>
    public sealed record Invalid(BilingualText Reason) : CreateKeyOutcome;
}
