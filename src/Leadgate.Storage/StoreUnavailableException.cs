namespace Leadgate.Storage;

/// <summary>The store cannot do its work now: the database cannot be reached, is full, or is read-only. Nothing was acknowledged.</summary>
internal sealed class StoreUnavailableException : Exception
{
    /// <param name="message">What is wrong and what to do, in one line for the operator.</param>
    public StoreUnavailableException(string message)
        : base(message) { }

    /// <param name="message">What is wrong and what to do, in one line for the operator.</param>
    /// <param name="cause">What the engine reported.</param>
    public StoreUnavailableException(string message, Exception cause)
        : base(message, cause) { }

    /// <summary>
    /// Whether what was to be stored may be stored all the same, because the failure came while it was committed. Otherwise nothing of it
    /// is stored.
    /// </summary>
    public bool IsInDoubt { get; init; }
}
