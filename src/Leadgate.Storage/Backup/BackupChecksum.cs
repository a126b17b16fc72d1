using System.Security.Cryptography;

namespace Leadgate.Storage.Backup;

/// <summary>
/// The SHA-256 of a backup in a file beside it, as <c>sha256sum</c> writes and checks it: neither engine notices every byte that has changed
/// since.
/// </summary>
internal static class BackupChecksum
{
    /// <summary>The file that holds the sum of a backup.</summary>
    public static string Of(string file) => file + ".sha256";

    /// <summary>Writes the sum of a file.</summary>
    /// <param name="file">The file.</param>
    /// <param name="sum">Where to write it.</param>
    /// <param name="name">What the file will be called.</param>
    /// <param name="cancellation">Gives up.</param>
    public static async Task WriteAsync(string file, string sum, string name, CancellationToken cancellation) =>
        await File.WriteAllTextAsync(sum, $"{await ReadAsync(file, cancellation).ConfigureAwait(false)}  {name}\n", cancellation)
            .ConfigureAwait(false);

    /// <summary>Throws when a backup is not what it was; one without a sum beside it is not asked.</summary>
    /// <param name="file">The backup.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="StoreSetupException">It has changed.</exception>
    public static async Task CheckAsync(string file, CancellationToken cancellation)
    {
        if (!File.Exists(Of(file)))
            return;
        var expected = (await File.ReadAllTextAsync(Of(file), cancellation).ConfigureAwait(false)).Split(' ')[0];
        if (expected != await ReadAsync(file, cancellation).ConfigureAwait(false))
            throw new StoreSetupException($"{file} is damaged: it is not what {Of(file)} says. Take another backup.");
    }

    private static async Task<string> ReadAsync(string file, CancellationToken cancellation)
    {
        await using var stream = File.OpenRead(file);
        return Convert.ToHexStringLower(await SHA256.HashDataAsync(stream, cancellation).ConfigureAwait(false));
    }
}
