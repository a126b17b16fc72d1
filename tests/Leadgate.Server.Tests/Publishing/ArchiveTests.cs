using System.Formats.Tar;
using System.IO.Compression;
using System.Runtime.Versioning;
using System.Text;
using System.Text.Json.Nodes;
using Leadgate.Publish;
using Leadgate.Tests;

namespace Leadgate.Server.Tests.Publishing;

/// <summary>Archives whose bytes follow from the commit alone.</summary>
[UnsupportedOSPlatform("windows")]
public sealed class ArchiveTests
{
    private static readonly DateTimeOffset Time = new(2026, 3, 1, 9, 30, 0, TimeSpan.FromHours(3));

    [Fact]
    public async Task The_same_files_give_the_same_bytes_in_whatever_order_and_with_whatever_times_they_come()
    {
        using var folder = new TemporaryFolder();
        await File.WriteAllTextAsync(folder.Path("a"), "text", TestContext.Current.CancellationToken);
        PackedFile[] files = [PackedFile.FromFile("x/a", folder.Path("a")), PackedFile.From("x/b", "b"u8.ToArray(), isExecutable: true)];
        var (tar, zip) = (await WriteAsync(TarArchive.WriteCompressedAsync), await WriteAsync(ZipFolder.WriteAsync));
        File.SetLastWriteTimeUtc(folder.Path("a"), new DateTime(2020, 1, 1, 0, 0, 0, DateTimeKind.Utc));
        Array.Reverse(files);
        Assert.Equal(tar, await WriteAsync(TarArchive.WriteCompressedAsync));
        Assert.Equal(zip, await WriteAsync(ZipFolder.WriteAsync));

        // Neither a name nor a time in the header of gzip, and no process id, which the pax format would have.
        Assert.Equal([0x1F, 0x8B, 8, 0, 0, 0, 0, 0], tar[..8]);
        await using var reader = new TarReader(new GZipStream(new MemoryStream(tar), CompressionMode.Decompress));
        var first = await reader.GetNextEntryAsync(cancellationToken: TestContext.Current.CancellationToken);
        Assert.Equal(
            ("x/a", TarEntryFormat.Ustar, 0, Time.ToUniversalTime()),
            (first!.Name, first.Format, first.Uid, first.ModificationTime)
        );
        var second = await reader.GetNextEntryAsync(cancellationToken: TestContext.Current.CancellationToken);
        Assert.True(second!.Mode.HasFlag(UnixFileMode.OtherExecute));

        async Task<byte[]> WriteAsync(Func<Stream, IEnumerable<PackedFile>, DateTimeOffset, CancellationToken, Task> write)
        {
            using var archive = new MemoryStream();
            await write(archive, files, Time, TestContext.Current.CancellationToken);
            return archive.ToArray();
        }
    }

    [Fact]
    public async Task An_image_names_its_parts_by_their_checksums()
    {
        using var folder = new TemporaryFolder();
        var layer = await ImageLayer.CreateAsync(
            folder.Path("layer"),
            [PackedFile.Folder("data", owner: 10001)],
            Time,
            TestContext.Current.CancellationToken
        );
        using var image = new MemoryStream();
        await ImageArchive.WriteAsync(
            image,
            "leadgate",
            "1.2.3",
            "amd64",
            new JsonObject { ["User"] = "10001" },
            [layer],
            Time,
            TestContext.Current.CancellationToken
        );
        image.Position = 0;
        var parts = new Dictionary<string, byte[]>();
        await using var reader = new TarReader(image);
        while (await reader.GetNextEntryAsync(copyData: true, TestContext.Current.CancellationToken) is { } entry)
        {
            using var content = new MemoryStream();
            await entry.DataStream!.CopyToAsync(content, TestContext.Current.CancellationToken);
            parts[entry.Name] = content.ToArray();
        }

        var manifest = Follow(JsonNode.Parse(parts["index.json"])!["manifests"]![0]!);
        var config = Follow(manifest["config"]!);
        Assert.Equal("10001", (string?)config["config"]!["User"]);
        Assert.Equal(layer.Content, (string?)config["rootfs"]!["diff_ids"]![0]);
        Assert.Equal(layer.Digest, (string?)manifest["layers"]![0]!["digest"]);
        Assert.Equal(
            parts["blobs/" + layer.Digest.Replace(':', '/')],
            await File.ReadAllBytesAsync(layer.File, TestContext.Current.CancellationToken)
        );
        Assert.All(
            parts.Where(part => part.Key.StartsWith("blobs/", StringComparison.Ordinal)),
            part =>
                Assert.EndsWith(
                    Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(part.Value)),
                    part.Key,
                    StringComparison.Ordinal
                )
        );

        JsonNode Follow(JsonNode reference)
        {
            var content = parts["blobs/" + ((string)reference["digest"]!).Replace(':', '/')];
            Assert.Equal((long)reference["size"]!, content.Length);
            return JsonNode.Parse(Encoding.UTF8.GetString(content))!;
        }
    }

    [Theory]
    [InlineData("1.2.3", "leadgate_1.2.3_amd64.deb")]
    [InlineData("1.2.3-rc.1", "leadgate_1.2.3~rc.1_amd64.deb")]
    public void A_preliminary_version_comes_before_its_final_one_for_Debian(string version, string name) =>
        Assert.Equal(name, DebianPackage.GetName(version, Platform.LinuxX64));

    [Fact]
    public async Task Permissions_of_the_package_do_not_follow_the_umask()
    {
        using var folder = new TemporaryFolder();
        var tree = folder.Path("tree");

        // What a umask of 077 would make.
        Directory.CreateDirectory(
            Path.Combine(tree, "usr", "bin"),
            UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute
        );
        await DebianPackage.WriteTreeAsync(
            tree,
            [PackedFile.From("usr/bin/leadgate", [], isExecutable: true), PackedFile.From("etc/leadgate.conf", [])],
            TestContext.Current.CancellationToken
        );
        Assert.All(
            Directory.EnumerateFileSystemEntries(tree, "*", SearchOption.AllDirectories).Append(tree),
            path =>
                Assert.Equal(
                    path.EndsWith(".conf", StringComparison.Ordinal) ? "640" : "755",
                    Convert.ToString((int)File.GetUnixFileMode(path), 8)
                )
        );
    }
}
