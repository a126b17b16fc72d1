using Leadgate.Domain.Staff;
using Leadgate.Domain.Texts;

namespace Leadgate.Server.Console.Accounts;

/// <summary>What is asked before something is done to an account.</summary>
/// <param name="Name">The end of the address.</param>
/// <param name="Title">What is done.</param>
/// <param name="Question">What it means.</param>
/// <param name="Done">What is said afterwards.</param>
internal sealed record AccountStep(string Name, BilingualText Title, BilingualText Question, BilingualText Done)
{
    public static readonly AccountStep Disable = new(
        "disable",
        AccountsTexts.Disable,
        AccountsTexts.DisableQuestion,
        AccountsTexts.WasDisabled
    );

    public static readonly AccountStep RemoveSecondFactor = new(
        "second-factor",
        AccountsTexts.RemoveSecondFactor,
        AccountsTexts.RemoveSecondFactorQuestion,
        AccountsTexts.SecondFactorWasRemoved
    );

    public static readonly AccountStep EndSessions = new(
        "sessions",
        AccountsTexts.EndSessions,
        AccountsTexts.EndSessionsQuestion,
        AccountsTexts.SessionsEnded
    );

    public static IReadOnlyList<AccountStep> All { get; } = [Disable, RemoveSecondFactor, EndSessions];

    /// <summary>What the page that asks shows.</summary>
    public sealed record View(AccountStep Step, StaffAccount Account, BilingualText? Error);
}
