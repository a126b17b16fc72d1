using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json.Nodes;

namespace Leadgate.Publish;

/// <summary>
/// An OCI image layout in a tar archive. It also has the manifest that Docker before version 25 looks for, with the same files.
/// </summary>
internal static class ImageArchive
{
    private const string ManifestType = "application/vnd.oci.image.manifest.v1+json";

    /// <param name="settings">How the image is run: its user, environment, and command.</param>
    public static async Task WriteAsync(
        Stream to,
        string name,
        string version,
        string architecture,
        JsonObject settings,
        IReadOnlyList<ImageLayer> layers,
        DateTimeOffset time,
        CancellationToken cancellation
    )
    {
        var created = time.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
        var config = Serialize(
            new JsonObject
            {
                ["created"] = created,
                ["architecture"] = architecture,
                ["os"] = "linux",
                ["config"] = settings,
                ["rootfs"] = new JsonObject
                {
                    ["type"] = "layers",
                    ["diff_ids"] = new JsonArray([.. layers.Select(layer => JsonValue.Create(layer.Content))]),
                },
                ["history"] = new JsonArray([
                    .. layers.Select(_ => new JsonObject { ["created"] = created, ["created_by"] = "./leadgate publish" }),
                ]),
            }
        );
        var manifest = Serialize(
            new JsonObject
            {
                ["schemaVersion"] = 2,
                ["mediaType"] = ManifestType,
                ["config"] = Describe("application/vnd.oci.image.config.v1+json", Hash(config), config.Length),
                ["layers"] = new JsonArray([
                    .. layers.Select(layer =>
                        Describe("application/vnd.oci.image.layer.v1.tar+gzip", layer.Digest, new FileInfo(layer.File).Length)
                    ),
                ]),
            }
        );
        var reference = Describe(ManifestType, Hash(manifest), manifest.Length);
        reference["platform"] = new JsonObject { ["architecture"] = architecture, ["os"] = "linux" };
        reference["annotations"] = new JsonObject
        {
            ["io.containerd.image.name"] = $"{name}:{version}",
            ["org.opencontainers.image.ref.name"] = version,
        };
        await TarArchive.WriteAsync(
            to,
            [
                PackedFile.From("oci-layout", Serialize(new JsonObject { ["imageLayoutVersion"] = "1.0.0" })),
                PackedFile.From(
                    "index.json",
                    Serialize(
                        new JsonObject
                        {
                            ["schemaVersion"] = 2,
                            ["mediaType"] = "application/vnd.oci.image.index.v1+json",
                            ["manifests"] = new JsonArray(reference),
                        }
                    )
                ),
                PackedFile.From(
                    "manifest.json",
                    Serialize(
                        new JsonArray(
                            new JsonObject
                            {
                                ["Config"] = GetPath(Hash(config)),
                                ["RepoTags"] = new JsonArray($"{name}:{version}"),
                                ["Layers"] = new JsonArray([.. layers.Select(layer => JsonValue.Create(GetPath(layer.Digest)))]),
                            }
                        )
                    )
                ),
                PackedFile.From(GetPath(Hash(config)), config),
                PackedFile.From(GetPath(Hash(manifest)), manifest),
                .. layers.Select(layer => PackedFile.FromFile(GetPath(layer.Digest), layer.File)),
            ],
            time,
            cancellation
        );
    }

    private static JsonObject Describe(string type, string digest, long size) =>
        new()
        {
            ["mediaType"] = type,
            ["digest"] = digest,
            ["size"] = size,
        };

    private static string GetPath(string digest) => "blobs/" + digest.Replace(':', '/');

    private static string Hash(byte[] content) => "sha256:" + Convert.ToHexStringLower(SHA256.HashData(content));

    private static byte[] Serialize(JsonNode node) => System.Text.Encoding.UTF8.GetBytes(node.ToJsonString());
}
