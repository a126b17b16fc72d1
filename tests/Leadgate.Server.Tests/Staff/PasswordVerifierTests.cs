using System.Buffers.Binary;
using System.Diagnostics;
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
        using var verifier = new PasswordVerifier(Options.Create(new PasswordHasherOptions { IterationCount = 2_000 }));
        var account = new StaffAccount
        {
            Name = "reem",
            Role = StaffRole.Viewer,
            PasswordHash = PasswordVerifier.Hash(StaffBrowser.Password, 1_000),
            CreatedAt = DateTime.UnixEpoch,
            PasswordSetAt = DateTime.UnixEpoch,
        };
        var verification = await verifier.VerifyAsync(account, StaffBrowser.Password, TestContext.Current.CancellationToken);
        Assert.Equal(2_000, IterationsOf(Assert.IsType<string>(verification.NewHash)));
    }

    /// <summary>
    /// Not a matter of speed: without the work of a hash it would be ten thousand times faster. The fastest of several attempts is what
    /// each takes when nothing else gets in its way.
    /// </summary>
    [Fact]
    public async Task Unknown_name_takes_the_work_of_a_hash_as_a_known_one_does()
    {
        using var verifier = new PasswordVerifier(Options.Create(new PasswordHasherOptions { IterationCount = 20_000 }));
        var account = new StaffAccount
        {
            Name = "reem",
            Role = StaffRole.Viewer,
            PasswordHash = PasswordVerifier.Hash(StaffBrowser.Password, 20_000),
            CreatedAt = DateTime.UnixEpoch,
            PasswordSetAt = DateTime.UnixEpoch,
        };
        var (known, unknown) = (await FastestAsync(account), await FastestAsync(null));
        Assert.True(unknown > known / 10, $"{unknown} for an unknown name, {known} for a known one.");

        async Task<TimeSpan> FastestAsync(StaffAccount? of)
        {
            var fastest = TimeSpan.MaxValue;
            for (var i = 0; i < 5; i++)
            {
                var start = Stopwatch.GetTimestamp();
                Assert.False((await verifier.VerifyAsync(of, "wrong", TestContext.Current.CancellationToken)).IsValid);
                var elapsed = Stopwatch.GetElapsedTime(start);
                fastest = elapsed < fastest ? elapsed : fastest;
            }

            return fastest;
        }
    }

    /// <summary>Version 3 of the hash: a marker byte, the pseudo-random function, and then the number of iterations.</summary>
    private static int IterationsOf(string hash) => (int)BinaryPrimitives.ReadUInt32BigEndian(Convert.FromBase64String(hash).AsSpan(5));
}
