using Leadgate.Domain.Access;
using Leadgate.Domain.Audit;
using Leadgate.Domain.Staff;
using Leadgate.Domain.Texts;
using Leadgate.Server.Access;
using Leadgate.Storage;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace Leadgate.Server.Staff;

/// <summary>Creates and changes the accounts of staff members who sign in with a password, for the pages and the command line.</summary>
internal sealed class StaffAccounts(ILeadStore store, TimeProvider time, IOptions<PasswordHasherOptions> hashing)
{
    public const string NameField = "name";
    public const string RoleField = "role";
    public const string PasswordField = "password";

    public static readonly BilingualText InvalidName = new(
        $"A user name must have 1 to {StaffAccount.MaxNameLength} letters, digits, or the characters . _ - @.",
        $"يتكون اسم المستخدم من 1 إلى {CountedNoun.Character.In(true, StaffAccount.MaxNameLength)}: أحرف وأرقام، والرموز "
            + $"{BidiText.Ltr(". _ - @")} فقط."
    );

    private static readonly BilingualText InvalidRole = new(
        $"A role is one of {string.Join(", ", StaffRoles.All.Select(role => role.Name))}.",
        $"الأدوار هي: {string.Join("، ", StaffRoles.All.Select(role => role.TitleAr))}."
    );

    /// <summary>Every account by name, also disabled ones.</summary>
    public Task<IReadOnlyList<StaffAccount>> ReadAsync(Actor actor, CancellationToken cancellation)
    {
        actor.Require(Scopes.Admin);
        return store.Staff.ReadAccountsAsync(cancellation);
    }

    /// <summary>An account by the name that somebody entered, also a disabled one, or null.</summary>
    public async Task<StaffAccount?> FindAsync(string name, Actor actor, CancellationToken cancellation)
    {
        actor.Require(Scopes.Admin);
        return await FindAsync(name, cancellation);
    }

    /// <summary>What is wrong with the name or the password of a new account, or null.</summary>
    /// <param name="folded">The name as it is stored.</param>
    public static AccountOutcome.Invalid? Validate(string name, string password, out string folded)
    {
        folded = StaffAccount.FoldName(name) ?? "";
        if (folded.Length == 0)
            return new AccountOutcome.Invalid(NameField, InvalidName);
        return PasswordRules.Validate(password, folded) is { } reason ? new AccountOutcome.Invalid(PasswordField, reason) : null;
    }

    public async Task<AccountOutcome> CreateAsync(string name, string role, string password, Actor actor, CancellationToken cancellation)
    {
        actor.Require(Scopes.Admin);
        if (Validate(name, password, out var folded) is { } invalid)
            return invalid;
        if (StaffRoles.Find(role) is not { } known)
            return new AccountOutcome.Invalid(RoleField, InvalidRole);
        var account = CreateAccount(folded, known, password);
        return await store.Staff.AddAccountAsync(account, Audit(actor, AuditActions.StaffCreate, folded, role), cancellation)
            ? new AccountOutcome.Done(account)
            : new AccountOutcome.NameTaken(folded);
    }

    /// <summary>Creates the first account, an administrator. Of several that are sent at once, one is created.</summary>
    /// <returns>Null when there is an account already.</returns>
    public async Task<AccountOutcome?> CreateFirstAsync(string name, string password, string origin, CancellationToken cancellation)
    {
        if (Validate(name, password, out var folded) is { } invalid)
            return invalid;
        var account = CreateAccount(folded, StaffRole.Admin, password);
        var audit = new AuditEvent(
            AuditActions.StaffCreate,
            StaffMember.Unknown,
            origin,
            GetRecord(folded),
            $"{StaffRoles.GetName(StaffRole.Admin)}, the first account"
        );
        return await store.Staff.AddFirstAccountAsync(account, audit, cancellation) ? new AccountOutcome.Done(account) : null;
    }

    /// <param name="expected">The role that the account has, as far as the actor knows; null if they know none.</param>
    public async Task<AccountOutcome> SetRoleAsync(string name, string? expected, string role, Actor actor, CancellationToken cancellation)
    {
        actor.Require(Scopes.Admin);
        if (StaffRoles.Find(role) is not { } known)
            return new AccountOutcome.Invalid(RoleField, InvalidRole);
        if (await FindAsync(name, cancellation) is not { } account)
            return new AccountOutcome.NotFound();
        if (expected is not null && StaffRoles.GetName(account.Role) != expected)
            return new AccountOutcome.Changed(account);
        if (account.Role == known)
            return new AccountOutcome.Done(account);
        if (account.Name == actor.Account)
            return new AccountOutcome.OwnAccount();
        var audit = Audit(actor, AuditActions.StaffRole, account.Name, $"{StaffRoles.GetName(account.Role)} to {role}");
        var isDone = await store.Staff.SetRoleAsync(account.Name, account.Role, known, !actor.IsAtCommandLine, audit, cancellation);
        return isDone ? new AccountOutcome.Done(account) : await ExplainAsync(account, cancellation);
    }

