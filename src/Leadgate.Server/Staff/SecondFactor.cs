using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Leadgate.Domain.Audit;
using Leadgate.Domain.Staff;
using Leadgate.Server.Hosting;
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

    /// <summary>How long somebody may take to set up the app.</summary>
    private static readonly TimeSpan OfferLifetime = TimeSpan.FromMinutes(15);

    /// <summary>Base32, without letters that look like digits.</summary>
    private const string RecoveryAlphabet = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789";

    /// <summary>One step more on both sides, for clocks that differ and people who type slowly (RFC 6238 section 5.2).</summary>
    private static readonly VerificationWindow Window = new(previous: 1, future: 1);

    /// <summary>The name of the service in the app.</summary>
    public static string GetIssuer(LeadgateSettings settings) =>
        settings.Environment == "PROD" ? "Leadgate" : $"Leadgate {settings.Environment}";

    /// <summary>Begins to give an account a second factor: nothing is stored until a code of the app proves that it works.</summary>
    /// <param name="issuer">The name of the service in the app.</param>
    public OfferedSecondFactor Offer(string name, string issuer)
    {
        var secret = RandomNumberGenerator.GetBytes(SecretBytes);
        return Describe(name, issuer, secret, CreateOfferProtector(name).Protect(Base32Encoding.ToString(secret), OfferLifetime));
    }

    /// <summary>An offer that was made before, so that after a wrong code the app is not set up again; null if it has expired.</summary>
    public OfferedSecondFactor? FindOffer(string name, string issuer, string token) =>
        ReadOffer(name, token) is { } secret ? Describe(name, issuer, secret, token) : null;

    /// <summary>Stores an offered second factor if the code is right, and ends the sessions of the account.</summary>
    /// <returns>The recovery codes, which are shown only once; null if the code is wrong or the offer has expired.</returns>
    public async Task<IReadOnlyList<string>?> AcceptAsync(
        string name,
        string token,
        string code,
        AuditEvent audit,
        CancellationToken cancellation
    )
    {
        if (
            ReadOffer(name, token) is not { } secret
            || !new Totp(secret).VerifyTotp(time.GetUtcNow().UtcDateTime, Normalize(code), out var step, Window)
        )
            return null;
        return (await StoreAsync(name, "", secret, audit, step, cancellation))?.RecoveryCodes;
    }

    /// <summary>Gives an account a new second factor. What is returned is not stored in a readable form, and shown only once.</summary>
    /// <param name="issuer">The name of the service in the app.</param>
    /// <returns>Null if there is no such account.</returns>
    public Task<NewSecondFactor?> EnableAsync(string name, string issuer, AuditEvent audit, CancellationToken cancellation) =>
        StoreAsync(name, issuer, RandomNumberGenerator.GetBytes(SecretBytes), audit, step: 0, cancellation);

    private async Task<NewSecondFactor?> StoreAsync(
        string name,
        string issuer,
        byte[] secret,
        AuditEvent audit,
        long step,
        CancellationToken cancellation
    )
    {
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
            cancellation,
            step
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

    private byte[]? ReadOffer(string name, string token)
    {
        try
        {
            return Base32Encoding.ToBytes(CreateOfferProtector(name).Unprotect(token));
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    private static OfferedSecondFactor Describe(string name, string issuer, byte[] secret, string token) =>
        new(Base32Encoding.ToString(secret), new OtpUri(OtpType.Totp, secret, name, issuer).ToString(), token);

    private ITimeLimitedDataProtector CreateOfferProtector(string name) =>
        protection.CreateProtector("leadgate.staff.totp.offer", name).ToTimeLimitedDataProtector();

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
