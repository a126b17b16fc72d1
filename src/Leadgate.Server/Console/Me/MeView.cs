using Leadgate.Domain.Staff;
using Leadgate.Server.Console.Forms;
using Leadgate.Server.Staff;

namespace Leadgate.Server.Console.Me;

/// <summary>The page of whoever is signed in.</summary>
/// <param name="Account">Their account; null if an identity provider signed them in.</param>
/// <param name="NeedsSecondFactor">Whether their role needs a second factor, which they then cannot remove.</param>
/// <param name="RecoveryCodes">Codes that were created just now; otherwise empty.</param>
internal sealed record MeView(
    StaffMember Member,
    StaffAccount? Account,
    bool NeedsSecondFactor,
    FormErrors Errors,
    IReadOnlyList<string> RecoveryCodes
)
{
    public const string CurrentField = "current";
    public const string PasswordField = "password";
    public const string AgainField = "again";

    /// <summary>The present password, asked for before the second factor is changed.</summary>
    public const string FactorPasswordField = "factor-password";

    public const string TokenField = "token";
    public const string CodeField = "code";

    public const string Password = Shell.ConsoleRoutes.Me + "/password";
    public const string SecondFactor = Shell.ConsoleRoutes.Me + "/second-factor";
    public const string Accept = SecondFactor + "/accept";
    public const string Remove = SecondFactor + "/remove";
    public const string Sessions = Shell.ConsoleRoutes.Me + "/sessions";

    /// <summary>A second factor that is set up in an app.</summary>
    internal sealed record Offer(OfferedSecondFactor Factor, FormErrors Errors);
}
