namespace Leadgate.Mutations;

/// <summary>A project of tests.</summary>
/// <param name="Name">Its short name: <c>Domain</c>, <c>Formats</c>, <c>Storage</c>, or <c>Server</c>.</param>
internal sealed record TestProject(string Name)
{
    /// <summary>The fastest first.</summary>
    public static IReadOnlyList<TestProject> All { get; } = [new("Domain"), new("Formats"), new("Storage"), new("Server")];

    public string Folder => $"tests/Leadgate.{Name}.Tests";

    public string Program => $"artifacts/bin/Leadgate.{Name}.Tests/release/Leadgate.{Name}.Tests";

    /// <summary>Tests of how the code and its pages are written. They find a fault without showing that anything works.</summary>
    public IEnumerable<string> Excluded => [$"Leadgate.{Name}.Tests.Architecture", $"Leadgate.{Name}.Tests.Docs"];

    /// <summary>The classes among those that a fault names that are in this project.</summary>
    /// <param name="root">The root of the repository.</param>
    /// <param name="names">Class names; one that exists in several projects may begin with the project: <c>Server.SearchTests</c>.</param>
    public IEnumerable<string> ClassesOf(string root, IEnumerable<string> names) =>
        names
            .Select(name => name.Split('.'))
            .Where(parts => parts.Length == 1 || parts[0] == Name)
            .Select(parts => parts[^1])
            .Where(name =>
                Directory
                    .EnumerateFiles(Path.Combine(root, Folder), $"{name}.cs", SearchOption.AllDirectories)
                    .Any(file => !file.Contains("/obj/", StringComparison.Ordinal))
            );
}
