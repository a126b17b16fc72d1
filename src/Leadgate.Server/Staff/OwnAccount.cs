using Leadgate.Domain.Audit;
using Leadgate.Domain.Staff;
using Leadgate.Server.Hosting;
using Leadgate.Storage;
using Microsoft.AspNetCore.Authentication;

namespace Leadgate.Server.Staff;

/// <summary>
/// What staff members do with their own account: the password and the second factor. Each asks for the present password, and ends all
/// sessions of the account; the browser at hand gets a new one.
/// </summary>
internal sealed class OwnAccount(
    ILeadStore store,
    StaffAccounts accounts,
    StaffSignIn signIn,
    SecondFactor secondFactor,
    KnownDevices devices,
    LeadgateSettings settings
)
{
    /// <summary>The account, or null if an identity provider signed the staff member in.</summary>
    public async Task<StaffAccount?> FindAsync(HttpContext http) =>
        http.GetStaffMember().Account is { } name ? await store.Staff.FindAccountAsync(name, http.RequestAborted) : null;

    /// <summary>Whether the password of the account is this one; see <see cref="StaffSignIn.ConfirmPasswordAsync"/>.</summary>
    public Task<SignInOutcome> ConfirmPasswordAsync(HttpContext http, StaffAccount account, string password) =>
        signIn.ConfirmPasswordAsync(http, account.Name, password);

    /// <summary>Sets a new password. The present one was confirmed.</summary>
    public async Task<AccountOutcome> SetPasswordAsync(HttpContext http, string password)
    {
        var outcome = await accounts.SetOwnPasswordAsync(password, http.GetStaffActor(), http.RequestAborted);
        if (outcome is AccountOutcome.Done { Account: var account })
            await StartSessionAsync(http, account.Name);
        return outcome;
    }

    /// <summary>Offers a second factor, which counts once a code of the app was entered. The password was confirmed.</summary>
    public OfferedSecondFactor OfferSecondFactor(StaffAccount account) =>
        secondFactor.Offer(account.Name, SecondFactor.GetIssuer(settings));

    /// <summary>The same offer again after a wrong code; null if it has expired.</summary>
    public OfferedSecondFactor? FindOffer(StaffAccount account, string token) =>
        secondFactor.FindOffer(account.Name, SecondFactor.GetIssuer(settings), token);

    /// <summary>Accepts an offered second factor.</summary>
    /// <returns>The recovery codes, shown only once; null if the code is wrong, or the account has a second factor already.</returns>
    public async Task<IReadOnlyList<string>?> AcceptSecondFactorAsync(HttpContext http, StaffAccount account, string token, string code)
    {
        if (account.TotpSecret is not null)
            return null;
        var audit = http.GetStaffActor().Audit(AuditActions.StaffTotpEnable, "staff:" + account.Name);
        var codes = await secondFactor.AcceptAsync(account.Name, token, code, audit, http.RequestAborted);
        if (codes is not null)
            await StartSessionAsync(http, account.Name);
        return codes;
    }

    /// <summary>Removes the second factor, unless the role needs one. The password was confirmed.</summary>
    /// <returns>Whether it was removed.</returns>
    public async Task<bool> RemoveSecondFactorAsync(HttpContext http, StaffAccount account) =>
        !settings.RequiresSecondFactor(account.Role)
        && await store.Staff.DisableTotpAsync(
            account.Name,
            http.GetStaffActor().Audit(AuditActions.StaffTotpDisable, "staff:" + account.Name),
            http.RequestAborted
        );

    private async Task StartSessionAsync(HttpContext http, string name)
    {
        if (await store.Staff.FindAccountAsync(name, http.RequestAborted) is not { DisabledAt: null } account)
            return;
        devices.Remember(http, account);
        http.Features.Set(new StartsNewSession());

        // The handler of this request would go on with the session that has ended. Another one starts a new session, as a sign-in does.
        await using var scope = http.RequestServices.CreateAsyncScope();
        var authentication = scope.ServiceProvider.GetRequiredService<IAuthenticationService>();
        await authentication.SignInAsync(http, StaffMember.Scheme, StaffMember.From(account).ToPrincipal(), null);
    }
}
