using System.Security.Cryptography;
using Leadgate.Domain.Staff;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace Leadgate.Server.Staff;

/// <summary>Hashes and verifies passwords with the framework's hasher (PBKDF2 with HMAC-SHA512).</summary>
internal sealed class PasswordVerifier(IPasswordHasher<string> hasher, IOptions<PasswordHasherOptions> options) : IDisposable
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

    /// <summary>At most half of the processors, so that guessing passwords cannot slow down the intake of leads.</summary>
    private readonly SemaphoreSlim _concurrency = new(Math.Max(1, Environment.ProcessorCount / 2));

    public static string Hash(string password, int iterations = DefaultIterations) =>
        new PasswordHasher<string>(Options.Create(new PasswordHasherOptions { IterationCount = iterations })).HashPassword("", password);

    /// <summary>Verifies a password in the same time whether the account exists or not.</summary>
    /// <param name="account">The account, or null if there is none with the name that was entered.</param>
    public async Task<PasswordVerification> VerifyAsync(StaffAccount? account, string password, CancellationToken cancellation)
    {
        await _concurrency.WaitAsync(cancellation);
        try
        {
            var result = hasher.VerifyHashedPassword("", account?.PasswordHash ?? _unknownAccountHash, password);
            var isValid = result != PasswordVerificationResult.Failed && account is { DisabledAt: null };
            var isWeak = isValid && result == PasswordVerificationResult.SuccessRehashNeeded;
            return new PasswordVerification(isValid, isWeak ? hasher.HashPassword("", password) : null);
        }
        finally
        {
            _concurrency.Release();
        }
    }

    public void Dispose() => _concurrency.Dispose();
}
