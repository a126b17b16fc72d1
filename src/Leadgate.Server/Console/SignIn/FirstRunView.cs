using Leadgate.Server.Console.Forms;

namespace Leadgate.Server.Console.SignIn;

/// <summary>The page on which the first administrator is created, or which says how.</summary>
/// <param name="IsAllowed">Whether this request may create it.</param>
internal sealed record FirstRunView(bool IsAllowed, string Name, FormErrors Errors)
{
    public const string AgainField = "again";
}
