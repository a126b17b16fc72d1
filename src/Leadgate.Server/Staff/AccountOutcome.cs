using Leadgate.Domain.Staff;
using Leadgate.Domain.Texts;

namespace Leadgate.Server.Staff;

/// <summary>The result of creating or changing an account.</summary>
internal abstract record AccountOutcome
{
    private AccountOutcome() { }

    /// <param name="Account">The account as it was read before the change, or as it was created.</param>
    public sealed record Done(StaffAccount Account) : AccountOutcome;

    public sealed record NotFound : AccountOutcome;

    /// <summary>A name or a password that no account can have; nothing was done.</summary>
    /// <param name="Field">The field of the form: <c>name</c>, <c>role</c>, or <c>password</c>.</param>
    public sealed record Invalid(string Field, BilingualText Reason) : AccountOutcome;

    /// <summary>Another account has the name.</summary>
    public sealed record NameTaken(string Name) : AccountOutcome;

    /// <summary>Nobody could sign in as an administrator any more.</summary>
    public sealed record LastAdmin : AccountOutcome;

    /// <summary>Administrators do not disable themselves, or lower their own role: another one has to.</summary>
    public sealed record OwnAccount : AccountOutcome;

    /// <summary>Somebody else changed the account meanwhile.</summary>
    public sealed record Changed(StaffAccount Current) : AccountOutcome;
}