    /// <summary>Sets a new password, and ends the sessions of the account.</summary>
    public async Task<AccountOutcome> SetPasswordAsync(string name, string password, Actor actor, CancellationToken cancellation)
    {
        actor.Require(Scopes.Admin);
        return await SetPasswordAsync(name, password, actor, AuditActions.StaffPassword, cancellation);
    }

    /// <summary>Sets a new password for the actor's own account. The caller has asked for the present one.</summary>
    public async Task<AccountOutcome> SetOwnPasswordAsync(string password, Actor actor, CancellationToken cancellation) =>
        await SetPasswordAsync(actor.Account ?? "", password, actor, AuditActions.StaffPassword, cancellation);

    /// <summary>Disables an account, and ends its sessions.</summary>
    public async Task<AccountOutcome> DisableAsync(string name, Actor actor, CancellationToken cancellation)
    {
        actor.Require(Scopes.Admin);
        if (await FindAsync(name, cancellation) is not { } account)
            return new AccountOutcome.NotFound();
        if (account.Name == actor.Account)
            return new AccountOutcome.OwnAccount();
        var isDone = await store.Staff.SetDisabledAsync(
            account.Name,
            time.GetUtcNow().UtcDateTime,
            Audit(actor, AuditActions.StaffDisable, account.Name),
            cancellation,
            keepsAnAdmin: !actor.IsAtCommandLine
        );
        return isDone ? new AccountOutcome.Done(account) : await ExplainAsync(account, cancellation);
    }

    public async Task<AccountOutcome> EnableAsync(string name, Actor actor, CancellationToken cancellation)
    {
        actor.Require(Scopes.Admin);
        if (await FindAsync(name, cancellation) is not { } account)
            return new AccountOutcome.NotFound();
        await store.Staff.SetDisabledAsync(account.Name, null, Audit(actor, AuditActions.StaffEnable, account.Name), cancellation);
        return new AccountOutcome.Done(account);
    }

    /// <summary>Removes the second factor of an account and its recovery codes, for somebody who lost both.</summary>
    /// <returns>Not found also when the account has no second factor.</returns>
    public async Task<AccountOutcome> RemoveSecondFactorAsync(string name, Actor actor, CancellationToken cancellation)
    {
        actor.Require(Scopes.Admin);
        return
            await FindAsync(name, cancellation) is { } account
            && await store.Staff.DisableTotpAsync(account.Name, Audit(actor, AuditActions.StaffTotpDisable, account.Name), cancellation)
            ? new AccountOutcome.Done(account)
            : new AccountOutcome.NotFound();
    }

    private async Task<AccountOutcome> SetPasswordAsync(
        string name,
        string password,
        Actor actor,
        string action,
        CancellationToken cancellation
    )
    {
        if (await FindAsync(name, cancellation) is not { } account)
            return new AccountOutcome.NotFound();
        if (PasswordRules.Validate(password, account.Name) is { } reason)
            return new AccountOutcome.Invalid(PasswordField, reason);
        var isDone = await store.Staff.SetPasswordAsync(
            account.Name,
            Hash(password),
            time.GetUtcNow().UtcDateTime,
            Audit(actor, action, account.Name),
            cancellation
        );
        return isDone ? new AccountOutcome.Done(account) : new AccountOutcome.NotFound();
    }

    private async Task<StaffAccount?> FindAsync(string name, CancellationToken cancellation) =>
        StaffAccount.FoldName(name) is { } folded ? await store.Staff.FindAccountAsync(folded, cancellation) : null;

    /// <summary>Why the store changed nothing.</summary>
    private async Task<AccountOutcome> ExplainAsync(StaffAccount before, CancellationToken cancellation) =>
        await store.Staff.FindAccountAsync(before.Name, cancellation) switch
        {
            null => new AccountOutcome.NotFound(),
            { } now when now.Role != before.Role => new AccountOutcome.Changed(now),
            _ => new AccountOutcome.LastAdmin(),
        };

    private StaffAccount CreateAccount(string folded, StaffRole role, string password)
    {
        var now = time.GetUtcNow().UtcDateTime;
        return new StaffAccount
        {
            Name = folded,
            Role = role,
            PasswordHash = Hash(password),
            CreatedAt = now,
            PasswordSetAt = now,
        };
    }

    private string Hash(string password) => PasswordVerifier.Hash(password, hashing.Value.IterationCount);

    private static AuditEvent Audit(Actor actor, string action, string name, string? detail = null) =>
        actor.Audit(action, GetRecord(name), detail);

    private static string GetRecord(string name) => "staff:" + name;
}
