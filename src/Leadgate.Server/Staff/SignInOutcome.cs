namespace Leadgate.Server.Staff;

/// <summary>The result of signing in with a password.</summary>
/// <param name="Member">The staff member, or null if the sign-in was rejected.</param>
/// <param name="RetryAfterSeconds">If it was rejected because of too many attempts, the time to wait; else 0.</param>
internal sealed record SignInOutcome(StaffMember? Member, int RetryAfterSeconds);
