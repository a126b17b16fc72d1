using System.Security.Cryptography;

namespace Leadgate.Storage.Backup;

/// <summary>
/// The SHA-256 of a backup in a file beside it, as <c>sha256sum</c> writes and checks it: neither engine detects every byte that has
/// changed.
/// </summary>
internal static class BackupChecksum
{
    /// <summary>The file that holds the sum of a backup.</summary>
    public static string PathFor(string file) => file + ".sha256";

    /// <summary>Writes the sum of a file.</summary>
    /// <param name="sum">The file to write the sum into.</param>
    /// <param name="name">The name that the file will have.</param>
    public static async Task WriteAsync(string file, string sum, string name, CancellationToken cancellation) =>
        await File.WriteAllTextAsync(sum, $"{await ReadAsync(file, cancellation).ConfigureAwait(false)}  {name}\n", cancellation)
            .ConfigureAwait(false);

    /// <summary>Throws when a backup has changed, or has no sum beside it although one is required.</summary>
    /// <exception cref="StoreSetupException">It cannot be trusted; the message says why.</exception>
    public static async Task CheckAsync(string file, bool isRequired, CancellationToken cancellation)
    {
        if (!File.Exists(PathFor(file)))
        {
            if (!isRequired)
                return;
            throw new StoreSetupException(
                $"The checksum {PathFor(file)} is missing, so nobody can tell whether the backup was changed. Put it beside the backup, or "
                    + "pass --without-checksum."
            );
        }

        var expected = (await File.ReadAllTextAsync(PathFor(file), cancellation).ConfigureAwait(false)).Split(' ')[0];
        if (expected != await ReadAsync(file, cancellation).ConfigureAwait(false))
            throw new StoreSetupException($"{file} is damaged: its SHA-256 is not the one in {PathFor(file)}. Use another backup.");
    }

    private static async Task<string> ReadAsync(string file, CancellationToken cancellation)
    {
        await using var stream = File.OpenRead(file);
        return Convert.ToHexStringLower(await SHA256.HashDataAsync(stream, cancellation).ConfigureAwait(false));
    }
}
