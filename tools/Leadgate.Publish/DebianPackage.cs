using System.Globalization;
using System.IO.Compression;
using System.Text;
using Leadgate.Server.Cli;

namespace Leadgate.Publish;

/// <summary>The Debian package: the program, its unit, its settings, and what a shell and <c>man</c> know of it.</summary>
/// <param name="work">A folder for temporary files.</param>
internal sealed class DebianPackage(SourceFolder sources, string version, Commit commit, string work)
{
    private const string Program = "usr/lib/leadgate/";
    private const string Units = "lib/systemd/system/";
    private const string Documents = "usr/share/doc/leadgate/";
    private static readonly string[] Scripts = ["postinst", "prerm", "postrm"];

    public static string GetName(string version, Platform platform) => $"leadgate_{GetVersion(version)}_{platform.Architecture}.deb";

    public async Task BuildAsync(ProgramFiles program, IReadOnlyList<PackedFile> documents, string to, CancellationToken cancellation)
    {
        var tree = Path.Combine(work, "deb-" + program.Platform.Architecture);
        List<PackedFile> files =
        [
            .. program.Pack(Program),
            await PackAsync("usr/bin/leadgate", "leadgate", isExecutable: true),
            await PackAsync("etc/leadgate/leadgate.conf", "leadgate.conf"),
            await PackAsync(Units + "leadgate.service", "leadgate.service"),
            await PackTimerAsync("leadgate-backup.service"),
            await PackTimerAsync("leadgate-backup.timer"),
            await PackAsync("usr/share/bash-completion/completions/leadgate", "leadgate.bash-completion"),
            await PackAsync("usr/share/lintian/overrides/leadgate", "lintian-overrides"),
            PackedFile.From(
                "usr/share/man/man1/leadgate.1.gz",
                Compress(ManualPage.Create(CommandLine.CreateRoot(), version, commit.Time))
            ),
            PackedFile.From(Documents + "changelog.gz", Compress(DescribeChanges())),
            PackedFile.From(Documents + "CHANGELOG.md.gz", await ReadCompressedAsync(documents, "CHANGELOG.md", cancellation)),
            PackedFile.From(Documents + "copyright", Encoding.UTF8.GetBytes(await DescribeLicenseAsync())),
            PackedFile.From(
                Documents + "THIRD-PARTY-NOTICES.txt.gz",
                await ReadCompressedAsync(documents, "THIRD-PARTY-NOTICES.txt", cancellation)
            ),
        ];
        foreach (var script in Scripts)
            files.Add(await PackAsync("DEBIAN/" + script, script, isExecutable: true));
        files.Add(PackedFile.From("DEBIAN/conffiles", "/etc/leadgate/leadgate.conf\n"u8.ToArray()));
        var size = await WriteTreeAsync(tree, files, cancellation);
        await WriteTreeAsync(tree, [PackedFile.From("DEBIAN/control", await DescribeAsync(program.Platform, size))], cancellation);
        await Command.RunAsync(
            work,
            "dpkg-deb",
            // One thread: how much several of them compress depends on the machine.
            ["--root-owner-group", "-Zxz", "-z6", "--threads-max=1", "--build", tree, to],
            cancellation,
            ("SOURCE_DATE_EPOCH", commit.Time.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture))
        );

        async Task<PackedFile> PackAsync(string path, string name, bool isExecutable = false) =>
            PackedFile.From(path, await sources.ReadAsync(cancellation, "packaging", "debian", name), isExecutable);

        async Task<PackedFile> PackTimerAsync(string name) =>
            PackedFile.From(Units + name, await sources.ReadAsync(cancellation, "packaging", "systemd", name));

        async Task<string> DescribeLicenseAsync() => await sources.ReadTextAsync(cancellation, "packaging", "debian", "copyright");

        async Task<byte[]> DescribeAsync(Platform platform, long bytes) =>
            Encoding.UTF8.GetBytes(
                (await sources.ReadTextAsync(cancellation, "packaging", "debian", "control"))
                    .Replace("{VERSION}", GetVersion(version), StringComparison.Ordinal)
                    .Replace("{ARCHITECTURE}", platform.Architecture, StringComparison.Ordinal)
                    .Replace("{SIZE}", (bytes / 1024).ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal)
            );
    }

    /// <summary>A version such as 1.0.0-rc.1 comes before 1.0.0, which Debian writes with a tilde.</summary>
    internal static string GetVersion(string version) => version.Replace('-', '~');

    private string DescribeChanges() =>
        $"""
            leadgate ({GetVersion(version)}) stable; urgency=medium

              * The changes are in CHANGELOG.md.

             -- The Leadgate contributors <leadgate@packages.invalid>  {commit.Time.ToUniversalTime().ToString(
                "ddd, dd MMM yyyy HH:mm:ss +0000",
                CultureInfo.InvariantCulture
            )}

            """.ReplaceLineEndings(
            "\n"
        );

    private static async Task<byte[]> ReadCompressedAsync(IReadOnlyList<PackedFile> documents, string name, CancellationToken cancellation)
    {
        await using var content = documents.Single(document => document.Path == name).Open!();
        using var reader = new StreamReader(content);
        return Compress(await reader.ReadToEndAsync(cancellation));
    }

    private static byte[] Compress(string text)
    {
        using var compressed = new MemoryStream();
        using (var gzip = new GZipStream(compressed, CompressionLevel.SmallestSize))
            gzip.Write(Encoding.UTF8.GetBytes(text));
        return compressed.ToArray();
    }

    /// <returns>The size of all files.</returns>
    internal static async Task<long> WriteTreeAsync(string tree, IEnumerable<PackedFile> files, CancellationToken cancellation)
    {
        var size = 0L;
        foreach (var file in files)
        {
            var path = Path.Combine(tree, file.Path);
            CreateFolders(tree, Path.GetDirectoryName(file.Path)!);
            await using (var target = File.Create(path))
            await using (var content = file.Open!())
            {
                await content.CopyToAsync(target, cancellation);
                size += target.Length;
            }

            // Others may not read the settings.
            if (!OperatingSystem.IsWindows())
                File.SetUnixFileMode(
                    path,
                    file.Path.StartsWith("etc/", StringComparison.Ordinal) ? file.Mode & ~UnixFileMode.OtherRead : file.Mode
                );
        }

        return size;
    }

    /// <summary>Makes folders with the permissions that they have in the package, whatever the umask: dpkg-deb takes them over.</summary>
    private static void CreateFolders(string tree, string path)
    {
        for (var folder = path; ; folder = Path.GetDirectoryName(folder)!)
        {
            var made = Directory.CreateDirectory(Path.Combine(tree, folder));
            if (!OperatingSystem.IsWindows())
                made.UnixFileMode = PackedFile.Executable;
            if (folder.Length == 0)
                return;
        }
    }
}
