using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace Leadgate.Publish;

/// <summary>Makes the artifacts of one commit.</summary>
internal sealed class Publication
{
    private const string Checksums = "SHA256SUMS";

    private readonly SourceFolder _sources;
    private readonly string _folder;
    private readonly string _version;
    private readonly Commit _commit;
    private readonly string _work;

    /// <summary>The names of the files that are made.</summary>
    private readonly List<string> _made = [];

    private Publication(SourceFolder sources, string folder, string version, Commit commit, string work) =>
        (_sources, _folder, _version, _commit, _work) = (sources, folder, version, commit, work);

    /// <param name="version">The version, or null for that of the build.</param>
    /// <param name="key">The key that signs the checksums, or null.</param>
    /// <exception cref="PublishException">Something cannot be made.</exception>
    public static async Task RunAsync(
        SourceFolder repository,
        string folder,
        string? version,
        IReadOnlyList<Artifact> artifacts,
        string? key,
        CancellationToken cancellation
    )
    {
        var commit = await repository.ReadCommitAsync(cancellation);

        // A commit is what others can repeat. This program is a part of it, too.
        if (commit.Changes.Length > 0)
            throw new PublishException($"Only a commit is published, so commit these files, on a branch for example:\n{commit.Changes}");
        version ??= await repository.ReadVersionAsync(cancellation);
        await Console.Out.WriteLineAsync($"Leadgate {version}, commit {commit.Id}");
        await using var copy = await SourceCopy.CreateAsync(repository, commit, SourceCopy.Place, cancellation);
        Directory.CreateDirectory(folder);
        DeleteEarlier(folder, version);

        // Below the sources, because only paths there are replaced.
        var work = Directory.CreateDirectory(copy.Sources.Find("artifacts", "publishing")).FullName;
        var publication = new Publication(copy.Sources, folder, version, commit, work);
        await LogMessages.GenerateAsync(copy.Sources, work, cancellation);
        var listed = await BillOfMaterials.ListAsync(copy.Sources, version, work, cancellation);
        foreach (var platform in artifacts.GroupBy(artifact => artifact.Platform))
            await publication.MakeAsync(platform.Key, platform, listed, cancellation);
        await WriteChecksumsAsync(folder, publication._made, cancellation);
        if (key is not null)
            await Signature.SignAsync(Path.Combine(folder, Checksums), key, cancellation);
    }

    /// <summary>
    /// Deletes what an earlier run has made of the same version, as its checksums list it. Whatever else is in the folder stays: other
    /// versions, and files of other people.
    /// </summary>
    internal static void DeleteEarlier(string folder, string version)
    {
        var sums = Path.Combine(folder, Checksums);
        if (!File.Exists(sums))
            return;
        var listed = File.ReadLines(sums).Select(line => line.Split("  ", 2)[^1]);
        foreach (var name in GetNames(version).Intersect(listed))
            File.Delete(Path.Combine(folder, name));
        File.Delete(sums);
        File.Delete(sums + ".sig");
    }

    /// <summary>The names of all that can be made of a version.</summary>
    private static IEnumerable<string> GetNames(string version) =>
        Artifact.All.SelectMany(artifact => (string[])[GetName(artifact, version), GetListName(artifact.Platform, version)]).Distinct();

    private static string GetName(Artifact artifact, string version) =>
        artifact.Kind switch
        {
            ArtifactKind.TarArchive => $"leadgate-{version}-{artifact.Platform.RuntimeId}.tar.gz",
            ArtifactKind.ZipArchive => $"leadgate-{version}-{artifact.Platform.RuntimeId}.zip",
            ArtifactKind.DebianPackage => DebianPackage.GetName(version, artifact.Platform),
            ArtifactKind.Image => $"leadgate-{version}-image-{artifact.Platform.Architecture}.tar",
            _ => throw new UnreachableException(),
        };

    /// <summary>The list of what the program of a platform contains.</summary>
    private static string GetListName(Platform platform, string version) => $"leadgate-{version}-{platform.RuntimeId}.cdx.json";

