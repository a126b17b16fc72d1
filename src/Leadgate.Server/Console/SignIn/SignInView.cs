using Leadgate.Domain.Texts;

namespace Leadgate.Server.Console.SignIn;

/// <summary>A step of signing in.</summary>
/// <param name="ReturnUrl">The page to show after sign-in.</param>
/// <param name="HasProvider">Whether people can sign in at an identity provider.</param>
/// <param name="IsFirstRun">Whether nobody has an account yet.</param>
/// <param name="Error">Why the previous attempt failed, or null.</param>
internal sealed record SignInView(string ReturnUrl, bool HasProvider, BilingualText? Error, bool IsFirstRun = false)
{
    /// <summary>A form that was sent when the session had ended, encrypted; null if there is none.</summary>
    public string? Kept { get; init; }
}
