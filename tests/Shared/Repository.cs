using System.Reflection;

namespace Leadgate.Tests;

/// <summary>The files of the repository, for tests that compare them with the program.</summary>
internal static class Repository
{
    /// <summary>The folder that holds the solution.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>The full path of a file by its path in the repository.</summary>
    public static string Path(params ReadOnlySpan<string> parts) => System.IO.Path.Combine([Root, .. parts]);

    /// <summary>The text of a file by its path in the repository.</summary>
    public static string Read(params ReadOnlySpan<string> parts) => File.ReadAllText(Path(parts));

    /// <summary>The files below a folder of the repository, without build output.</summary>
    public static IEnumerable<string> Files(string folder, string pattern) =>
        Directory
            .EnumerateFiles(Path(folder), pattern, SearchOption.AllDirectories)
            .Where(file =>
                !file.Contains(
                    $"{System.IO.Path.DirectorySeparatorChar}obj{System.IO.Path.DirectorySeparatorChar}",
                    StringComparison.Ordinal
                )
            );

    /// <summary>The build writes it into the assembly, because build output may be anywhere.</summary>
    private static string FindRoot() =>
        System.IO.Path.GetFullPath(
            typeof(Repository)
                .Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
                .Single(metadata => metadata.Key == "RepositoryRoot")
                .Value!
        );
}
