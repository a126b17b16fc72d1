using System.Buffers.Binary;
using Leadgate.Domain.Staff;
using Leadgate.Server.Staff;
using Leadgate.Server.Tests.Support;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Leadgate.Server.Tests.Staff;

/// <summary>The work factor of password hashes, which the other tests lower.</summary>
public sealed class PasswordVerifierTests
{
    /// <summary>What OWASP asks for with PBKDF2 and HMAC-SHA512.</summary>
    private const int Iterations = 210_000;

    [Fact]
    public void Hashes_of_the_command_line_have_210000_iterations() =>
        Assert.Equal(Iterations, IterationsOf(PasswordVerifier.Hash(StaffBrowser.Password)));

    [Fact]
    public void Service_verifies_and_rehashes_with_210000_iterations()
    {
        var services = new ServiceCollection();
        services.AddStaff(RunningServer.Settings("sqlite:unused.db"));
        using var provider = services.BuildServiceProvider();
        Assert.Equal(Iterations, provider.GetRequiredService<IOptions<PasswordHasherOptions>>().Value.IterationCount);
    }

    [Fact]
    public async Task Hash_with_fewer_iterations_is_replaced_by_one_with_the_configured_number()
    {
        var options = Options.Create(new PasswordHasherOptions { IterationCount = 2_000 });
        var verifier = new PasswordVerifier(new PasswordHasher<string>(options), options, new PasswordQueue(1));
        var account = CreateAccount(1_000);
        var verification = await VerifyAsync(verifier, account, StaffBrowser.Password);
        Assert.Equal(2_000, IterationsOf(Assert.IsType<string>(verification.NewHash)));
    }

    [Fact]
    public async Task Response_takes_as_long_for_an_unknown_name_and_a_disabled_account_as_for_a_wrong_password()
    {
        var options = Options.Create(new PasswordHasherOptions { IterationCount = 1_000 });
        var hasher = new CountingHasher(options);
        var verifier = new PasswordVerifier(hasher, options, new PasswordQueue(1));
        var account = CreateAccount(1_000);
        foreach (var tried in (StaffAccount?[])[account, null, account with { DisabledAt = DateTime.UnixEpoch }])
        {
            hasher.Verified.Clear();
            Assert.False((await VerifyAsync(verifier, tried, "wrong")).IsValid);
            Assert.Equal(1_000, IterationsOf(Assert.Single(hasher.Verified)));
        }
    }

    [Fact]
    public async Task Password_is_the_same_on_every_keyboard_and_older_hashes_remain_valid()
    {
        const string Composed = "caf\u00e9 at the corner";
        const string Decomposed = "cafe\u0301 at the corner";
        var options = Options.Create(new PasswordHasherOptions { IterationCount = 1_000 });
        var hasher = new CountingHasher(options);
        var verifier = new PasswordVerifier(hasher, options, new PasswordQueue(1));
        var account = CreateAccount(1_000) with { PasswordHash = PasswordVerifier.Hash(Composed, 1_000) };
        Assert.Equal(new PasswordVerification(true, null), await VerifyAsync(verifier, account, Composed));
        Assert.True((await VerifyAsync(verifier, account, Decomposed)).IsValid);

        var older = account with { PasswordHash = hasher.HashPassword("", Decomposed) };
        var verification = await VerifyAsync(verifier, older, Decomposed);
        Assert.True(verification.IsValid);
        Assert.True((await VerifyAsync(verifier, older with { PasswordHash = verification.NewHash! }, Composed)).IsValid);

        // The number of hashes depends on what was entered only.
        hasher.Verified.Clear();
        await VerifyAsync(verifier, null, Decomposed);
        await VerifyAsync(verifier, account, Decomposed);
        Assert.Equal(4, hasher.Verified.Count);
    }

    private static async Task<PasswordVerification> VerifyAsync(PasswordVerifier verifier, StaffAccount? account, string password) =>
        Assert.IsType<PasswordVerification>(
            await verifier.TryVerifyAsync(account, password, SignInSource.From(address: null), 1, TestContext.Current.CancellationToken)
        );

    private static StaffAccount CreateAccount(int iterations) =>
        new()
        {
            Name = "reem",
            Role = StaffRole.Viewer,
            PasswordHash = PasswordVerifier.Hash(StaffBrowser.Password, iterations),
            CreatedAt = DateTime.UnixEpoch,
            PasswordSetAt = DateTime.UnixEpoch,
        };

    /// <summary>Version 3 of the hash: a marker byte, the pseudo-random function, and then the number of iterations.</summary>
    private static int IterationsOf(string hash) => (int)BinaryPrimitives.ReadUInt32BigEndian(Convert.FromBase64String(hash).AsSpan(5));

    /// <summary>Remembers the hashes that passwords were compared with: that is what takes time.</summary>
    private sealed class CountingHasher(IOptions<PasswordHasherOptions> options) : PasswordHasher<string>(options)
    {
        public List<string> Verified { get; } = [];

        public override PasswordVerificationResult VerifyHashedPassword(string user, string hashedPassword, string providedPassword)
        {
            Verified.Add(hashedPassword);
            return base.VerifyHashedPassword(user, hashedPassword, providedPassword);
        }
    }
}
