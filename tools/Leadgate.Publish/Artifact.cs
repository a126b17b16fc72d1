namespace Leadgate.Publish;

/// <summary>Something that is released.</summary>
/// <param name="Name">What to pass to <c>--only</c>.</param>
internal sealed record Artifact(string Name, Platform Platform, ArtifactKind Kind)
{
    public static readonly IReadOnlyList<Artifact> All =
    [
        new("linux-x64", Platform.LinuxX64, ArtifactKind.TarArchive),
        new("linux-arm64", Platform.LinuxArm64, ArtifactKind.TarArchive),
        new("win-x64", Platform.WindowsX64, ArtifactKind.ZipArchive),
        new("deb-amd64", Platform.LinuxX64, ArtifactKind.DebianPackage),
        new("deb-arm64", Platform.LinuxArm64, ArtifactKind.DebianPackage),
        new("image-amd64", Platform.LinuxX64, ArtifactKind.Image),
        new("image-arm64", Platform.LinuxArm64, ArtifactKind.Image),
    ];
}
