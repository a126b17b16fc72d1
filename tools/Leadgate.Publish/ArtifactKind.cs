namespace Leadgate.Publish;

/// <summary>The form of an artifact.</summary>
internal enum ArtifactKind
{
    TarArchive,
    ZipArchive,
    DebianPackage,
    Image,
}
