namespace Leadgate.Storage;

/// <summary>The store cannot do its work now: it is away, full or read-only. Nothing of the attempt was acknowledged.</summary>
internal sealed class StoreUnavailableException : Exception
{
    /// <summary>Says why.</summary>
    /// <param name="message">One line for the operator.</param>
    public StoreUnavailableException(string message)
        : base(message) { }

    /// <summary>Says why.</summary>
    /// <param name="message">One line for the operator.</param>
    /// <param name="cause">What the engine said.</param>
    public StoreUnavailableException(string message, Exception cause)
        : base(message, cause) { }
}
