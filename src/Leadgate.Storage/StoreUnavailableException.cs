namespace Leadgate.Storage;

/// <summary>The store cannot do its work now: it is away, full or read-only. Nothing of the attempt was acknowledged.</summary>
internal sealed class StoreUnavailableException : Exception
{
    /// <param name="message">What is wrong and what to do, in one line for the operator.</param>
    public StoreUnavailableException(string message)
        : base(message) { }

    /// <param name="message">What is wrong and what to do, in one line for the operator.</param>
    /// <param name="cause">What the engine reported.</param>
    public StoreUnavailableException(string message, Exception cause)
        : base(message, cause) { }
}
