using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Leadgate.Publish;

/// <summary>
/// What the program consists of on one platform, as CycloneDX describes it. The tool of that project lists the packages; the runtime, which
/// it leaves out, is added, and what would differ from run to run is replaced.
/// </summary>
internal static class BillOfMaterials
{
    private static readonly JsonSerializerOptions Layout = new()
    {
        WriteIndented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>Lists the packages that the program names, and those that they need.</summary>
    /// <param name="work">A folder for temporary files.</param>
    public static async Task<JsonObject> ListAsync(SourceFolder sources, string version, string work, CancellationToken cancellation)
    {
        await Command.RunAsync(sources.Root, "dotnet", ["tool", "restore"], cancellation);
        await Command.RunAsync(
            sources.Root,
            "dotnet",
            ["restore", "src/Leadgate.Server", "--locked-mode", "-p:NuGetAudit=false"],
            cancellation
        );
        await Command.RunAsync(
            sources.Root,
            "dotnet",
            [
                "tool",
                "run",
                "dotnet-CycloneDX",
                "--",
                "src/Leadgate.Server/Leadgate.Server.csproj",
                "--output",
                work,
                "--filename",
                "bom.json",
                "--output-format",
                "Json",
                "--disable-package-restore",
                "--exclude-dev",
                "--no-serial-number",
                "--set-name",
                "leadgate",
                "--set-version",
                version,
            ],
            cancellation
        );
        return JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(work, "bom.json"), cancellation))!.AsObject();
    }

    /// <summary>The list for one platform, as it is published.</summary>
    public static byte[] Write(JsonObject listed, Commit commit, IReadOnlyList<Component> components) =>
        Encoding.UTF8.GetBytes(Complete(listed.DeepClone().AsObject(), commit, components).ToJsonString(Layout) + "\n");

    /// <summary>Adds the runtime, and the time of the commit and a serial number that follows from the content.</summary>
    internal static JsonObject Complete(JsonObject listed, Commit commit, IReadOnlyList<Component> components)
    {
        listed["metadata"]!["timestamp"] = commit.Time.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
        var names = listed["components"]!.AsArray();
        foreach (var runtime in components.Where(component => component.IsRuntime))
            names.Add(Describe(runtime));
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(commit.Id + listed.ToJsonString(Layout)));
        listed["serialNumber"] = "urn:uuid:" + new Guid(hash.AsSpan(0, 16)).ToString("D", CultureInfo.InvariantCulture);
        return listed;
    }

    private static JsonObject Describe(Component component)
    {
        var reference = $"pkg:nuget/{component.Name}@{component.Version}";
        return new JsonObject
        {
            ["type"] = "framework",
            ["bom-ref"] = reference,
            ["name"] = component.Name,
            ["version"] = component.Version,
            ["scope"] = "required",
            ["hashes"] = new JsonArray(
                new JsonObject { ["alg"] = "SHA-512", ["content"] = Convert.ToHexString(Convert.FromBase64String(component.Hash)) }
            ),
            ["licenses"] = new JsonArray(new JsonObject { ["license"] = new JsonObject { ["id"] = component.License } }),
            ["copyright"] = component.Copyright,
            ["purl"] = reference,
        };
    }
}
