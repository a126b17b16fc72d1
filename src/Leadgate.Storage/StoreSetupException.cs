namespace Leadgate.Storage;

/// <summary>The store cannot be opened with these settings; trying again will not help.</summary>
internal sealed class StoreSetupException : Exception
{
    /// <param name="message">What is wrong and what to do, in one line for the operator.</param>
    public StoreSetupException(string message)
        : base(message) { }

    /// <param name="message">What is wrong and what to do, in one line for the operator.</param>
    /// <param name="cause">What the engine reported.</param>
    public StoreSetupException(string message, Exception cause)
        : base(message, cause) { }
}
