namespace Leadgate.Server.Staff;

/// <summary>What came of signing in with a password.</summary>
/// <param name="Person">Who it is; null when refused.</param>
/// <param name="RetryAfterSeconds">How long to wait before the next try, when that is why it was refused; else 0.</param>
internal sealed record SignInOutcome(StaffMember? Person, int RetryAfterSeconds);
