namespace Leadgate.Publish;

/// <summary>Signatures as OpenSSH makes and verifies them, which is on most machines.</summary>
internal static class Signature
{
    /// <summary>What the signature is for, so that one that was made for something else is none.</summary>
    public const string Purpose = "leadgate-release";

    /// <summary>Writes the signature of a file beside it, with <c>.sig</c> after its name.</summary>
    /// <param name="key">A private key, or the public one of a key that the agent holds.</param>
    /// <exception cref="PublishException">The key cannot be used.</exception>
    public static Task SignAsync(string file, string key, CancellationToken cancellation) =>
        Command.RunAsync("/", "ssh-keygen", ["-Y", "sign", "-f", key, "-n", Purpose, "--", file], cancellation);
}
