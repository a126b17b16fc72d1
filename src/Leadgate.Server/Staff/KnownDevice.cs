namespace Leadgate.Server.Staff;

/// <summary>A browser that has signed in to an account before.</summary>
/// <param name="Id">Random, and new with each sign-in.</param>
/// <param name="CredentialEpoch">The epoch of the account then.</param>
internal sealed record KnownDevice(string Id, int CredentialEpoch);
