namespace Leadgate.Storage.Engines.Postgres;

/// <summary>A commit was sent, and it is not known whether the server carried it out.</summary>
/// <param name="message">What the server reported, in one line for the operator.</param>
/// <param name="cause">The failure of the exchange; null when the server answered with a warning.</param>
internal sealed class CommitInDoubtException(string message, Exception? cause = null) : Exception(message, cause)
{
    /// <summary>The failure as the stores report it.</summary>
    public StoreUnavailableException ToUnavailable() =>
        new($"It is not known whether PostgreSQL committed a transaction: {Message}", this) { IsInDoubt = true };
}
