using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Leadgate.Domain.Audit;
using Leadgate.Domain.Staff;
using Leadgate.Storage;
using Microsoft.AspNetCore.DataProtection;
using OtpNet;

namespace Leadgate.Server.Staff;

/// <summary>
/// The second factor of an account: codes of an authenticator app (TOTP, RFC 6238, with what all apps support: SHA-1, six digits, thirty
/// seconds), and recovery codes for those who lose it. Each code works once.
/// </summary>
internal sealed class SecondFactor(ILeadStore store, IDataProtectionProvider protection, TimeProvider time, ILogger<SecondFactor> log)
{
    /// <summary>160 bits, as RFC 4226 section 4 recommends.</summary>
    private const int SecretBytes = 20;

    private const int CodeDigits = 6;
    private const int RecoveryCodes = 10;

    /// <summary>100 bits each, which nobody finds by trying, so a fast hash is enough.</summary>
    private const int RecoveryCodeLength = 20;

    private const int RecoveryCodeGroup = 5;

    /// <summary>Base32, without letters that look like digits.</summary>
    private const string RecoveryAlphabet = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789";

    /// <summary>One step more on both sides, for clocks that differ and people who type slowly (RFC 6238 section 5.2).</summary>
    private static readonly VerificationWindow Window = new(previous: 1, future: 1);

    /// <summary>Gives an account a new second factor. What is returned is not stored in a readable form, and shown only once.</summary>
    /// <param name="issuer">The name of the service in the app.</param>
    /// <returns>Null if there is no such account.</returns>
    public async Task<NewSecondFactor?> EnableAsync(string name, string issuer, AuditEvent audit, CancellationToken cancellation)
    {
        var secret = RandomNumberGenerator.GetBytes(SecretBytes);
        var codes = Enumerable
            .Range(0, RecoveryCodes)
            .Select(_ => RandomNumberGenerator.GetString(RecoveryAlphabet, RecoveryCodeLength))
            .ToList();
        var isStored = await store.Staff.EnableTotpAsync(
            name,
            CreateProtector(name).Protect(Base32Encoding.ToString(secret)),
            time.GetUtcNow().UtcDateTime,
            codes.ConvertAll(HashRecoveryCode),
            audit,
            cancellation
        );
        return isStored
            ? new NewSecondFactor(
                Base32Encoding.ToString(secret),
                new OtpUri(OtpType.Totp, secret, name, issuer).ToString(),
                codes.ConvertAll(code => string.Join('-', code.Chunk(RecoveryCodeGroup).Select(group => new string(group))))
            )
            : null;
    }

    /// <summary>Verifies a code of an account with a second factor, and uses it up.</summary>
    public async Task<bool> VerifyAsync(HttpContext http, StaffAccount account, string entered)
    {
        var code = Normalize(entered);
        if (code.Length == CodeDigits && code.All(char.IsAsciiDigit))
        {
            return FindSecret(account) is { } secret
                && new Totp(secret).VerifyTotp(time.GetUtcNow().UtcDateTime, code, out var step, Window)
                && await store.Staff.UseTotpStepAsync(account.Name, step, http.RequestAborted);
        }

        return code.Length == RecoveryCodeLength
            && await store.Staff.UseRecoveryCodeAsync(
                account.Name,
                HashRecoveryCode(code),
                http.CreateStaffAudit(AuditActions.StaffRecovery, StaffMember.From(account).Actor),
                http.RequestAborted
            );
    }

    private byte[]? FindSecret(StaffAccount account)
    {
        try
        {
            return Base32Encoding.ToBytes(CreateProtector(account.Name).Unprotect(account.TotpSecret!));
        }
        catch (CryptographicException)
        {
            Log.SecondFactorUnreadable(log);
            return null;
        }
    }

    private IDataProtector CreateProtector(string name) => protection.CreateProtector("leadgate.staff.totp", name);

    private static ReadOnlyMemory<byte> HashRecoveryCode(string code) => SHA256.HashData(Encoding.UTF8.GetBytes(code));

    /// <summary>Without spaces and hyphens, in capitals, and with Latin digits: an Arabic keyboard types others.</summary>
    private static string Normalize(string entered) =>
        string.Concat(
            entered
                .Where(character => !char.IsWhiteSpace(character) && character != '-')
                .Select(character =>
                    char.IsDigit(character)
                        ? ((int)char.GetNumericValue(character)).ToString(CultureInfo.InvariantCulture)
                        : char.ToUpperInvariant(character).ToString()
                )
        );
}
