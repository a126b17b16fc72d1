namespace Leadgate.Server.Staff;

/// <summary>What came of looking at a password.</summary>
/// <param name="IsRight">Whether it is the account's, and the account lets people in.</param>
/// <param name="NewHash">A hash to put in the place of the one that is kept, made with less work than is asked for today; or null.</param>
internal sealed record PasswordCheck(bool IsRight, string? NewHash);
