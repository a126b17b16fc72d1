using System.Text;
using System.Text.RegularExpressions;

namespace Leadgate.Publish;

/// <summary>
/// The code that the SDK generates for the messages of the log. Its generator writes the classes into one file in an order that differs
/// from run to run, and the symbols have the checksum of that file. Therefore it runs once, and what it wrote is sorted and compiled in its
/// place.
/// </summary>
internal static partial class LogMessages
{
    /// <summary>Generates the code, and puts it among the sources, where <c>Directory.Build.targets</c> finds it.</summary>
    /// <param name="work">A folder for what the build leaves behind.</param>
    public static async Task GenerateAsync(SourceFolder sources, string work, CancellationToken cancellation)
    {
        var build = Path.Combine(work, "generated");
        await Command.RunAsync(
            sources.Root,
            "dotnet",
            [
                "build",
                "src/Leadgate.Server",
                "--configuration",
                "Release",
                "--artifacts-path",
                build,
                "-p:EmitCompilerGeneratedFiles=true",
                "-p:RunAnalyzers=false",
                "-p:NuGetAudit=false",
            ],
            cancellation
        );
        var file = Directory
            .EnumerateFiles(Path.Combine(build, "obj", "Leadgate.Server"), "LoggerMessage.g.cs", SearchOption.AllDirectories)
            .Single();
        await File.WriteAllTextAsync(
            sources.Find("src", "Leadgate.Server", "LoggerMessage.g.cs"),
            Sort(await File.ReadAllTextAsync(file, cancellation)),
            cancellation
        );
    }

    /// <summary>Sorts the namespaces, each of which has one class.</summary>
    internal static string Sort(string code)
    {
        var parts = Namespace().Split(code.ReplaceLineEndings("\n")).Select(part => part.Trim('\n') + "\n").ToList();
        return new StringBuilder(parts[0]).AppendJoin("", parts.Skip(1).Order(StringComparer.Ordinal)).ToString();
    }

    /// <summary>The beginning of a line that opens a namespace.</summary>
    [GeneratedRegex("^(?=namespace )", RegexOptions.Multiline)]
    private static partial Regex Namespace();
}
