using System.Security.Cryptography;
using Leadgate.Domain.Staff;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace Leadgate.Server.Staff;

/// <summary>Hashes and verifies passwords with the framework's hasher (PBKDF2 with HMAC-SHA512).</summary>
internal sealed class PasswordVerifier(IPasswordHasher<string> hasher, IOptions<PasswordHasherOptions> options, PasswordQueue queue)
{
    /// <summary>
    /// The recommendation of the OWASP Password Storage Cheat Sheet, twice the framework's default. Takes about a tenth of a second.
    /// </summary>
    public const int DefaultIterations = 210_000;

    /// <summary>Passwords for unknown names are compared with this, so that the response takes as long as for known names.</summary>
    private readonly string _unknownAccountHash = Hash(
        RandomNumberGenerator.GetHexString(StaffAccount.MinPasswordLength),
        options.Value.IterationCount
    );

    public static string Hash(string password, int iterations = DefaultIterations) =>
        new PasswordHasher<string>(Options.Create(new PasswordHasherOptions { IterationCount = iterations })).HashPassword(
            "",
            PasswordRules.Normalize(password)
        );

    /// <summary>Verifies a password in the same time whether the account exists or not.</summary>
    /// <param name="account">The account, or null if there is none with the name that was entered.</param>
    /// <param name="recentAttempts">See <see cref="PasswordQueue.TryEnterAsync"/>.</param>
    /// <returns>Null if too many others are waiting: the password was not verified.</returns>
    public async Task<PasswordVerification?> TryVerifyAsync(
        StaffAccount? account,
        string password,
        SignInSource source,
        int recentAttempts,
        CancellationToken cancellation
    )
    {
        if (!await queue.TryEnterAsync(source, recentAttempts, cancellation))
            return null;
        try
        {
            return Verify(account, password);
        }
        finally
        {
            queue.Leave();
        }
    }

    private PasswordVerification Verify(StaffAccount? account, string password)
    {
        var normalized = PasswordRules.Normalize(password);
        var result = hasher.VerifyHashedPassword("", account?.PasswordHash ?? _unknownAccountHash, normalized);

        // Hashes from before passwords were normalized. Whether it is tried depends only on what was entered, not on the account.
        if (normalized != password)
        {
            var asEntered = hasher.VerifyHashedPassword("", account?.PasswordHash ?? _unknownAccountHash, password);
            if (asEntered != PasswordVerificationResult.Failed)
                result = PasswordVerificationResult.SuccessRehashNeeded;
        }

        var isValid = result != PasswordVerificationResult.Failed && account is { DisabledAt: null };
        var isWeak = isValid && result == PasswordVerificationResult.SuccessRehashNeeded;
        return new PasswordVerification(isValid, isWeak ? hasher.HashPassword("", normalized) : null);
    }
}
