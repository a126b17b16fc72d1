namespace Leadgate.Server.Staff;

/// <summary>The result of a step of signing in.</summary>
internal abstract record SignInOutcome
{
    private SignInOutcome() { }

    public sealed record SignedIn(StaffMember Member) : SignInOutcome;

    /// <summary>The password is right, and the account has a second factor.</summary>
    public sealed record CodeRequired : SignInOutcome;

    /// <summary>The password is right, and the account must have a second factor but has none.</summary>
    public sealed record SecondFactorMissing : SignInOutcome;

    public sealed record Rejected : SignInOutcome;

    /// <summary>There is no first step that this step could follow, or it was too long ago.</summary>
    public sealed record Expired : SignInOutcome;

    /// <summary>Too many failed attempts were made; this one was not evaluated.</summary>
    public sealed record Throttled(int RetryAfterSeconds) : SignInOutcome;

    /// <summary>Too many others sign in at the moment; this attempt was not evaluated.</summary>
    public sealed record Busy(int RetryAfterSeconds) : SignInOutcome;
}
