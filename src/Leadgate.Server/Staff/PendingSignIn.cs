namespace Leadgate.Server.Staff;

/// <summary>A sign-in whose password was right, and whose code is still missing.</summary>
/// <param name="Name">The name of the account.</param>
/// <param name="CredentialEpoch">The epoch of the account when the password was entered.</param>
internal sealed record PendingSignIn(string Name, int CredentialEpoch);