    /// <summary>
    /// Makes what is published for one platform. Nothing of it depends on which platforms are made: notices and the list of contents name
    /// what this platform has.
    /// </summary>
    private async Task MakeAsync(Platform platform, IEnumerable<Artifact> artifacts, JsonObject listed, CancellationToken cancellation)
    {
        var clock = Stopwatch.StartNew();
        var program = await ProgramFiles.BuildAsync(_sources, platform, _version, _commit, _work, cancellation);
        await Console.Out.WriteLineAsync(
            string.Create(CultureInfo.InvariantCulture, $"built for {platform.RuntimeId} in {clock.Elapsed.TotalSeconds:0} s")
        );
        var components = await Component.ReadAllAsync(program, cancellation);
        var documents = await ReadDocumentsAsync(_sources, components, cancellation);
        foreach (var artifact in artifacts)
            await MakeAsync(artifact, program, documents, cancellation);
        await WriteAsync(
            GetListName(platform, _version),
            file => file.WriteAsync(BillOfMaterials.Write(listed, _commit, components), cancellation).AsTask()
        );
    }

    /// <summary>What is in every archive besides the program.</summary>
    private static async Task<List<PackedFile>> ReadDocumentsAsync(
        SourceFolder sources,
        IReadOnlyList<Component> components,
        CancellationToken cancellation
    ) =>
        [
            PackedFile.From("LICENSE", await sources.ReadAsync(cancellation, "LICENSE")),
            PackedFile.From("CHANGELOG.md", await sources.ReadAsync(cancellation, "CHANGELOG.md")),
            PackedFile.From("README.md", await sources.ReadAsync(cancellation, "packaging", "README.md")),
            PackedFile.From(
                "THIRD-PARTY-NOTICES.txt",
                Encoding.UTF8.GetBytes(await ThirdPartyNotices.CreateAsync(sources, components, cancellation))
            ),
        ];

    private async Task MakeAsync(
        Artifact artifact,
        ProgramFiles program,
        IReadOnlyList<PackedFile> documents,
        CancellationToken cancellation
    )
    {
        var name = GetName(artifact, _version);
        var clock = Stopwatch.StartNew();
        switch (artifact.Kind)
        {
            case ArtifactKind.TarArchive:
                await WriteAsync(
                    name,
                    file => TarArchive.WriteCompressedAsync(file, PackArchive(program, documents), _commit.Time, cancellation)
                );
                break;
            case ArtifactKind.ZipArchive:
                await WriteAsync(name, file => ZipFolder.WriteAsync(file, PackArchive(program, documents), _commit.Time, cancellation));
                break;
            case ArtifactKind.DebianPackage:
                await new DebianPackage(_sources, _version, _commit, _work).BuildAsync(program, documents, Add(name), cancellation);
                break;
            case ArtifactKind.Image:
                await WriteAsync(name, file => new ImageBuild(_version, _commit, _work).WriteAsync(file, program, documents, cancellation));
                break;
            default:
                throw new UnreachableException();
        }

        await Console.Out.WriteLineAsync(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{name}  {new FileInfo(Path.Combine(_folder, name)).Length / 1e6:0.0} MB in {clock.Elapsed.TotalSeconds:0} s"
            )
        );
    }

    /// <summary>An archive has one folder, so that unpacking it scatters nothing.</summary>
    private IEnumerable<PackedFile> PackArchive(ProgramFiles program, IReadOnlyList<PackedFile> documents)
    {
        var under = $"leadgate-{_version}-{program.Platform.RuntimeId}/";
        return program.Pack(under).Concat(documents.Select(document => document with { Path = under + document.Path }));
    }

    private async Task WriteAsync(string name, Func<FileStream, Task> write)
    {
        await using var file = File.Create(Add(name));
        await write(file);
    }

    private string Add(string name)
    {
        _made.Add(name);
        return Path.Combine(_folder, name);
    }

    /// <summary>Writes the file that <c>sha256sum --check</c> reads.</summary>
    /// <param name="made">The names of what was made. Whoever signs the checksums signs nothing else that is in the folder.</param>
    internal static async Task WriteChecksumsAsync(string folder, IEnumerable<string> made, CancellationToken cancellation)
    {
        var sums = new StringBuilder();
        foreach (var name in made.Order(StringComparer.Ordinal))
        {
            await using var file = File.OpenRead(Path.Combine(folder, name));
            sums.Append(Convert.ToHexStringLower(await SHA256.HashDataAsync(file, cancellation))).Append("  ").Append(name).Append('\n');
        }

        await File.WriteAllTextAsync(Path.Combine(folder, Checksums), sums.ToString(), cancellation);
    }
}
