using System.Runtime.CompilerServices;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Leadgate.Server.Tests.Support;

/// <summary>Compares with an approved file. <c>LEADGATE_APPROVE=1</c> updates the file, for review.</summary>
internal static class Approved
{
    private static readonly JsonSerializerOptions Indented = new()
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static string RepositoryRoot { get; } = Path.GetFullPath(Path.Combine(ThisFolder(), "..", "..", ".."));

    /// <summary>Compares JSON with a file in <c>tests/Leadgate.Server.Tests/Approved</c>.</summary>
    public static void Matches(string file, string json)
    {
        var path = Path.Combine(ThisFolder(), "..", "Approved", file);
        var text = JsonSerializer.Serialize(JsonElement.Parse(json), Indented) + "\n";
        if (Environment.GetEnvironmentVariable("LEADGATE_APPROVE") == "1")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, text);
        }

        Assert.Equal(File.ReadAllText(path), text);
    }

    private static string ThisFolder([CallerFilePath] string path = "") => Path.GetDirectoryName(path)!;
}
