using System.Globalization;

namespace Leadgate.Publish;

/// <summary>The folder with the sources.</summary>
/// <param name="Root">Its full path.</param>
internal sealed record SourceFolder(string Root)
{
    public string Find(params string[] names) => Path.Combine([Root, .. names]);

    public Task<byte[]> ReadAsync(CancellationToken cancellation, params string[] names) =>
        File.ReadAllBytesAsync(Find(names), cancellation);

    public Task<string> ReadTextAsync(CancellationToken cancellation, params string[] names) =>
        File.ReadAllTextAsync(Find(names), cancellation);

    /// <summary>The version that the build gives the program, from the tags of the repository.</summary>
    public async Task<string> ReadVersionAsync(CancellationToken cancellation) =>
        (
            await Command.RunAsync(
                Root,
                "dotnet",
                ["msbuild", "src/Leadgate.Server", "-target:MinVer", "-getProperty:Version", "-nologo"],
                cancellation
            )
        ).Trim();

    /// <summary>The current commit and its time, which is the time of everything that is made from it.</summary>
    public async Task<Commit> ReadCommitAsync(CancellationToken cancellation)
    {
        var parts = (await Command.RunAsync(Root, "git", ["log", "-1", "--format=%H %ct"], cancellation)).Trim().Split(' ');
        var changes = await Command.RunAsync(Root, "git", ["status", "--porcelain"], cancellation);
        return new Commit(
            parts[0],
            DateTimeOffset.FromUnixTimeSeconds(long.Parse(parts[1], CultureInfo.InvariantCulture)),
            changes.TrimEnd()
        );
    }
}
