using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Leadgate.Publish;

/// <summary>Makes the artifacts of one commit.</summary>
internal sealed class Publication
{
    private const string Checksums = "SHA256SUMS";

    private readonly SourceFolder _sources;
    private readonly string _folder;
    private readonly string _version;
    private readonly Commit _commit;
    private readonly List<PackedFile> _documents;

    private Publication(SourceFolder sources, string folder, string version, Commit commit, List<PackedFile> documents) =>
        (_sources, _folder, _version, _commit, _documents) = (sources, folder, version, commit, documents);

    /// <param name="version">The version, or null for that of the build.</param>
    /// <exception cref="PublishException">Something cannot be made.</exception>
    public static async Task RunAsync(
        SourceFolder sources,
        string folder,
        string? version,
        IReadOnlyList<Artifact> artifacts,
        CancellationToken cancellation
    )
    {
        version ??= await sources.ReadVersionAsync(cancellation);
        var commit = await sources.ReadCommitAsync(cancellation);
        await Console.Out.WriteLineAsync($"Leadgate {version}, commit {commit.Id}");
        if (!commit.IsClean)
            await Console.Error.WriteLineAsync("publish: The files differ from the commit, so others cannot make the same artifacts.");
        Directory.CreateDirectory(folder);
        // Those of an earlier run. Whatever else is there is not ours.
        foreach (var old in (string[])["leadgate-*", "leadgate_*", Checksums])
        {
            foreach (var file in Directory.EnumerateFiles(folder, old))
                File.Delete(file);
        }

        // Below the sources: only paths there are replaced, and generated code is named with its path in what is compiled.
        var work = new DirectoryInfo(sources.Find("artifacts", "publishing"));
        if (work.Exists)
            work.Delete(recursive: true);
        work.Create();
        try
        {
            var programs = new Dictionary<Platform, ProgramFiles>();
            foreach (var platform in artifacts.Select(artifact => artifact.Platform).Distinct())
            {
                var clock = Stopwatch.StartNew();
                programs[platform] = await ProgramFiles.BuildAsync(sources, platform, version, work.FullName, cancellation);
                await Console.Out.WriteLineAsync(
                    string.Create(CultureInfo.InvariantCulture, $"built for {platform.RuntimeId} in {clock.Elapsed.TotalSeconds:0} s")
                );
            }

            var components = await Component.ReadAllAsync(programs.Values, cancellation);
            var publication = new Publication(
                sources,
                folder,
                version,
                commit,
                await ReadDocumentsAsync(sources, components, cancellation)
            );
            foreach (var artifact in artifacts)
                await publication.MakeAsync(artifact, programs[artifact.Platform], work.FullName, cancellation);
            await publication.WriteAsync(
                $"leadgate-{version}.cdx.json",
                async file =>
                    await file.WriteAsync(
                        await BillOfMaterials.CreateAsync(sources, version, commit, components, work.FullName, cancellation),
                        cancellation
                    )
            );
            await WriteChecksumsAsync(folder, cancellation);
        }
        finally
        {
            work.Delete(recursive: true);
        }
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

    private async Task MakeAsync(Artifact artifact, ProgramFiles program, string work, CancellationToken cancellation)
    {
        var platform = artifact.Platform;
        var name = $"leadgate-{_version}-{platform.RuntimeId}";
        var clock = Stopwatch.StartNew();
        switch (artifact.Kind)
        {
            case ArtifactKind.TarArchive:
                name += ".tar.gz";
                await WriteAsync(name, file => TarArchive.WriteCompressedAsync(file, PackArchive(program), _commit.Time, cancellation));
                break;
            case ArtifactKind.ZipArchive:
                name += ".zip";
                await WriteAsync(name, file => ZipFolder.WriteAsync(file, PackArchive(program), _commit.Time, cancellation));
                break;
            case ArtifactKind.DebianPackage:
                name = DebianPackage.GetName(_version, platform);
                await new DebianPackage(_sources, _version, _commit, work).BuildAsync(
                    program,
                    _documents,
                    Path.Combine(_folder, name),
                    cancellation
                );
                break;
            case ArtifactKind.Image:
                name = $"leadgate-{_version}-image-{platform.Architecture}.tar";
                await WriteAsync(name, file => new ImageBuild(_version, _commit, work).WriteAsync(file, program, _documents, cancellation));
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
    private IEnumerable<PackedFile> PackArchive(ProgramFiles program)
    {
        var under = $"leadgate-{_version}-{program.Platform.RuntimeId}/";
        return program.Pack(under).Concat(_documents.Select(document => document with { Path = under + document.Path }));
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
        foreach (var path in Directory.EnumerateFiles(folder).Order(StringComparer.Ordinal))
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
