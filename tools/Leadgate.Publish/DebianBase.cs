using System.Formats.Tar;
using System.Text;
using System.Text.RegularExpressions;

namespace Leadgate.Publish;

/// <summary>
/// The files that the program needs of Debian, from packages of the machine's package source: the C library, OpenSSL, the Unicode tables,
/// time zones, and certificate authorities. There is no shell among them and no package manager.
/// </summary>
internal static partial class DebianBase
{
    /// <summary>Packages whose names carry a version: the newest there is.</summary>
    private static readonly string[] Names =
    [
        "libc6",
        "libgcc-s1",
        "libstdc++6",
        @"libssl\d+(t64)?",
        @"libicu\d+(t64)?",
        "tzdata",
        "ca-certificates",
    ];

    /// <param name="work">A folder for the packages.</param>
    public static async Task<IReadOnlyList<PackedFile>> ReadAsync(string work, string architecture, CancellationToken cancellation)
    {
        // Lists of their own, because the machine's are for its own architecture only.
        Directory.CreateDirectory(Path.Combine(work, "lists", "partial"));
        string[] options =
        [
            "-o",
            "APT::Architecture=" + architecture,
            "-o",
            "APT::Architectures::=" + architecture,
            "-o",
            "Dir::State::Lists=" + Path.Combine(work, "lists"),
            "-o",
            "Dir::State::Status=/dev/null",
            "-o",
            "Dir::Cache::pkgcache=",
            "-o",
            "Dir::Cache::srcpkgcache=",
            "-o",
            "APT::Sandbox::User=root",
        ];
        await Command.RunAsync(work, "apt-get", [.. options, "--quiet", "update"], cancellation);
        var known = (await Command.RunAsync(work, "apt-cache", [.. options, "pkgnames"], cancellation)).Split('\n');
        await Command.RunAsync(work, "apt-get", [.. options, "download", .. Names.Select(name => FindNewest(known, name))], cancellation);
        var files = new List<PackedFile>();
        var authorities = new SortedDictionary<string, byte[]>(StringComparer.Ordinal);
        foreach (var package in Directory.EnumerateFiles(work, "*.deb").Order(StringComparer.Ordinal))
        {
            var control = await Command.RunAsync(work, "dpkg-deb", ["--field", package], cancellation);
            var name = control.Split('\n').First(line => line.StartsWith("Package: ", StringComparison.Ordinal))["Package: ".Length..];

            // Where scanners of images without dpkg look for what is in them.
            files.Add(PackedFile.From("var/lib/dpkg/status.d/" + name, Encoding.UTF8.GetBytes(control)));
            await Command.ReadAsync(
                "dpkg-deb",
                ["--fsys-tarfile", package],
                content => UnpackAsync(content, files, authorities, cancellation),
                cancellation
            );
        }

        files.Add(PackedFile.From("etc/ssl/certs/ca-certificates.crt", [.. authorities.Values.SelectMany(one => one)]));
        return [.. files.DistinctBy(file => file.Path)];
    }

    internal static string FindNewest(IEnumerable<string> known, string pattern) =>
        known
            .Where(name => Regex.IsMatch(name, $"^{pattern.Replace("++", @"\+\+", StringComparison.Ordinal)}$"))
            .OrderByDescending(name => int.TryParse(Number().Match(name).Value, out var number) ? number : 0)
            .ThenByDescending(name => name, StringComparer.Ordinal)
            .FirstOrDefault()
        ?? throw new PublishException($"The package source of this machine has no package {pattern}.");

    private static async Task UnpackAsync(
        Stream archive,
        List<PackedFile> files,
        SortedDictionary<string, byte[]> authorities,
        CancellationToken cancellation
    )
    {
        await using var reader = new TarReader(archive, leaveOpen: true);
        while (await reader.GetNextEntryAsync(copyData: true, cancellation) is { } entry)
        {
            var path = Normalize(entry.Name);
            var content = entry.DataStream is null ? [] : await ReadAsync(entry.DataStream, cancellation);
            if (path.StartsWith("usr/share/ca-certificates/", StringComparison.Ordinal) && path.EndsWith(".crt", StringComparison.Ordinal))
                authorities[path] = content;
            else if (IsNeeded(path) && Pack(path, entry, content, files) is { } file)
                files.Add(file);
        }
    }

    private static PackedFile? Pack(string path, TarEntry entry, byte[] content, List<PackedFile> files) =>
        entry.EntryType switch
        {
            TarEntryType.SymbolicLink => PackedFile.Symlink(path, entry.LinkName),
            TarEntryType.RegularFile or TarEntryType.V7RegularFile => PackedFile.From(path, content) with { Mode = entry.Mode },
            TarEntryType.HardLink => files.First(file => file.Path == Normalize(entry.LinkName)) with { Path = path },
            _ => null,
        };

    /// <summary>Libraries and their data, and the licenses of everything.</summary>
    private static bool IsNeeded(string path) =>
        path.StartsWith("usr/share/doc/", StringComparison.Ordinal)
            ? path.EndsWith("/copyright", StringComparison.Ordinal)
            : (path.StartsWith("lib", StringComparison.Ordinal) || path.StartsWith("usr/lib", StringComparison.Ordinal) || IsTimeZone(path))
                && !path.Contains("/gconv/", StringComparison.Ordinal)
                && !path.Contains("/engines-", StringComparison.Ordinal);

    private static string Normalize(string path) => path.TrimStart('.', '/');

    private static bool IsTimeZone(string path) =>
        path.StartsWith("usr/share/zoneinfo/", StringComparison.Ordinal)
        && !path.StartsWith("usr/share/zoneinfo/right/", StringComparison.Ordinal)
        && !path.StartsWith("usr/share/zoneinfo/posix/", StringComparison.Ordinal);

    private static async Task<byte[]> ReadAsync(Stream stream, CancellationToken cancellation)
    {
        using var content = new MemoryStream();
        await stream.CopyToAsync(content, cancellation);
        return content.ToArray();
    }

    [GeneratedRegex(@"\d+")]
    private static partial Regex Number();
}
