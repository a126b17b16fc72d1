using Leadgate.Domain.Staff;
using Leadgate.Server.Audit;
using Leadgate.Server.Hosting;
using Leadgate.Storage;

namespace Leadgate.Server.Staff;

/// <summary>
/// Signs in with a user name and password, and then with a code if the account has a second factor. An unknown name, a wrong password and
/// a disabled account take the same time and get the same response.
/// </summary>
internal sealed class StaffSignIn(
    ILeadStore store,
    PasswordVerifier passwords,
    SecondFactor secondFactor,
    SignInThrottle throttle,
    KnownDevices devices,
    PendingSignIns pending,
    RefusalAudit refusals,
    LeadgateSettings settings,
    ILogger<StaffSignIn> log
)
{
    public async Task<SignInOutcome> TryPasswordAsync(HttpContext http, string enteredName, string password)
    {
        var name = StaffAccount.FoldName(enteredName.Trim()) ?? "";
        var (source, account) = await FindSourceAsync(http, name);
        if (Throttle(http, SignInFactor.Password, name, source) is { } throttled)
            return throttled;

        account ??= await store.Staff.FindAccountAsync(name, http.RequestAborted);
        var recent = throttle.CountRecentAttempts(SignInFactor.Password, name, source);
        if (await passwords.TryVerifyAsync(account, password, source, recent, http.RequestAborted) is not { } verification)
        {
            throttle.GiveBack(SignInFactor.Password, name, source);
            refusals.CountThrottledSignIn(http);
            Log.SignInQueueFull(log);
            return new SignInOutcome.Busy((int)PasswordQueue.RetryAfter.TotalSeconds);
        }

        if (!verification.IsValid)
            return await RejectAsync(http, account, account?.DisabledAt is null ? null : "disabled", "name or password");
        throttle.Reset(SignInFactor.Password, name, source);
        if (verification.NewHash is { } hash)
            await store.Staff.ReplaceHashAsync(name, account!.PasswordHash, hash, http.RequestAborted);
        if (account!.TotpSecret is not null)
        {
            pending.Begin(http, account);
            return new SignInOutcome.CodeRequired();
        }

        if (settings.RequiresSecondFactor(account.Role))
        {
            await RejectAsync(http, account, "no second factor", "no second factor");
            return new SignInOutcome.SecondFactorMissing();
        }

        devices.Remember(http, account);
        return new SignInOutcome.SignedIn(StaffMember.From(account));
    }

    public async Task<SignInOutcome> TryCodeAsync(HttpContext http, string code)
    {
        if (pending.Find(http) is not { } begun)
            return new SignInOutcome.Expired();
        var (source, account) = await FindSourceAsync(http, begun.Name);
        if (Throttle(http, SignInFactor.Code, begun.Name, source) is { } throttled)
            return throttled;

        account ??= await store.Staff.FindAccountAsync(begun.Name, http.RequestAborted);
        if (account is not { DisabledAt: null, TotpSecret: not null } || account.CredentialEpoch != begun.CredentialEpoch)
        {
            pending.End(http);
            return new SignInOutcome.Expired();
        }

        if (!await secondFactor.VerifyAsync(http, account, code))
            return await RejectAsync(http, account, "code", "code");
        throttle.Reset(SignInFactor.Code, begun.Name, source);
        pending.End(http);
        devices.Remember(http, account);
        return new SignInOutcome.SignedIn(StaffMember.From(account));
    }

    /// <summary>
    /// Asks somebody who is signed in for their password again, before they change it or their second factor. Attempts count as those of
    /// the sign-in do, so that a session that was left open does not help to guess.
    /// </summary>
    /// <returns><see cref="SignInOutcome.SignedIn"/> if the password is right; no session begins.</returns>
    public async Task<SignInOutcome> ConfirmPasswordAsync(HttpContext http, string name, string password)
    {
        var (source, account) = await FindSourceAsync(http, name);
        if (Throttle(http, SignInFactor.Password, name, source) is { } throttled)
            return throttled;

        account ??= await store.Staff.FindAccountAsync(name, http.RequestAborted);
        var recent = throttle.CountRecentAttempts(SignInFactor.Password, name, source);
        if (await passwords.TryVerifyAsync(account, password, source, recent, http.RequestAborted) is not { } verification)
        {
            throttle.GiveBack(SignInFactor.Password, name, source);
            return new SignInOutcome.Busy((int)PasswordQueue.RetryAfter.TotalSeconds);
        }

        if (!verification.IsValid)
            return await RejectAsync(http, account, "password asked for again", "password");
        throttle.Reset(SignInFactor.Password, name, source);
        return new SignInOutcome.SignedIn(StaffMember.From(account!));
    }

    /// <summary>The known device that a request comes from, with the account, or its address.</summary>
    private async Task<(SignInSource Source, StaffAccount? Account)> FindSourceAsync(HttpContext http, string name)
    {
        // The store is asked only for those who show a device that was once known, because an attempt may not be evaluated at all.
        if (devices.Find(http, name) is { } device)
        {
            var account = await store.Staff.FindAccountAsync(name, http.RequestAborted);
            if (account is { DisabledAt: null } && account.CredentialEpoch == device.CredentialEpoch)
                return (SignInSource.From(device), account);
        }

        return (SignInSource.From(http.Connection.RemoteIpAddress), null);
    }

    private SignInOutcome.Throttled? Throttle(HttpContext http, SignInFactor factor, string name, SignInSource source)
    {
        if (throttle.TryAcquire(factor, name, source) is not (> 0 and var seconds))
            return null;
        refusals.CountThrottledSignIn(http);
        Log.SignInThrottled(log, seconds);
        return new SignInOutcome.Throttled(seconds);
    }

    private async Task<SignInOutcome> RejectAsync(HttpContext http, StaffAccount? account, string? detail, string reason)
    {
        // The name that was entered is not recorded: it may be a password in the wrong field.
        var actor = account is null ? StaffMember.Unknown : StaffMember.From(account).Actor;
        await refusals.RecordSignInAsync(http, actor, detail, http.RequestAborted);
        Log.SignInRejected(log, reason);
        return new SignInOutcome.Rejected();
    }
}
