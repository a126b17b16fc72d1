using System.Reflection;

namespace Leadgate.Server.Pages;

/// <summary>Texts that are embedded in the program when it is built.</summary>
internal static class EmbeddedText
{
    private static readonly Assembly Program = Assembly.GetExecutingAssembly();

    /// <summary>The names of all of them.</summary>
    public static IReadOnlyCollection<string> Names { get; } = Program.GetManifestResourceNames().ToHashSet(StringComparer.Ordinal);

    public static string Read(string name)
    {
        using var reader = new StreamReader(Program.GetManifestResourceStream(name)!);
        return reader.ReadToEnd();
    }

    /// <summary>A style sheet: what all pages share, and then what is of one kind of page.</summary>
    public static string ReadStyle(string name) => Read("base.css") + Read(name);
}
