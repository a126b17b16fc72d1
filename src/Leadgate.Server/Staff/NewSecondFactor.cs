namespace Leadgate.Server.Staff;

/// <summary>A second factor as it is shown to its owner, once.</summary>
/// <param name="Secret">For typing into an authenticator app, in Base32.</param>
/// <param name="Uri">For a QR code: <c>otpauth://totp/…</c>.</param>
/// <param name="RecoveryCodes">Each replaces the app once.</param>
internal sealed record NewSecondFactor(string Secret, string Uri, IReadOnlyList<string> RecoveryCodes)
{
    /// <summary>A record prints all members by default, and none of these may get into a log.</summary>
    public override string ToString() => nameof(NewSecondFactor);
}
