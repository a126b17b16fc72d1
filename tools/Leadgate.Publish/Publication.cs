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
        foreach (var old in FindPublished(folder).Concat([Path.Combine(folder, Checksums), Path.Combine(folder, Checksums + ".sig")]))
            File.Delete(old);

        // Below the sources, because only paths there are replaced.
        var work = Directory.CreateDirectory(copy.Sources.Find("artifacts", "publishing")).FullName;
        var publication = new Publication(copy.Sources, folder, version, commit, work);
        await LogMessages.GenerateAsync(copy.Sources, work, cancellation);
        var listed = await BillOfMaterials.ListAsync(copy.Sources, version, work, cancellation);
        foreach (var platform in artifacts.GroupBy(artifact => artifact.Platform))
            await publication.MakeAsync(platform.Key, platform, listed, cancellation);
        await WriteChecksumsAsync(folder, cancellation);
        if (key is not null)
            await Signature.SignAsync(Path.Combine(folder, Checksums), key, cancellation);
    }

    /// <summary>What this or an earlier run has made. Whatever else is in the folder is not ours.</summary>
    internal static IEnumerable<string> FindPublished(string folder) =>
        Directory.EnumerateFiles(folder, "leadgate-*").Concat(Directory.EnumerateFiles(folder, "leadgate_*"));

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
            $"leadgate-{_version}-{platform.RuntimeId}.cdx.json",
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
        var platform = artifact.Platform;
        var name = $"leadgate-{_version}-{platform.RuntimeId}";
        var clock = Stopwatch.StartNew();
        switch (artifact.Kind)
        {
            case ArtifactKind.TarArchive:
                name += ".tar.gz";
                await WriteAsync(
                    name,
                    file => TarArchive.WriteCompressedAsync(file, PackArchive(program, documents), _commit.Time, cancellation)
                );
                break;
            case ArtifactKind.ZipArchive:
                name += ".zip";
                await WriteAsync(name, file => ZipFolder.WriteAsync(file, PackArchive(program, documents), _commit.Time, cancellation));
                break;
            case ArtifactKind.DebianPackage:
                name = DebianPackage.GetName(_version, platform);
                await new DebianPackage(_sources, _version, _commit, _work).BuildAsync(
                    program,
                    documents,
                    Path.Combine(_folder, name),
                    cancellation
                );
                break;
            case ArtifactKind.Image:
                name = $"leadgate-{_version}-image-{platform.Architecture}.tar";
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
        await using var file = File.Create(Path.Combine(_folder, name));
        await write(file);
    }

    /// <summary>Writes the file that <c>sha256sum --check</c> reads.</summary>
    private static async Task WriteChecksumsAsync(string folder, CancellationToken cancellation)
    {
        var sums = new StringBuilder();
        foreach (var path in FindPublished(folder).Order(StringComparer.Ordinal))
        {
            await using var file = File.OpenRead(path);
            sums.Append(Convert.ToHexStringLower(await SHA256.HashDataAsync(file, cancellation)))
                .Append("  ")
                .Append(Path.GetFileName(path))
                .Append('\n');
        }

        await File.WriteAllTextAsync(Path.Combine(folder, Checksums), sums.ToString(), cancellation);
    }
}
