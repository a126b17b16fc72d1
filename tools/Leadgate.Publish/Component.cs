using System.Text.Json;
using System.Xml.Linq;

namespace Leadgate.Publish;

/// <summary>A package that the program contains.</summary>
/// <param name="License">Its SPDX license expression.</param>
/// <param name="Hash">The checksum of the package, as NuGet keeps it: SHA-512 in base 64.</param>
/// <param name="Folder">Where it is unpacked.</param>
internal sealed record Component(string Name, string Version, string License, string Copyright, string Project, string Hash, string Folder)
{
    private const string RuntimePack = "runtimepack.";
    private const string PermissionOfMit = "Permission is hereby granted, free of charge, to any person obtaining a copy";

    /// <summary>The packages that the program consists of on one platform, by name.</summary>
    public static async Task<IReadOnlyList<Component>> ReadAllAsync(ProgramFiles program, CancellationToken cancellation)
    {
        var cache =
            Environment.GetEnvironmentVariable("NUGET_PACKAGES")
            ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");
        var found = new SortedDictionary<string, Component>(StringComparer.Ordinal);
        await using var file = File.OpenRead(program.Dependencies);
        using var dependencies = await JsonDocument.ParseAsync(file, cancellationToken: cancellation);
        foreach (var library in dependencies.RootElement.GetProperty("libraries").EnumerateObject())
        {
            if (library.Value.GetProperty("type").GetString() is not ("package" or "runtimepack"))
                continue;
            var parts = library.Name.Split('/');
            var name = parts[0].StartsWith(RuntimePack, StringComparison.Ordinal) ? parts[0][RuntimePack.Length..] : parts[0];
            found[name] = await ReadAsync(name, parts[1], cache, cancellation);
        }

        return [.. found.Values];
    }

    /// <summary>Whether it is a part of .NET rather than a package that the program names.</summary>
    public bool IsRuntime =>
        Name.Contains(".Runtime.", StringComparison.Ordinal) && Name.StartsWith("Microsoft.", StringComparison.Ordinal);

    /// <summary>Texts of licenses and notices that come with the package.</summary>
    public IEnumerable<string> FindNotices() =>
        Directory
            .EnumerateFiles(Folder)
            .Where(file =>
                Path.GetFileNameWithoutExtension(file).ToUpperInvariant()
                    is "LICENSE"
                        or "LICENCE"
                        or "NOTICE"
                        or "THIRDPARTYNOTICES"
                        or "THIRD-PARTY-NOTICES"
            )
            .Order(StringComparer.Ordinal);

    private static async Task<Component> ReadAsync(string name, string version, string cache, CancellationToken cancellation)
    {
        var lower = name.ToLowerInvariant();
        var folder = Path.Combine(cache, lower, version);
        var description = XDocument.Load(Path.Combine(folder, lower + ".nuspec")).Root!.Elements().First();
        return new Component(
            name,
            version,
            FindLicense(name, folder, Text("license"), Text("licenseUrl")),
            Text("copyright") is { Length: > 0 } copyright ? copyright : "Copyright " + Text("authors"),
            Text("projectUrl"),
            (await File.ReadAllTextAsync(Path.Combine(folder, $"{lower}.{version}.nupkg.sha512"), cancellation)).Trim(),
            folder
        );

        string Text(string element) => description.Elements().FirstOrDefault(one => one.Name.LocalName == element)?.Value.Trim() ?? "";
    }

    /// <summary>A package names an expression, or a file with the text.</summary>
    private static string FindLicense(string name, string folder, string license, string page)
    {
        if (File.Exists(Path.Combine(folder, license)))
        {
            return File.ReadAllText(Path.Combine(folder, license)).Contains(PermissionOfMit, StringComparison.Ordinal)
                ? "MIT"
                : throw new PublishException($"The license of the package {name} is not known: {license}");
        }

        return license.Length > 0 ? license : throw new PublishException($"The package {name} has no license but a page: {page}");
    }
}
