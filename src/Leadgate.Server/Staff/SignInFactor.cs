namespace Leadgate.Server.Staff;

/// <summary>What an attempt to sign in tries. Attempts are counted for each.</summary>
internal enum SignInFactor
{
    Password,

    /// <summary>A code of the second factor, or a recovery code.</summary>
    Code,
}
