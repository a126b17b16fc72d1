using System.Text;
using System.Text.Json.Nodes;

namespace Leadgate.Publish;

/// <summary>The image: what the program needs of Debian in one layer, and the program in another.</summary>
/// <param name="work">A folder for temporary files.</param>
internal sealed class ImageBuild(string version, Commit commit, string work)
{
    /// <summary>The user of the service, a number as the restricted profile of Kubernetes wants it. It owns the data.</summary>
    public const int User = 10001;

    private const string Data = "var/lib/leadgate";

    public async Task WriteAsync(Stream to, ProgramFiles program, IReadOnlyList<PackedFile> documents, CancellationToken cancellation)
    {
        var architecture = program.Platform.Architecture;
        var packages = await DebianBase.ReadAsync(Path.Combine(work, "base-" + architecture), architecture, cancellation);
        var debian = await ImageLayer.CreateAsync(
            Path.Combine(work, architecture + "-base.tar.gz"),
            packages.Concat(CreateFiles()),
            commit.Time,
            cancellation
        );
        var leadgate = await ImageLayer.CreateAsync(
            Path.Combine(work, architecture + "-program.tar.gz"),
            [
                .. program.Pack("usr/lib/leadgate/"),
                .. documents.Select(document => document with { Path = "usr/share/doc/leadgate/" + document.Path }),
                PackedFile.Symlink("usr/bin/leadgate", "../lib/leadgate/leadgate"),
            ],
            commit.Time,
            cancellation
        );
        await ImageArchive.WriteAsync(to, "leadgate", version, architecture, Describe(), [debian, leadgate], commit.Time, cancellation);
    }

    private JsonObject Describe() =>
        new()
        {
            ["User"] = $"{User}:{User}",
            ["ExposedPorts"] = new JsonObject { ["5080/tcp"] = new JsonObject() },
            ["Env"] = new JsonArray(
                "PATH=/usr/bin",
                "HOME=/" + Data,
                "LEADGATE_URLS=http://0.0.0.0:5080",
                $"LEADGATE_DATABASE=sqlite:/{Data}/leadgate.db",
                "SSL_CERT_FILE=/etc/ssl/certs/ca-certificates.crt",
                // The file system is read-only, and debuggers have no business here.
                "DOTNET_EnableDiagnostics=0"
            ),
            ["Entrypoint"] = new JsonArray("/usr/bin/leadgate"),
            ["Cmd"] = new JsonArray("serve"),
            ["WorkingDir"] = "/" + Data,
            ["Volumes"] = new JsonObject { ["/" + Data] = new JsonObject() },
            ["StopSignal"] = "SIGTERM",
            ["Labels"] = new JsonObject
            {
                ["org.opencontainers.image.title"] = "leadgate",
                ["org.opencontainers.image.version"] = version,
                ["org.opencontainers.image.revision"] = commit.Id,
                ["org.opencontainers.image.licenses"] = "Apache-2.0",
            },
            // Not a part of the standard, which reserves the name: Docker and Podman observe it, Kubernetes has probes of its own.
            ["Healthcheck"] = new JsonObject
            {
                ["Test"] = new JsonArray("CMD", "/usr/bin/leadgate", "healthcheck"),
                ["Interval"] = 30_000_000_000,
                ["Timeout"] = 10_000_000_000,
                ["StartPeriod"] = 60_000_000_000,
            },
        };

    /// <summary>What the packages leave to a whole Debian: users, and folders to write in.</summary>
    private static IEnumerable<PackedFile> CreateFiles() =>
        [
            Text("etc/passwd", $"root:x:0:0:root:/:/usr/sbin/nologin\nleadgate:x:{User}:{User}:Leadgate:/{Data}:/usr/sbin/nologin\n"),
            Text("etc/group", $"root:x:0:\nleadgate:x:{User}:\n"),
            Text("etc/nsswitch.conf", "passwd: files\ngroup: files\nhosts: files dns\n"),
            PackedFile.Folder("tmp", (UnixFileMode)0b1_111_111_111),
            PackedFile.Folder(Data, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, User),
        ];

    private static PackedFile Text(string path, string text) => PackedFile.From(path, Encoding.UTF8.GetBytes(text));
}
