using Leadgate.Publish;
using Leadgate.Tests;

namespace Leadgate.Server.Tests.Publishing;

/// <summary>Who made a release: checksums alone do not say it.</summary>
public sealed class SignatureTests
{
    [Fact]
    public async Task Checksums_that_were_changed_after_they_were_signed_are_recognized()
    {
        using var folder = new TemporaryFolder();
        var (key, sums, signers) = (folder.Path("key"), folder.Path("SHA256SUMS"), folder.Path("signers"));
        await RunAsync("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", "", "-f", key);
        await File.WriteAllTextAsync(sums, "00  leadgate-1.2.3-linux-x64.tar.gz\n", TestContext.Current.CancellationToken);
        var known = await File.ReadAllTextAsync(key + ".pub", TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(
            signers,
            $"leadgate namespaces=\"{Signature.Purpose}\" {known}",
            TestContext.Current.CancellationToken
        );
        await Signature.SignAsync(sums, key, TestContext.Current.CancellationToken);
        Assert.Contains("Good", await VerifyAsync(), StringComparison.Ordinal);
        await File.AppendAllTextAsync(sums, "01  leadgate-1.2.3-win-x64.zip\n", TestContext.Current.CancellationToken);
        await Assert.ThrowsAsync<PublishException>(VerifyAsync);

        // As install.md has it.
        Task<string> VerifyAsync() =>
            RunAsync("bash", "-c", $"ssh-keygen -Y verify -f '{signers}' -I leadgate -n {Signature.Purpose} -s '{sums}.sig' < '{sums}'");

        static Task<string> RunAsync(string program, params string[] arguments) =>
            Command.RunAsync("/", program, arguments, TestContext.Current.CancellationToken);
    }
}
