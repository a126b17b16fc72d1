using System.Security.Cryptography;
using Leadgate.Domain.Staff;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace Leadgate.Server.Staff;

/// <summary>Hashes and checks passwords by the framework's hasher (PBKDF2 with HMAC-SHA512).</summary>
internal sealed class PasswordVerifier : IDisposable
{
    /// <summary>What OWASP asks for (Password Storage Cheat Sheet), twice what the framework does by itself. About a tenth of a second.</summary>
    private const int Iterations = 210_000;

    private static readonly PasswordHasher<string> Hasher = new(Options.Create(new PasswordHasherOptions { IterationCount = Iterations }));

    /// <summary>Whoever is unknown is compared with this, so that it takes as long as with a known name.</summary>
    private readonly string _nobody = Hash(RandomNumberGenerator.GetHexString(StaffAccount.MinPasswordLength));

    /// <summary>Half of the processors at most, so that guessing cannot take from leads the time that they need.</summary>
    private readonly SemaphoreSlim _places = new(Math.Max(1, Environment.ProcessorCount / 2));

    /// <summary>The hash of a new password.</summary>
    /// <param name="password">The password.</param>
    public static string Hash(string password) => Hasher.HashPassword("", password);

    /// <summary>Looks at a password. It takes the same time whether there is such an account or not.</summary>
    /// <param name="account">The account of the name that was given, or null.</param>
    /// <param name="password">The password.</param>
    /// <param name="cancellation">Gives up.</param>
    public async Task<PasswordCheck> CheckAsync(StaffAccount? account, string password, CancellationToken cancellation)
    {
        await _places.WaitAsync(cancellation);
        try
        {
            var result = Hasher.VerifyHashedPassword("", account?.PasswordHash ?? _nobody, password);
            var isRight = result != PasswordVerificationResult.Failed && account is { DisabledAt: null };
            return new PasswordCheck(isRight, isRight && result == PasswordVerificationResult.SuccessRehashNeeded ? Hash(password) : null);
        }
        finally
        {
            _places.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _places.Dispose();
}
