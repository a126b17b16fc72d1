using Leadgate.Domain.Staff;
using Leadgate.Server.Console.Forms;

namespace Leadgate.Server.Console.Accounts;

/// <summary>The page of one account, or of a new one.</summary>
/// <param name="Account">The account; null for a new one.</param>
/// <param name="Password">A password that was generated just now; otherwise empty.</param>
/// <param name="Sessions">How many sessions it has.</param>
/// <param name="IsOwn">Whether it is the account of whoever looks at it.</param>
internal sealed record AccountView(
    StaffAccount? Account,
    AccountForm Form,
    FormErrors Errors,
    IReadOnlyList<string> Password,
    int Sessions = 0,
    bool IsOwn = false
);
