using Leadgate.Domain.Access;

namespace Leadgate.Server.Access;

/// <summary>The result of changing the limits of an API key.</summary>
internal abstract record LimitKeyOutcome
{
    private LimitKeyOutcome() { }

    public sealed record Changed(ApiKey Key) : LimitKeyOutcome;

    public sealed record NotFound : LimitKeyOutcome;

    /// <summary>The request is not valid; the reason says what to send.</summary>
    public sealed record Invalid(string Reason, string ReasonAr) : LimitKeyOutcome;
}
