using Leadgate.Domain.Staff;
using Leadgate.Server.Audit;
using Leadgate.Storage;

namespace Leadgate.Server.Staff;

/// <summary>
/// Signs in with a user name and password. An unknown name, a wrong password and a disabled account take the same time and get the same
/// response.
/// </summary>
internal sealed class StaffSignIn(
    ILeadStore store,
    PasswordVerifier passwords,
    SignInThrottle throttle,
    RefusalAudit refusals,
    ILogger<StaffSignIn> log
)
{
    public async Task<SignInOutcome> TryAsync(HttpContext http, string enteredName, string password)
    {
        var (address, cancellation) = (http.Connection.RemoteIpAddress, http.RequestAborted);
        var name = StaffAccount.FoldName(enteredName.Trim()) ?? "";
        if (throttle.TryAcquire(name, address) is > 0 and var seconds)
        {
            refusals.CountThrottledSignIn(http);
            Log.SignInThrottled(log, seconds);
            return new SignInOutcome(null, seconds);
        }

        var account = await store.Staff.FindAccountAsync(name, cancellation);
        var verification = await passwords.VerifyAsync(account, password, cancellation);
        if (!verification.IsValid)
        {
            // The name that was entered is not recorded: it may be a password in the wrong field.
            var actor = account is null ? StaffMember.Unknown : StaffMember.From(account).Actor;
            var detail = account?.DisabledAt is null ? null : "disabled";
            await refusals.RecordSignInAsync(http, actor, detail, cancellation);
            Log.SignInRejected(log, "name or password");
            return new SignInOutcome(null, 0);
        }

        throttle.Reset(name, address);
        if (verification.NewHash is { } hash)
            await store.Staff.ReplaceHashAsync(name, account!.PasswordHash, hash, cancellation);
        return new SignInOutcome(StaffMember.From(account!), 0);
    }
}
