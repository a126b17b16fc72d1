using System.Formats.Tar;

namespace Leadgate.Publish;

/// <summary>
/// The files of a commit in a folder whose path is the same for everybody. What compilers and generators write depends on the path of the
/// sources: the code that Razor generates has the path of each page in its text, and the symbols have the checksum of that text.
/// </summary>
internal sealed class SourceCopy : IAsyncDisposable
{
    /// <summary>The folder does not follow <c>TMPDIR</c>, because its path is a part of what others must repeat.</summary>
    public const string Place = "/tmp/leadgate-publish";

    private readonly string _folder;
    private readonly FileStream _lock;

    private SourceCopy(string folder, FileStream held) => (_folder, _lock) = (folder, held);

    public SourceFolder Sources => new(Path.Combine(_folder, "leadgate"));

    /// <param name="folder">The folder to make, which nobody else can read or write.</param>
    /// <exception cref="PublishException">The folder is somebody else's, or another publication uses it.</exception>
    public static async Task<SourceCopy> CreateAsync(SourceFolder repository, Commit commit, string folder, CancellationToken cancellation)
    {
        var copy = new SourceCopy(folder, await TakeAsync(folder, cancellation));
        try
        {
            var archive = Path.Combine(folder, "leadgate.tar");
            await Command.RunAsync(
                repository.Root,
                "git",
                ["archive", "--format=tar", "--output", archive, "--prefix=leadgate/", commit.Id],
                cancellation
            );
            await TarFile.ExtractToDirectoryAsync(archive, folder, overwriteFiles: false, cancellation);
            return copy;
        }
        catch
        {
            await copy.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        Directory.Delete(_folder, recursive: true);
        await _lock.DisposeAsync();
    }

    /// <summary>Makes the folder, or empties what an interrupted publication of the same user has left.</summary>
    private static async Task<FileStream> TakeAsync(string folder, CancellationToken cancellation)
    {
        // Anybody can make a folder of this name before us, and would see and change what is published. mkdir makes it only if nothing of
        // this name exists, and at once with its permissions, which the framework cannot.
        try
        {
            await Command.RunAsync("/", "mkdir", ["--mode=0700", "--", folder], cancellation);
        }
        catch (PublishException) when (Path.Exists(folder) || new FileInfo(folder).LinkTarget is not null)
        {
            var found = await Command.RunAsync("/", "stat", ["--format=%F, owner %u, permissions %a", "--", folder], cancellation);
            var user = (await Command.RunAsync("/", "id", ["--user"], cancellation)).Trim();
            if (found.Trim() != $"directory, owner {user}, permissions 700")
                throw new PublishException($"{folder} is not ours ({found.Trim()}). Find out whose it is and remove it.");
        }

        FileStream held;
        try
        {
            held = new FileStream(Path.Combine(folder, "lock"), FileMode.OpenOrCreate, FileAccess.Write, FileShare.None);
        }
        catch (IOException)
        {
            throw new PublishException($"Another publication is running in {folder}.");
        }

        foreach (var left in new DirectoryInfo(folder).EnumerateFileSystemInfos().Where(left => left.Name != "lock"))
        {
            if (left is DirectoryInfo tree)
                tree.Delete(recursive: true);
            else
                left.Delete();
        }

        return held;
    }
}
