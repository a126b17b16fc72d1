namespace Leadgate.Storage;

/// <summary>The store cannot be opened with these settings; trying again will not help.</summary>
internal sealed class StoreSetupException : Exception
{
    /// <summary>Says what to do.</summary>
    /// <param name="message">One line for the operator.</param>
    public StoreSetupException(string message)
        : base(message) { }

    /// <summary>Says what to do.</summary>
    /// <param name="message">One line for the operator.</param>
    /// <param name="cause">What the engine said.</param>
    public StoreSetupException(string message, Exception cause)
        : base(message, cause) { }
}
