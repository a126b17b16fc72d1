using Leadgate.Domain.Staff;
using Leadgate.Server.Console.Forms;
using Leadgate.Server.Staff;

namespace Leadgate.Server.Console.Accounts;

/// <summary>The form of an account as it was typed, but for the password, which is never shown again.</summary>
/// <param name="ExpectedRole">The role that an existing account had when the form was shown.</param>
internal sealed record AccountForm(string Name, string Role, string ExpectedRole)
{
    public const string ExpectedRoleField = "expected";

    public static AccountForm Empty { get; } = new("", StaffRoles.GetName(StaffRole.Viewer), "");

    public static AccountForm Read(StaffForm form) =>
        new(form.Get(StaffAccounts.NameField), form.Get(StaffAccounts.RoleField), form.Get(ExpectedRoleField));

    public static AccountForm From(StaffAccount account) =>
        new(account.Name, StaffRoles.GetName(account.Role), StaffRoles.GetName(account.Role));
}
