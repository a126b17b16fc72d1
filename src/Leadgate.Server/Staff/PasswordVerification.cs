namespace Leadgate.Server.Staff;

/// <param name="IsValid">Whether the password is right and the account is enabled.</param>
/// <param name="NewHash">A hash to replace the stored one, which was created with fewer iterations than today's; or null.</param>
internal sealed record PasswordVerification(bool IsValid, string? NewHash);
