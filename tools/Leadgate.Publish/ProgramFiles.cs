namespace Leadgate.Publish;

/// <summary>The program with its runtime, built for one platform.</summary>
/// <param name="Folder">What <c>dotnet publish</c> made.</param>
internal sealed record ProgramFiles(Platform Platform, string Folder)
{
    /// <summary>The file that says which packages the program consists of.</summary>
    public string Dependencies => Path.Combine(Folder, "Leadgate.Server.deps.json");

    /// <param name="work">An empty folder for what the build leaves behind.</param>
    public static async Task<ProgramFiles> BuildAsync(
        SourceFolder sources,
        Platform platform,
        string version,
        Commit commit,
        string work,
        CancellationToken cancellation
    )
    {
        var folder = Path.Combine(work, "program", platform.RuntimeId);
        await Command.RunAsync(
            sources.Root,
            "dotnet",
            [
                "publish",
                "src/Leadgate.Server",
                "--configuration",
                "Release",
                "--runtime",
                platform.RuntimeId,
                "--self-contained",
                "--artifacts-path",
                Path.Combine(work, "build"),
                "--output",
                folder,
                "-p:MinVerVersionOverride=" + version,
                "-p:SourceRevisionId=" + commit.Id,
                // Paths of this machine are replaced, also in what is compiled ahead, and files are sorted (Directory.Build.targets).
                "-p:ContinuousIntegrationBuild=true",
                // Stack traces keep their lines without further files.
                "-p:DebugType=embedded",
                "-p:PublishDocumentationFile=false",
                "-p:PublishReferencesDocumentationFiles=false",
                "-p:NuGetAudit=false",
            ],
            cancellation
        );
        var program = Path.Combine(folder, "Leadgate.Server" + Path.GetExtension(platform.Program));
        File.Move(program, Path.Combine(folder, platform.Program));
        return new ProgramFiles(platform, folder);
    }

    /// <summary>The files, all readable and only the program executable.</summary>
    /// <param name="under">The folder in the archive, with a slash at the end.</param>
    public IEnumerable<PackedFile> Pack(string under) => PackedFile.FromFolder(Folder, under, Platform.Program);
}
