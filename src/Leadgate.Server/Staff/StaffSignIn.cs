using Leadgate.Domain.Audit;
using Leadgate.Domain.Staff;
using Leadgate.Storage;

namespace Leadgate.Server.Staff;

/// <summary>Signs in by name and password. An unknown name, a wrong password and a disabled account cost the same and are answered the same.</summary>
internal sealed class StaffSignIn(ILeadStore store, PasswordVerifier passwords, SignInThrottle limits, ILogger<StaffSignIn> log)
{
    /// <summary>Looks whether somebody may come in.</summary>
    /// <param name="http">The request.</param>
    /// <param name="typed">What was typed as name.</param>
    /// <param name="password">What was typed as password.</param>
    public async Task<SignInOutcome> TryAsync(HttpContext http, string typed, string password)
    {
        var (name, cancellation) = (StaffAccount.FoldName(typed.Trim()) ?? "", http.RequestAborted);
        if (limits.Count(name, http.Connection.RemoteIpAddress) is > 0 and var seconds)
        {
            Log.MustWait(log, seconds);
            return new SignInOutcome(null, seconds);
        }

        var account = await store.Staff.FindAccountAsync(name, cancellation);
        var check = await passwords.CheckAsync(account, password, cancellation);
        if (!check.IsRight)
        {
            // What was typed is not written down: it may be a password in the wrong place.
            await store.Audit.AppendAsync(
                http.StaffAudit(
                    AuditActions.StaffRefuse,
                    account is null ? StaffMember.Unknown : StaffMember.Of(account).Actor,
                    detail: account?.DisabledAt is null ? null : "disabled"
                ),
                cancellation
            );
            Log.Refused(log, "name or password");
            return new SignInOutcome(null, 0);
        }

        limits.Forget(name, http.Connection.RemoteIpAddress);
        if (check.NewHash is { } hash)
            await store.Staff.ReplaceHashAsync(name, account!.PasswordHash, hash, cancellation);
        return new SignInOutcome(StaffMember.Of(account!), 0);
    }
}
