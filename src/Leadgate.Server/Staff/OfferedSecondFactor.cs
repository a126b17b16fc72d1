namespace Leadgate.Server.Staff;

/// <summary>A second factor that its owner sets up in an app before it counts.</summary>
/// <param name="Secret">For typing into an authenticator app, in Base32.</param>
/// <param name="Uri">For a QR code: <c>otpauth://totp/…</c>.</param>
/// <param name="Token">The secret, encrypted for the form.</param>
internal sealed record OfferedSecondFactor(string Secret, string Uri, string Token)
{
    /// <summary>A record prints all members by default, and none of these may get into a log.</summary>
    public override string ToString() => nameof(OfferedSecondFactor);
}
