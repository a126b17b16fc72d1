namespace Leadgate.Domain.Access;

/// <summary>The form of a text that was sent as an API key.</summary>
internal enum ApiKeyTokenState
{
    /// <summary>Well-formed; the key may still be unknown.</summary>
    WellFormed,

    /// <summary>It does not start as a key does.</summary>
    NotAKey,

    /// <summary>It starts as a key does, but its length or checksum is not right.</summary>
    Malformed,

    /// <summary>It is a key of the other environment.</summary>
    OtherEnvironment,
}
