namespace Leadgate.Domain.Access;

/// <summary>What can be said of a text that is shown as a key, without knowing any key.</summary>
internal enum ApiKeyTokenState
{
    /// <summary>It is well-formed; whether it is known is another question.</summary>
    WellFormed,

    /// <summary>It does not begin as a key does.</summary>
    NotAKey,

    /// <summary>It begins as a key does, but a character is wrong, missing or too many.</summary>
    Malformed,

    /// <summary>It is a key of the other environment.</summary>
    OtherEnvironment,
}
